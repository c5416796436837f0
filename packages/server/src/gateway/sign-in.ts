/** `POST /_kenja/sign-in`: a long-term access key, or the token of a link, for temporary credentials, so that a browser keeps no lasting secret. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Principal, TemporaryCredentials } from '../operation.ts'
import { collectBody } from './body.ts'
import type { Exchange } from './exchange.ts'
import { gatewayFault } from './faults.ts'
import type { Tools } from './tools.ts'

/** Request: `{"AccessKeyId", "SecretAccessKey"}`, or `{"Token"}` (see console-token.ts). Answer: `{"AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"}` (ISO 8601). */
export async function signIn(exchange: Exchange, tools: Tools): Promise<void> {
  // A form of another site cannot set this type, so it cannot sign anyone in.
  if (!/^application\/json\b/i.test(exchange.headers['content-type'] ?? '')) throw gatewayFault('BadRequest', 'Sign-in takes application/json.', 400)
  if (!tools.signInAttempts.allowed()) throw gatewayFault('TooManyRequests', 'Too many failed sign-ins. Try again in a minute.', 429)
  const given = parse(await collectBody(exchange, tools, tools.limits.signInBytes))
  const principal = 'token' in given ? principalOfToken(given.token, tools) : principalOfKey(given, tools)
  if (!principal) {
    tools.signInAttempts.failed()
    throw gatewayFault('AccessDenied', 'token' in given ? 'The link is spent or too old.' : 'The access key or the secret is wrong.', 403)
  }
  exchange.answer = {
    status: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: answer(await tools.signIn(principal)),
  }
}

interface GivenKey {
  readonly accessKeyId: string
  readonly secret: string
}

function principalOfKey({ accessKeyId, secret }: GivenKey, tools: Tools): Principal | undefined {
  const found = tools.keyring.find(accessKeyId, undefined)
  // Compared in any case, so that the time does not tell whether the key exists.
  const matches = same(typeof found === 'string' ? '' : found.secretAccessKey, secret)
  return typeof found === 'string' || !matches || found.expiresAt ? undefined : found.principal
}

function principalOfToken(token: string, tools: Tools): Principal | undefined {
  const accessKeyId = tools.consoleTokens.spend(token)
  const found = accessKeyId === undefined ? 'unknown-key' : tools.keyring.find(accessKeyId, undefined)
  return typeof found === 'string' ? undefined : found.principal
}

function parse(body: Uint8Array): GivenKey | { readonly token: string } {
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    value = undefined
  }
  const { AccessKeyId: accessKeyId, SecretAccessKey: secret, Token: token } = (value ?? {}) as Record<string, unknown>
  if (typeof token === 'string') return { token }
  if (typeof accessKeyId !== 'string' || typeof secret !== 'string')
    throw gatewayFault('BadRequest', 'Sign-in takes {"AccessKeyId": "…", "SecretAccessKey": "…"}.', 400)
  return { accessKeyId, secret }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const same = (expected: string, given: string): boolean => timingSafeEqual(digest(expected), digest(given)) && expected !== ''

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
