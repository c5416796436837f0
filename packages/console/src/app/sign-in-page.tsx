import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Container from '@cloudscape-design/components/container'
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard'
import SpaceBetween from '@cloudscape-design/components/space-between'
import StatusIndicator from '@cloudscape-design/components/status-indicator'
import { useEffect, useState } from 'react'
import { commonMessages } from '../i18n/common.messages.ts'
import { useText } from '../i18n/use-text.ts'
import { useStore } from '../lib/store.ts'
import { expired } from './session.ts'
import { signInMessages } from './sign-in.messages.ts'
import { MfaForm, NewPasswordForm, WhoForm } from './sign-in-form.tsx'
import { useSignIn } from './use-sign-in.ts'

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

export function SignInPage() {
  const texts = useText(signInMessages)
  const ended = useStore(expired)
  const { step, attempt, refusal, busy, restart } = useSignIn()
  const [byLink, setByLink] = useState(linkToken !== undefined)
  useEffect(() => {
    const Token = takeLinkToken()
    if (Token) void attempt({ Token }).then(() => setByLink(false))
  })
  const next = { busy, onSubmit: (form: Parameters<typeof attempt>[0]) => void attempt(form), onBack: restart }
  return (
    <Box padding="xxl">
      <main className="kenja-narrow">
        {byLink ? (
          <StatusIndicator type="loading">{texts.oneMoment}</StatusIndicator>
        ) : (
          <SpaceBetween size="l">
            {ended && !refusal && <Alert type="info">{texts.sessionEnded}</Alert>}
            {refusal && (
              <Alert type="error" header={texts.refused}>
                {refusal.meaning}
                {refusal.message && <Box color="inherit">{refusal.message}</Box>}
              </Alert>
            )}
            {step.kind === 'start' && <WhoForm busy={busy} onSubmit={next.onSubmit} />}
            {step.kind === 'mfa' && <MfaForm form={step.form} {...next} />}
            {step.kind === 'change' && <NewPasswordForm form={step.form} {...next} />}
            {step.kind === 'start' && <LinkHint />}
          </SpaceBetween>
        )}
      </main>
    </Box>
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
