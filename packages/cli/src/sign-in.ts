/** The two doors of the server that need no signature: sign-in and sign-out. */
import { PlainError } from './usage.ts'

export interface SessionCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  /** ISO 8601. */
  readonly expiration: string
}

/** What the server's `gateway/sign-in-password.ts` takes. */
export interface SignInForm {
  readonly kind: 'root' | 'user'
  readonly account?: string
  readonly userName?: string
  readonly password: string
  readonly mfaCode?: string
  readonly newPassword?: string
}

export interface Refused {
  readonly status: number
  readonly code: string
  readonly message: string
}

async function post(endpoint: string, door: string, body: object): Promise<{ readonly status: number; readonly content: Record<string, string> }> {
  try {
    const answer = await fetch(`${endpoint}/_kenja/${door}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
    return { status: answer.status, content: (await answer.json()) as Record<string, string> }
  } catch (error) {
    throw new PlainError(`${endpoint} does not answer: ${(error as Error).message}`)
  }
}

export async function signIn(endpoint: string, form: SignInForm): Promise<SessionCredentials | Refused> {
  const { status, content } = await post(endpoint, 'sign-in', form)
  if (status !== 200) return { status, code: content.__type ?? '', message: content.message ?? `status ${status}` }
  return {
    accessKeyId: content.AccessKeyId as string,
    secretAccessKey: content.SecretAccessKey as string,
    sessionToken: content.SessionToken as string,
    expiration: content.Expiration as string,
  }
}

/** False when the session had ended already. */
export async function signOut(endpoint: string, session: Omit<SessionCredentials, 'expiration'>): Promise<boolean> {
  const { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken } = session
  return (await post(endpoint, 'sign-out', { AccessKeyId, SecretAccessKey, SessionToken })).status === 200
}
