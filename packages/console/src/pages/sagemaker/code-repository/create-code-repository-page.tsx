import { CreateCodeRepositoryCommand } from '@aws-sdk/client-sagemaker'
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { flash } from '../../../app/flash.ts'
import { navigate } from '../../../app/router.ts'
import { sagemaker } from '../../../aws/sagemaker.ts'
import { secretsManager } from '../../../aws/secrets-manager.ts'
import { shownCall } from '../../../code/show-call.ts'
import { CreateForm } from '../../../components/create-form.tsx'
import { PriceNote } from '../../../components/price-note.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { useDraft } from '../../../components/use-draft.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { SHOWN_PASSWORD } from '../../iam/user/shown-password.ts'
import { fieldMessages } from '../fields.messages.ts'
import { isName } from '../names.ts'
import { codeRepositoryMessages } from './code-repository.messages.ts'
import { EMPTY_SECRET, isSecret, type NewSecret, type SecretKind, SecretSection } from './secret-section.tsx'

const LIST = '/sagemaker/git-repositories'

interface Values {
  readonly name: string
  readonly url: string
  readonly branch: string
  readonly kind: SecretKind
  readonly secretArn: string
}

const EMPTY: Values = { name: '', url: '', branch: '', kind: 'none', secretArn: '' }

const requestOf = ({ name, url, branch, kind, secretArn }: Values) => ({
  CodeRepositoryName: name,
  GitConfig: { RepositoryUrl: url, ...(branch && { Branch: branch }), ...(kind === 'existing' && secretArn && { SecretArn: secretArn }) },
})

const secretRequest = ({ name, userName }: NewSecret, password: string) => ({
  Name: name,
  SecretString: JSON.stringify({ username: userName, password }),
})

/** What code shows in the place of what the call before it answers. */
const SHOWN_ARN = 'SECRET_ARN'

const callsOf = (values: Values, secret: NewSecret) =>
  values.kind === 'new'
    ? [
        shownCall('secrets-manager', 'CreateSecret', secretRequest(secret, SHOWN_PASSWORD)),
        shownCall('sagemaker', 'CreateCodeRepository', requestOf({ ...values, kind: 'existing', secretArn: SHOWN_ARN })),
      ]
    : [shownCall('sagemaker', 'CreateCodeRepository', requestOf(values))]

const isUrl = (url: string): boolean => /^https:\/\/[^/\s]+\/\S{3,}$/.test(url)

export function CreateCodeRepositoryPage() {
  const texts = useText(codeRepositoryMessages)
  const { values, change, forget } = useDraft<Values>('code-repository', EMPTY)
  const [secret, setSecret] = useState(EMPTY_SECRET)
  const [check, setCheck] = useState(false)
  const submit = async () => {
    let whole = values
    if (values.kind === 'new') {
      const { ARN = '' } = await secretsManager().send(new CreateSecretCommand(secretRequest(secret, secret.password)))
      // When the next step fails, the secret is there all the same.
      whole = { ...values, kind: 'existing', secretArn: ARN }
      change(whole)
    }
    await sagemaker().send(new CreateCodeRepositoryCommand(requestOf(whole)))
    forget()
    flash('success', texts.created)
    navigate(LIST)
  }
  const secretRight = values.kind === 'none' || (values.kind === 'existing' ? values.secretArn !== '' : isSecret(secret))
  return (
    <CreateForm
      title={texts.addTitle}
      description={texts.introduction}
      button={texts.add}
      back={LIST}
      code={callsOf(values, secret)}
      price={<PriceNote prices={[]} />}
      valid={isName(values.name) && isUrl(values.url) && secretRight}
      onInvalid={() => setCheck(true)}
      onSubmit={submit}
      onCancel={forget}
    >
      <SettingsSection values={values} change={change} check={check} />
      <SecretSection kind={values.kind} arn={values.secretArn} onChange={change} secret={secret} onSecret={setSecret} check={check} />
    </CreateForm>
  )
}

interface SettingsSectionProperties {
  readonly values: Values
  readonly change: (change: Partial<Values>) => void
  readonly check: boolean
}

function SettingsSection({ values, change, check }: SettingsSectionProperties) {
  const texts = useText(codeRepositoryMessages)
  const fields = useText(fieldMessages)
  const common = useText(commonMessages)
  return (
    <Container header={<Header variant="h2">{texts.settings}</Header>}>
      <SpaceBetween size="l">
        <TextField
          label={texts.name}
          constraint={fields.nameHelp(63)}
          value={values.name}
          onChange={(name) => change({ name })}
          errorText={check && !isName(values.name) ? fields.nameWrong : undefined}
        />
        <TextField
          label={texts.url}
          value={values.url}
          onChange={(url) => change({ url: url.trim() })}
          placeholder="https://github.com/…"
          errorText={check && !isUrl(values.url) ? texts.urlWrong : undefined}
        />
        <TextField label={common.isOptional(texts.branch)} value={values.branch} onChange={(branch) => change({ branch: branch.trim() })} />
      </SpaceBetween>
    </Container>
  )
}
