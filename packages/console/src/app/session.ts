/** Who is signed in: temporary credentials in this tab's session storage. Other tabs of the same browser get them on asking, so that a link in a new tab works. */
import { createStore } from '../lib/store.ts'
import { readStored, writeStored } from '../lib/stored.ts'

export interface Session {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  /** ISO 8601. */
  readonly expiration: string
  /** Of a role that was switched to: the session to switch back to. */
  readonly from?: Session
}

export class SignInRefused extends Error {
  override readonly name = 'SignInRefused'
  readonly status: number
  /** `AccessDenied`, `MfaRequired`, `PasswordChangeRequired`, `PasswordPolicyViolation`, `PasswordExpired`, `TooManyRequests`, `BadRequest`. */
  readonly code: string
  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export type SignInForm =
  | { readonly AccessKeyId: string; readonly SecretAccessKey: string }
  | { readonly Token: string }
  | {
      readonly kind: 'root' | 'user'
      readonly account?: string
      readonly userName?: string
      readonly password: string
      readonly mfaCode?: string
      readonly newPassword?: string
    }

const KEY = 'kenja.session'
/** How long a new tab waits for another tab's answer. */
const ASK_MS = 60
/** What `setTimeout` can count; sessions are shorter. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

const isGood = (session: Session | undefined): session is Session => session !== undefined && Date.parse(session.expiration) > Date.now()

const stored = readStored<Session>(sessionStorage, KEY)
export const session = createStore<Session | undefined>(isGood(stored) ? stored : undefined)
/** The last session ended by itself: the sign-in page says so. */
export const expired = createStore(false)

const channel = new BroadcastChannel(KEY)
type Word = { readonly kind: 'who' } | { readonly kind: 'me'; readonly session: Session } | { readonly kind: 'out' }
channel.addEventListener('message', ({ data }: MessageEvent<Word>) => {
  const current = session.get()
  if (data.kind === 'who' && isGood(current)) channel.postMessage({ kind: 'me', session: current } satisfies Word)
  if (data.kind === 'me' && !current && isGood(data.session)) keep(data.session)
  if (data.kind === 'out') keep(undefined)
})

let expiry: ReturnType<typeof setTimeout> | undefined

/** What a person was writing stays in this tab: it is there again after the next sign-in. */
function endInTime(value: Session | undefined): void {
  clearTimeout(expiry)
  if (!value) return
  const end = () => {
    const goesOn = isGood(value.from) ? value.from : undefined
    expired.set(!goesOn)
    keep(goesOn)
  }
  expiry = setTimeout(end, Math.min(Date.parse(value.expiration) - Date.now(), LONGEST_TIMER_MS))
}

function keep(value: Session | undefined): void {
  writeStored(sessionStorage, KEY, value)
  endInTime(value)
  session.set(value)
}

endInTime(session.get())

/** Resolves when it is known whether another tab is signed in. */
export function askOtherTabs(): Promise<void> {
  if (session.get()) return Promise.resolve()
  channel.postMessage({ kind: 'who' } satisfies Word)
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const timer = setTimeout(end, ASK_MS)
    const stop = session.watch(end)
  })
}

const post = (path: string, body: object) =>
  fetch(`/_kenja/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), keepalive: true })

/** With a password, a long-term access key, or the one-time token of a link that `./kenja console` prints. @throws SignInRefused */
export async function signIn(form: SignInForm): Promise<void> {
  const answer = await post('sign-in', form)
  const content = (await answer.json()) as Record<string, string>
  if (!answer.ok) throw new SignInRefused(answer.status, content.__type ?? '', content.message ?? answer.statusText)
  expired.set(false)
  keep({
    accessKeyId: content.AccessKeyId as string,
    secretAccessKey: content.SecretAccessKey as string,
    sessionToken: content.SessionToken as string,
    expiration: content.Expiration as string,
  })
}

/** The role's credentials from now on, in this tab. */
export function switchTo(role: Omit<Session, 'from'>): void {
  const current = session.get()
  if (current) keep({ ...role, from: current.from ?? current })
}

export function switchBack(): void {
  const from = session.get()?.from
  if (from) keep(from)
}

/** In every tab, and on the server: the credentials are worth nothing afterwards, nor are those of roles that were switched to. */
export function signOut(): void {
  const current = session.get()
  channel.postMessage({ kind: 'out' } satisfies Word)
  keep(undefined)
  if (!current) return
  const { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken } = current.from ?? current
  // A server that is down forgets nothing, but whoever has this browser has nothing left to sign with.
  void post('sign-out', { AccessKeyId, SecretAccessKey, SessionToken }).catch(() => undefined)
}
