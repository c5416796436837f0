import { DescribeEndpointCommand, type DescribeEndpointOutput } from '@aws-sdk/client-sagemaker'
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { PageProperties } from '../../../app/area.ts'
import { navigate } from '../../../app/router.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { DeleteButton } from '../../../components/delete-button.tsx'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { useText } from '../../../i18n/use-text.ts'
import { ResourceTags } from '../resource-tags.tsx'
import { endpointMessages } from './endpoint.messages.ts'
import { deleteEndpoint, deleteEndpointCode, isPassing } from './endpoint-queries.ts'
import { LogsSection, MonitorSection, SettingsSection, VariantsSection } from './endpoint-sections.tsx'
import { TestSection } from './test-section.tsx'

export function EndpointPage({ parameters: { name = '' } }: PageProperties) {
  const texts = useText(endpointMessages)
  const query = useQuery(`endpoint ${name}`, () => sagemaker().send(new DescribeEndpointCommand({ EndpointName: name })), {
    passing: ({ EndpointStatus }) => isPassing(EndpointStatus),
  })
  const remove = async () => {
    await deleteEndpoint(name)
    navigate('/sagemaker/endpoints')
  }
  const endpoint = query.data
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      <DeleteButton name={name} code={deleteEndpointCode} onDelete={remove}>
        {texts.deleteText}
      </DeleteButton>
      <Button disabled={endpoint?.EndpointStatus !== 'InService'} onClick={() => navigate(`/sagemaker/endpoints/create?update=${name}`)}>
        {texts.update}
      </Button>
    </SpaceBetween>
  )
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={endpoint && actions}>
          {name}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <ErrorAlert error={query.error} onRetry={query.reload} />
        {endpoint && <Sections endpoint={endpoint} />}
      </SpaceBetween>
    </ContentLayout>
  )
}

function Sections({ endpoint }: { readonly endpoint: DescribeEndpointOutput }) {
  const texts = useText(endpointMessages)
  const arn = endpoint.EndpointArn as string
  const name = endpoint.EndpointName as string
  return (
    <SpaceBetween size="l">
      {endpoint.EndpointStatus === 'Failed' && (
        <Alert type="error" header={texts.failed}>
          {endpoint.FailureReason}
        </Alert>
      )}
      <SettingsSection endpoint={endpoint} />
      {endpoint.EndpointStatus === 'InService' ? <TestSection name={name} /> : <Alert type="info">{texts.notInService}</Alert>}
      <VariantsSection endpoint={endpoint} />
      <MonitorSection endpoint={endpoint} />
      <LogsSection name={name} />
      <ResourceTags arn={arn} />
    </SpaceBetween>
  )
}
