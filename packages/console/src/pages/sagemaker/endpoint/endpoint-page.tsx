import { DescribeEndpointCommand, type DescribeEndpointOutput } from '@aws-sdk/client-sagemaker'
import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import type { PageProperties } from '../../../app/area.ts'
import { navigate } from '../../../app/router.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { ConfirmDelete } from '../../../components/confirm.tsx'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { ResourceTags } from '../resource-tags.tsx'
import { endpointMessages } from './endpoint.messages.ts'
import { deleteEndpoint, deleteEndpointCode, isPassing } from './endpoint-queries.ts'
import { LogsSection, MonitorSection, SettingsSection, VariantsSection } from './endpoint-sections.tsx'
import { TestSection } from './test-section.tsx'

export function EndpointPage({ parameters: { name = '' } }: PageProperties) {
  const texts = useText(endpointMessages)
  const common = useText(commonMessages)
  const query = useQuery(`endpoint ${name}`, () => sagemaker().send(new DescribeEndpointCommand({ EndpointName: name })), {
    passing: ({ EndpointStatus }) => isPassing(EndpointStatus),
  })
  const [deleting, setDeleting] = useState(false)
  const endpoint = query.data
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      <Button onClick={() => setDeleting(true)}>{common.delete}</Button>
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
      {deleting && (
        <ConfirmDelete
          names={[name]}
          code={deleteEndpointCode(name)}
          onConfirm={async () => {
            await deleteEndpoint(name)
            navigate('/sagemaker/endpoints')
          }}
          onClose={() => setDeleting(false)}
        >
          {texts.deleteText}
        </ConfirmDelete>
      )}
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
