import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Container from '@cloudscape-design/components/container'
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import Form from '@cloudscape-design/components/form'
import FormField from '@cloudscape-design/components/form-field'
import Header from '@cloudscape-design/components/header'
import Input from '@cloudscape-design/components/input'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { type FormEvent, useEffect, useState } from 'react'
import { commonMessages } from '../i18n/common.messages.ts'
import { useText } from '../i18n/use-text.ts'
import { SignInRefused, signIn } from './session.ts'
import { signInMessages } from './sign-in.messages.ts'

/** The token of a link that `./kenja console` prints: `…/#sign-in=TOKEN`. Taken out of the address at once, so that it lands in no history. */
function tokenFromAddress(): string | undefined {
  const token = /^#sign-in=([\w-]+)$/.exec(location.hash)?.[1]
  if (token) history.replaceState(null, '', location.pathname + location.search)
  return token
}

let linkToken = tokenFromAddress()

/** It is good for one use. */
function takeLinkToken(): string | undefined {
  const token = linkToken
  linkToken = undefined
  return token
}

function useSignIn() {
  const texts = useText(signInMessages)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const attempt = async (body: Parameters<typeof signIn>[0]) => {
    setBusy(true)
    setError(undefined)
    try {
      await signIn(body)
    } catch (failure) {
      const status = failure instanceof SignInRefused ? failure.status : 0
      if (status === 403) setError('Token' in body ? texts.linkSpent : texts.keyWrong)
      else setError(status === 429 ? texts.tooMany : status === 0 ? texts.noAnswer : (failure as Error).message)
    }
    setBusy(false)
  }
  return { attempt, error, busy }
}

export function SignInPage() {
  const texts = useText(signInMessages)
  const { attempt, error, busy } = useSignIn()
  const [byLink, setByLink] = useState(linkToken !== undefined)
  useEffect(() => {
    const Token = takeLinkToken()
    if (Token) void attempt({ Token }).then(() => setByLink(false))
  })
  return (
    <Box padding="xxl">
      <div className="kenja-narrow">
        {byLink ? (
          <StatusIndicator type="loading">{texts.oneMoment}</StatusIndicator>
        ) : (
          <SpaceBetween size="l">
            {error && (
              <Alert type="error" header={texts.refused}>
                {error}
              </Alert>
            )}
            <KeyForm busy={busy} onSubmit={(AccessKeyId, SecretAccessKey) => void attempt({ AccessKeyId, SecretAccessKey })} />
            <LinkHint />
          </SpaceBetween>
        )}
      </div>
    </Box>
  )
}

function KeyForm({ busy, onSubmit }: { readonly busy: boolean; readonly onSubmit: (id: string, secret: string) => void }) {
  const texts = useText(signInMessages)
  const common = useText(commonMessages)
  const [id, setId] = useState('')
  const [secret, setSecret] = useState('')
  const [tried, setTried] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (id && secret) onSubmit(id.trim(), secret.trim())
  }
  const missing = (value: string) => (tried && !value ? common.required : undefined)
  return (
    <form onSubmit={submit}>
      <Form
        actions={
          <Button variant="primary" formAction="submit" loading={busy}>
            {texts.signIn}
          </Button>
        }
      >
        <Container header={<Header variant="h1">{texts.title}</Header>}>
          <SpaceBetween size="m">
            <Box color="text-body-secondary">{texts.introduction}</Box>
            <FormField label={texts.accessKeyId} description={texts.where} errorText={missing(id)}>
              <Input value={id} onChange={({ detail }) => setId(detail.value)} autoComplete="username" spellcheck={false} autoFocus />
            </FormField>
            <FormField label={texts.secretAccessKey} errorText={missing(secret)}>
              <Input value={secret} type="password" onChange={({ detail }) => setSecret(detail.value)} autoComplete="current-password" />
            </FormField>
          </SpaceBetween>
        </Container>
      </Form>
    </form>
  )
}

function LinkHint() {
  const texts = useText(signInMessages)
  const common = useText(commonMessages)
  return (
    <Container>
      <SpaceBetween size="s">
        <Box>{texts.easier}</Box>
        <CopyToClipboard
          variant="inline"
          textToCopy="./kenja console"
          copyButtonAriaLabel={common.copy}
          copySuccessText={common.copied}
          copyErrorText={common.copyFailed}
        />
      </SpaceBetween>
    </Container>
  )
}
