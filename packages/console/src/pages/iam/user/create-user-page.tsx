import { AttachUserPolicyCommand, CreateLoginProfileCommand, CreateUserCommand } from '@aws-sdk/client-iam'
import Checkbox from '@cloudscape-design/components/checkbox'
import Container from '@cloudscape-design/components/container'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useState } from 'react'
import { flash } from '../../../app/flash.ts'
import { navigate } from '../../../app/router.ts'
import { iam } from '../../../aws/iam.ts'
import { shownCall } from '../../../code/show-call.ts'
import { CreateForm } from '../../../components/create-form.tsx'
import { PriceNote } from '../../../components/price-note.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { useDraft } from '../../../components/use-draft.ts'
import { commonMessages } from '../../../i18n/common.messages.ts'
import { useText } from '../../../i18n/use-text.ts'
import { iamMessages } from '../iam.messages.ts'
import { PoliciesFieldSection } from '../policies-field-section.tsx'
import { SHOWN_PASSWORD } from './shown-password.ts'

interface Values {
  readonly name: string
  readonly console: boolean
  readonly mustChange: boolean
  readonly policies: readonly string[]
}

const EMPTY: Values = { name: '', console: true, mustChange: true, policies: [] }
const isUserName = (name: string): boolean => /^[\w+=,.@-]{1,64}$/.test(name)

function callsOf({ name, console: access, mustChange, policies }: Values) {
  const UserName = name
  return [
    shownCall('iam', 'CreateUser', { UserName }),
    ...(access ? [shownCall('iam', 'CreateLoginProfile', { UserName, Password: SHOWN_PASSWORD, PasswordResetRequired: mustChange })] : []),
    ...policies.map((PolicyArn) => shownCall('iam', 'AttachUserPolicy', { UserName, PolicyArn })),
  ]
}

export function CreateUserPage() {
  const texts = useText(iamMessages)
  const { values, change, forget } = useDraft<Values>('iam user', EMPTY)
  const [password, setPassword] = useState('')
  const [check, setCheck] = useState(false)
  const submit = async () => {
    const UserName = values.name
    await iam().send(new CreateUserCommand({ UserName }))
    // From here on the user is there: its page shows what is still missing.
    try {
      if (values.console) await iam().send(new CreateLoginProfileCommand({ UserName, Password: password, PasswordResetRequired: values.mustChange }))
      for (const PolicyArn of values.policies) await iam().send(new AttachUserPolicyCommand({ UserName, PolicyArn }))
      flash('success', texts.userCreated(UserName))
    } catch (error) {
      flash('error', texts.userCreated(UserName), error)
    }
    forget()
    navigate(`/iam/users/detail/${encodeURIComponent(UserName)}`)
  }
  return (
    <CreateForm
      title={texts.createUser}
      description={texts.userHelp}
      button={texts.createUser}
      back="/iam/users"
      code={callsOf(values)}
      price={<PriceNote prices={[]} />}
      valid={isUserName(values.name) && (!values.console || password !== '')}
      onInvalid={() => setCheck(true)}
      onSubmit={submit}
      onCancel={forget}
    >
      <DetailsSection values={values} change={change} password={password} onPassword={setPassword} check={check} />
      <PoliciesFieldSection value={values.policies} onChange={(policies) => change({ policies })} />
    </CreateForm>
  )
}

interface SectionProperties {
  readonly values: Values
  readonly change: (change: Partial<Values>) => void
}

interface DetailsSectionProperties extends SectionProperties {
  readonly password: string
  readonly onPassword: (password: string) => void
  readonly check: boolean
}

function DetailsSection({ values, change, password, onPassword, check }: DetailsSectionProperties) {
  const texts = useText(iamMessages)
  const common = useText(commonMessages)
  return (
    <Container header={<Header variant="h2">{common.details}</Header>}>
      <SpaceBetween size="l">
        <TextField
          label={texts.userName}
          constraint={texts.roleNameHelp}
          value={values.name}
          onChange={(name) => change({ name })}
          errorText={check && !isUserName(values.name) ? texts.roleNameHelp : undefined}
        />
        <Checkbox checked={values.console} onChange={({ detail }) => change({ console: detail.checked })}>
          {texts.consoleAccess}
        </Checkbox>
        {values.console && (
          <>
            <FormField label={texts.consolePassword} errorText={check && password === '' ? common.required : undefined}>
              <Input type="password" value={password} autoComplete="new-password" onChange={({ detail }) => onPassword(detail.value)} />
            </FormField>
            <Checkbox checked={values.mustChange} onChange={({ detail }) => change({ mustChange: detail.checked })}>
              {texts.mustChange}
            </Checkbox>
          </>
        )}
      </SpaceBetween>
    </Container>
  )
}
