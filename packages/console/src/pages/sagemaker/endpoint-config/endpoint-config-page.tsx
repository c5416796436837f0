import { DescribeEndpointConfigCommand, type DescribeEndpointConfigOutput } from '@aws-sdk/client-sagemaker'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import ContentLayout from '@cloudscape-design/components/content-layout'
import Header from '@cloudscape-design/components/header'
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { PageProperties } from '../../../app/area.ts'
import { navigate } from '../../../app/router.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { useQuery } from '../../../aws/use-query.ts'
import { Copyable } from '../../../components/copyable.tsx'
import { DeleteButton } from '../../../components/delete-button.tsx'
import { ErrorAlert } from '../../../components/error-text.tsx'
import { Time } from '../../../components/time.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'
import { ResourceTags } from '../resource-tags.tsx'
import { endpointConfigMessages } from './endpoint-config.messages.ts'
import { deleteEndpointConfig, deleteEndpointConfigCode } from './endpoint-config-queries.ts'
import { VariantsTable } from './variants-table.tsx'

export function EndpointConfigPage({ parameters: { name = '' } }: PageProperties) {
  const texts = useText(endpointConfigMessages)
  const query = useQuery(`endpoint-config ${name}`, () => sagemaker().send(new DescribeEndpointConfigCommand({ EndpointConfigName: name })), { restMs: 0 })
  const remove = async () => {
    await deleteEndpointConfig(name)
    navigate('/sagemaker/endpoint-configs')
  }
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      <DeleteButton name={name} code={deleteEndpointConfigCode} onDelete={remove} />
      <Button variant="primary" onClick={() => navigate(`/sagemaker/endpoints/create?config=${name}`)}>
        {texts.createEndpoint}
      </Button>
    </SpaceBetween>
  )
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={query.data && actions}>
          {name}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <ErrorAlert error={query.error} onRetry={query.reload} />
        {query.data && <Sections config={query.data} />}
      </SpaceBetween>
    </ContentLayout>
  )
}

function Sections({ config }: { readonly config: DescribeEndpointConfigOutput }) {
  const texts = useText(endpointConfigMessages)
  const fields = useText(fieldMessages)
  const common = useText(commonMessages)
  const arn = config.EndpointConfigArn as string
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{texts.settings}</Header>}>
        <KeyValuePairs
          columns={3}
          items={[
            { label: common.name, value: config.EndpointConfigName },
            { label: fields.arn, value: <Copyable text={arn} /> },
            { label: common.creationTime, value: <Time value={config.CreationTime} /> },
          ]}
        />
      </Container>
      <VariantsTable variants={config.ProductionVariants ?? []} />
      <ResourceTags arn={arn} />
    </SpaceBetween>
  )
}
