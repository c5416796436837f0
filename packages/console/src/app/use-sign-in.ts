/** The steps of a sign-in: password, then the code or the new password that the answer asks for. */
import { useState } from 'react'
import { useText } from '../i18n/use-text.ts'
import { type SignInForm, SignInRefused, signIn } from './session.ts'
import { signInMessages } from './sign-in.messages.ts'

export type PasswordForm = Extract<SignInForm, { kind: string }>

/** What is asked for now; `mfa` and `change` go on with what was filled in before. */
export type Step = { readonly kind: 'start' } | { readonly kind: 'mfa'; readonly form: PasswordForm } | { readonly kind: 'change'; readonly form: PasswordForm }

export interface Refusal {
  /** Ours. */
  readonly meaning: string
  /** The server's own words, where they say more. */
  readonly message?: string
}

export function useSignIn() {
  const texts = useText(signInMessages)
  const [step, setStep] = useState<Step>({ kind: 'start' })
  const [refusal, setRefusal] = useState<Refusal>()
  const [busy, setBusy] = useState(false)
  const refuse = (failure: unknown, form: SignInForm) => {
    if (!(failure instanceof SignInRefused)) return setRefusal({ meaning: texts.noAnswer })
    const { code, message } = failure
    if (code === 'MfaRequired' && 'kind' in form) return setStep({ kind: 'mfa', form })
    if (code === 'PasswordChangeRequired' && 'kind' in form) return setStep({ kind: 'change', form })
    if (code === 'PasswordPolicyViolation') return setRefusal({ meaning: texts.policy, message })
    if (code === 'PasswordExpired') return setRefusal({ meaning: texts.passwordOld })
    if (code === 'TooManyRequests') return setRefusal({ meaning: texts.tooMany, message })
    if (code === 'AccessDenied') return setRefusal({ meaning: 'Token' in form ? texts.linkSpent : 'kind' in form ? texts.passwordWrong : texts.keyWrong })
    return setRefusal({ meaning: texts.refused, message })
  }
  const attempt = async (form: SignInForm) => {
    setBusy(true)
    setRefusal(undefined)
    try {
      await signIn(form)
    } catch (failure) {
      refuse(failure, form)
    }
    setBusy(false)
  }
  const restart = () => {
    setRefusal(undefined)
    setStep({ kind: 'start' })
  }
  return { step, attempt, refusal, busy, restart }
}
