/** Who is signed in: temporary credentials in this tab's session storage. Other tabs of the same browser get them on asking, so that a link in a new tab works. */
import { createStore } from '../lib/store.ts'
import { readStored, writeStored } from '../lib/stored.ts'

export interface Session {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  /** ISO 8601. */
  readonly expiration: string
}

export class SignInRefused extends Error {
  override readonly name = 'SignInRefused'
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const KEY = 'kenja.session'
/** How long a new tab waits for another tab's answer. */
const ASK_MS = 60

const isGood = (session: Session | undefined): session is Session => session !== undefined && Date.parse(session.expiration) > Date.now()

const stored = readStored<Session>(sessionStorage, KEY)
export const session = createStore<Session | undefined>(isGood(stored) ? stored : undefined)

const channel = new BroadcastChannel(KEY)
type Word = { readonly kind: 'who' } | { readonly kind: 'me'; readonly session: Session } | { readonly kind: 'out' }
channel.addEventListener('message', ({ data }: MessageEvent<Word>) => {
  const current = session.get()
  if (data.kind === 'who' && isGood(current)) channel.postMessage({ kind: 'me', session: current } satisfies Word)
  if (data.kind === 'me' && !current && isGood(data.session)) keep(data.session)
  if (data.kind === 'out') keep(undefined)
})

function keep(value: Session | undefined): void {
  writeStored(sessionStorage, KEY, value)
  session.set(value)
}

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

/** With a long-term access key, or with the one-time token of a link that `./kenja console` prints. @throws SignInRefused */
export async function signIn(body: { readonly AccessKeyId: string; readonly SecretAccessKey: string } | { readonly Token: string }): Promise<void> {
  const answer = await fetch('/_kenja/sign-in', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const content = (await answer.json()) as Record<string, string>
  if (!answer.ok) throw new SignInRefused(answer.status, content.message ?? answer.statusText)
  keep({
    accessKeyId: content.AccessKeyId as string,
    secretAccessKey: content.SecretAccessKey as string,
    sessionToken: content.SessionToken as string,
    expiration: content.Expiration as string,
  })
}

/** In every tab. */
export function signOut(): void {
  channel.postMessage({ kind: 'out' } satisfies Word)
  keep(undefined)
}
