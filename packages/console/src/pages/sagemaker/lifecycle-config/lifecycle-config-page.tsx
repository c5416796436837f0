import { DescribeNotebookInstanceLifecycleConfigCommand } from '@aws-sdk/client-sagemaker'
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
import { TextBlock } from '../../../components/text-block.tsx'
import { Time } from '../../../components/time.tsx'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { fieldMessages } from '../fields.messages.ts'
import { lifecycleConfigMessages } from './lifecycle-config.messages.ts'
import { deleteLifecycleConfig, deleteLifecycleConfigCode } from './lifecycle-config-queries.ts'
import { decodeScript } from './lifecycle-script.ts'

const LIST = '/sagemaker/lifecycle-configs'

/** With the scripts as texts. */
export async function readLifecycleConfig(name: string) {
  const answer = await sagemaker().send(new DescribeNotebookInstanceLifecycleConfigCommand({ NotebookInstanceLifecycleConfigName: name }))
  const text = (hooks: typeof answer.OnStart) => {
    const content = hooks?.[0]?.Content
    return content === undefined ? undefined : decodeScript(content)
  }
  return { ...answer, onStart: text(answer.OnStart), onCreate: text(answer.OnCreate) }
}

export function LifecycleConfigPage({ parameters: { name = '' } }: PageProperties) {
  const texts = useText(lifecycleConfigMessages)
  const { data, error, reload } = useQuery(`lifecycle-config ${name}`, () => readLifecycleConfig(name), { restMs: 0 })
  const remove = async () => {
    await deleteLifecycleConfig(name)
    navigate(LIST)
  }
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      <DeleteButton name={name} code={deleteLifecycleConfigCode} onDelete={remove} />
      <Button variant="primary" onClick={() => navigate(`${LIST}/edit/${name}`)}>
        {texts.edit}
      </Button>
    </SpaceBetween>
  )
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={data && actions}>
          {name}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <ErrorAlert error={error} onRetry={reload} />
        {data && <Sections config={data} />}
      </SpaceBetween>
    </ContentLayout>
  )
}

function Sections({ config }: { readonly config: Awaited<ReturnType<typeof readLifecycleConfig>> }) {
  const texts = useText(lifecycleConfigMessages)
  const fields = useText(fieldMessages)
  const common = useText(commonMessages)
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{texts.configuration}</Header>}>
        <KeyValuePairs
          columns={3}
          items={[
            { label: fields.arn, value: <Copyable text={config.NotebookInstanceLifecycleConfigArn} /> },
            { label: common.creationTime, value: <Time value={config.CreationTime} /> },
            { label: common.lastModified, value: <Time value={config.LastModifiedTime} /> },
          ]}
        />
      </Container>
      <Script title={texts.start} text={config.onStart} />
      <Script title={texts.onCreate} text={config.onCreate} />
    </SpaceBetween>
  )
}

function Script({ title, text }: { readonly title: string; readonly text: string | undefined }) {
  const texts = useText(lifecycleConfigMessages)
  return <Container header={<Header variant="h2">{title}</Header>}>{text === undefined ? texts.noScript : <TextBlock text={text} />}</Container>
}
