import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import Form from '@cloudscape-design/components/form'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input, { type InputProps } from '@cloudscape-design/components/input'
import RadioGroup from '@cloudscape-design/components/radio-group'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { type FormEvent, type ReactNode, useState } from 'react'
import { commonMessages } from '../i18n/common.messages.ts'
import { useText } from '../i18n/use-text.ts'
import type { SignInForm } from './session.ts'
import { signInMessages } from './sign-in.messages.ts'
import type { PasswordForm } from './use-sign-in.ts'

interface StepFormProperties {
  readonly title: string
  readonly text: string
  readonly busy: boolean
  readonly onBack?: () => void
  readonly onSubmit: () => void
  readonly children: ReactNode
}

/** A step's frame: title, fields, button. */
function StepForm({ title, text, busy, onBack, onSubmit, children }: StepFormProperties) {
  const texts = useText(signInMessages)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit()
  }
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      {onBack && (
        <Button variant="link" formAction="none" onClick={onBack}>
          {texts.back}
        </Button>
      )}
      <Button variant="primary" formAction="submit" loading={busy}>
        {texts.signIn}
      </Button>
    </SpaceBetween>
  )
  return (
    <form onSubmit={submit} noValidate>
      <Form actions={actions}>
        <Container header={<Header variant="h1">{title}</Header>}>
          <SpaceBetween size="m">
            <Box color="text-body-secondary">{text}</Box>
            {children}
          </SpaceBetween>
        </Container>
      </Form>
    </form>
  )
}

interface FieldProperties extends Pick<InputProps, 'type' | 'autoComplete' | 'inputMode' | 'autoFocus'> {
  readonly label: string
  readonly help?: string
  readonly error?: string | false | undefined
  readonly value: string
  readonly onChange: (value: string) => void
}

function Field({ label, help, error, value, onChange, ...input }: FieldProperties) {
  return (
    <FormField label={label} description={help} errorText={error}>
      <Input value={value} onChange={({ detail }) => onChange(detail.value)} spellcheck={false} {...input} />
    </FormField>
  )
}

type Who = 'root' | 'user' | 'key'

export interface SignInFormProperties {
  readonly busy: boolean
  readonly onSubmit: (form: SignInForm) => void
}

/** Who it is, and what proves it. */
export function WhoForm({ busy, onSubmit }: SignInFormProperties) {
  const texts = useText(signInMessages)
  const common = useText(commonMessages)
  const [who, setWho] = useState<Who>('root')
  const [values, setValues] = useState({ account: '', userName: '', password: '', id: '', secret: '' })
  const [tried, setTried] = useState(false)
  const change = (part: Partial<typeof values>) => setValues((before) => ({ ...before, ...part }))
  const missing = (value: string) => tried && value === '' && common.required
  const submit = () => {
    setTried(true)
    const { account, userName, password, id, secret } = values
    const proof = who === 'key' ? id && secret : password && (who === 'root' || userName)
    if (!proof) return
    if (who === 'key') onSubmit({ AccessKeyId: id.trim(), SecretAccessKey: secret.trim() })
    else onSubmit({ kind: who, password, ...(account && { account: account.trim() }), ...(who === 'user' && { userName: userName.trim() }) })
  }
  return (
    <StepForm title={texts.title} text={texts.introduction} busy={busy} onSubmit={submit}>
      <FormField label={texts.who}>
        <RadioGroup
          value={who}
          onChange={({ detail }) => setWho(detail.value as Who)}
          items={[
            { value: 'root', label: texts.root, description: texts.rootHelp },
            { value: 'user', label: texts.user, description: texts.userHelp },
            { value: 'key', label: texts.key, description: texts.keyHelp },
          ]}
        />
      </FormField>
      {who === 'key' ? (
        <>
          <Field label={texts.accessKeyId} value={values.id} onChange={(id) => change({ id })} error={missing(values.id)} autoComplete="username" />
          <Field
            label={texts.secretAccessKey}
            type="password"
            value={values.secret}
            onChange={(secret) => change({ secret })}
            error={missing(values.secret)}
            autoComplete="current-password"
          />
        </>
      ) : (
        <>
          {who === 'user' && (
            <>
              <Field label={common.isOptional(texts.account)} help={texts.accountHelp} value={values.account} onChange={(account) => change({ account })} />
              <Field
                label={texts.userName}
                value={values.userName}
                onChange={(userName) => change({ userName })}
                error={missing(values.userName)}
                autoComplete="username"
              />
            </>
          )}
          <Field
            label={texts.password}
            type="password"
            value={values.password}
            onChange={(password) => change({ password })}
            error={missing(values.password)}
            autoComplete="current-password"
          />
        </>
      )}
    </StepForm>
  )
}

interface NextStepProperties extends SignInFormProperties {
  readonly form: PasswordForm
  readonly onBack: () => void
}

export function MfaForm({ form, busy, onSubmit, onBack }: NextStepProperties) {
  const texts = useText(signInMessages)
  const common = useText(commonMessages)
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const right = /^\d{6}$/.test(code)
  const submit = () => {
    setTried(true)
    if (right) onSubmit({ ...form, mfaCode: code })
  }
  return (
    <StepForm title={texts.mfaTitle} text={texts.mfaText} busy={busy} onSubmit={submit} onBack={onBack}>
      <Field
        label={texts.mfaCode}
        value={code}
        onChange={(value) => setCode(value.replaceAll(/\s/g, ''))}
        error={tried && !right && (code === '' ? common.required : texts.mfaText)}
        autoComplete="one-time-code"
        inputMode="numeric"
        autoFocus
      />
    </StepForm>
  )
}

export function NewPasswordForm({ form, busy, onSubmit, onBack }: NextStepProperties) {
  const texts = useText(signInMessages)
  const common = useText(commonMessages)
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const submit = () => {
    setTried(true)
    if (password !== '' && password === again) onSubmit({ ...form, newPassword: password })
  }
  return (
    <StepForm title={texts.changeTitle} text={texts.changeText} busy={busy} onSubmit={submit} onBack={onBack}>
      <Field
        label={texts.newPassword}
        type="password"
        value={password}
        onChange={setPassword}
        error={tried && password === '' && common.required}
        autoComplete="new-password"
        autoFocus
      />
      <Field
        label={texts.repeatPassword}
        type="password"
        value={again}
        onChange={setAgain}
        error={tried && password !== again && texts.different}
        autoComplete="new-password"
      />
    </StepForm>
  )
}
