import { DescribeCodeRepositoryCommand } from '@aws-sdk/client-sagemaker'
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
import { codeRepositoryMessages } from './code-repository.messages.ts'
import { deleteRepository, deleteRepositoryCode } from './code-repository-queries.ts'

export function CodeRepositoryPage({ parameters: { name = '' } }: PageProperties) {
  const texts = useText(codeRepositoryMessages)
  const fields = useText(fieldMessages)
  const common = useText(commonMessages)
  const ask = () => sagemaker().send(new DescribeCodeRepositoryCommand({ CodeRepositoryName: name }))
  const { data, error, reload } = useQuery(`code-repository ${name}`, ask, { restMs: 0 })
  const remove = async () => {
    await deleteRepository(name)
    navigate('/sagemaker/git-repositories')
  }
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={data && <DeleteButton name={name} code={deleteRepositoryCode} onDelete={remove} />}>
          {name}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <ErrorAlert error={error} onRetry={reload} />
        {data && (
          <Container header={<Header variant="h2">{texts.settings}</Header>}>
            <KeyValuePairs
              columns={3}
              items={[
                { label: fields.arn, value: <Copyable text={data.CodeRepositoryArn} /> },
                { label: texts.url, value: <Copyable text={data.GitConfig?.RepositoryUrl} /> },
                { label: texts.branch, value: data.GitConfig?.Branch ?? '-' },
                { label: texts.credentials, value: data.GitConfig?.SecretArn ? <Copyable text={data.GitConfig.SecretArn} /> : texts.noSecret },
                { label: common.creationTime, value: <Time value={data.CreationTime} /> },
                { label: common.lastModified, value: <Time value={data.LastModifiedTime} /> },
              ]}
            />
          </Container>
        )}
      </SpaceBetween>
    </ContentLayout>
  )
}
