import { DescribeModelCommand, type DescribeModelOutput } from '@aws-sdk/client-sagemaker'
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
import { S3Link } from '../../../components/s3-link.tsx'
import { Time } from '../../../components/time.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'
import { ResourceTags } from '../resource-tags.tsx'
import { modelMessages } from './model.messages.ts'
import { deleteModel, deleteModelCode } from './model-queries.ts'

export function ModelPage({ parameters: { name = '' } }: PageProperties) {
  const texts = useText(modelMessages)
  const query = useQuery(`model ${name}`, () => sagemaker().send(new DescribeModelCommand({ ModelName: name })), { restMs: 0 })
  const remove = async () => {
    await deleteModel(name)
    navigate('/sagemaker/models')
  }
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      <DeleteButton name={name} code={deleteModelCode} onDelete={remove} />
      <Button variant="primary" onClick={() => navigate(`/sagemaker/endpoint-configs/create?model=${name}`)}>
        {texts.createEndpointConfig}
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
        {query.data && <Sections model={query.data} />}
      </SpaceBetween>
    </ContentLayout>
  )
}

function Sections({ model }: { readonly model: DescribeModelOutput }) {
  const texts = useText(modelMessages)
  const fields = useText(fieldMessages)
  const common = useText(commonMessages)
  const arn = model.ModelArn as string
  const containers = model.PrimaryContainer ? [model.PrimaryContainer] : (model.Containers ?? [])
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{texts.settings}</Header>}>
        <KeyValuePairs
          columns={2}
          items={[
            { label: common.name, value: model.ModelName },
            { label: fields.arn, value: <Copyable text={arn} /> },
            { label: common.creationTime, value: <Time value={model.CreationTime} /> },
            { label: fields.iamRole, value: <Copyable text={model.ExecutionRoleArn} /> },
          ]}
        />
      </Container>
      {containers.map(({ Image, ModelDataUrl, Environment, ContainerHostname }, at) => (
        <Container key={`${Image} ${ModelDataUrl}`} header={<Header variant="h2">{texts.container.replace('1', String(at + 1))}</Header>}>
          <KeyValuePairs
            columns={2}
            items={[
              { label: texts.image, value: <Copyable text={Image} /> },
              { label: texts.artifact, value: <S3Link uri={ModelDataUrl} /> },
              { label: texts.hostname, value: ContainerHostname ?? '-' },
              {
                label: texts.environment,
                value:
                  Object.entries(Environment ?? {})
                    .map(([key, value]) => `${key}=${value}`)
                    .join(', ') || '-',
              },
            ]}
          />
        </Container>
      ))}
      <ResourceTags arn={arn} />
    </SpaceBetween>
  )
}
