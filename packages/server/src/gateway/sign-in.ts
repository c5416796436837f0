/** `POST /_kenja/sign-in`: a password, a long-term access key, or the token of a link, for temporary credentials, so that a browser keeps no lasting secret. */
import type { Principal, TemporaryCredentials } from '../operation.ts'
import type { Exchange } from './exchange.ts'
import { gatewayFault } from './faults.ts'
import { jsonBody } from './json-body.ts'
import { sameText } from './same-text.ts'
import { signInRequest } from './sign-in-password.ts'
import type { Tools } from './tools.ts'

/**
 * Request: `{"AccessKeyId", "SecretAccessKey"}`; or `{"Token"}` (see console-token.ts); or a password (see sign-in-password.ts).
 * Answer: `{"AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"}` (ISO 8601), or an error as `{"__type", "message"}`.
 */
export async function signIn(exchange: Exchange, tools: Tools): Promise<void> {
  const given = await jsonBody(exchange, tools)
  const credentials = 'kind' in given ? await tools.passwords.signIn(exchange, signInRequest(given)) : await withKey(given, tools)
  exchange.answer = { status: 200, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }, body: answer(credentials) }
}

async function withKey(body: Readonly<Record<string, unknown>>, tools: Tools): Promise<TemporaryCredentials> {
  if (!tools.signInAttempts.allowed()) throw gatewayFault('TooManyRequests', 'Too many failed sign-ins. Try again in a minute.', 429)
  const given = parse(body)
  const principal = 'token' in given ? principalOfToken(given.token, tools) : principalOfKey(given, tools)
  if (!principal) {
    tools.signInAttempts.failed()
    throw gatewayFault('AccessDenied', 'token' in given ? 'The link is spent or too old.' : 'The access key or the secret is wrong.', 403)
  }
  return tools.signIn(principal)
}

interface GivenKey {
  readonly accessKeyId: string
  readonly secret: string
}

function principalOfKey({ accessKeyId, secret }: GivenKey, tools: Tools): Principal | undefined {
  const found = tools.keyring.find(accessKeyId, undefined)
  // Compared in any case, so that the time does not tell whether the key exists.
  const matches = sameText(typeof found === 'string' ? '' : found.secretAccessKey, secret)
  return typeof found === 'string' || !matches || found.expiresAt ? undefined : found.principal
}

function principalOfToken(token: string, tools: Tools): Principal | undefined {
  const accessKeyId = tools.consoleTokens.spend(token)
  const found = accessKeyId === undefined ? 'unknown-key' : tools.keyring.find(accessKeyId, undefined)
  return typeof found === 'string' ? undefined : found.principal
}

function parse({ AccessKeyId: accessKeyId, SecretAccessKey: secret, Token: token }: Readonly<Record<string, unknown>>): GivenKey | { readonly token: string } {
  if (typeof token === 'string') return { token }
  if (typeof accessKeyId !== 'string' || typeof secret !== 'string')
    throw gatewayFault('BadRequest', 'Sign-in takes {"AccessKeyId": "…", "SecretAccessKey": "…"}, a link or a password.', 400)
  return { accessKeyId, secret }
}

const answer = (credentials: TemporaryCredentials): string =>
  JSON.stringify({
    AccessKeyId: credentials.accessKeyId,
    SecretAccessKey: credentials.secretAccessKey,
    SessionToken: credentials.sessionToken,
    Expiration: credentials.expiresAt.toISOString(),
  })

export interface Attempts {
  allowed(): boolean
  failed(): void
}

/** Counts failures, all callers together: someone who guesses may have many addresses. */
export function createAttempts(failuresPerMinute: number, monotonicMs: () => number): Attempts {
  let failures: number[] = []
  return {
    allowed() {
      const since = monotonicMs() - 60_000
      failures = failures.filter((at) => at > since)
      return failures.length < failuresPerMinute
    },
    failed: () => void failures.push(monotonicMs()),
  }
}
