/** `POST /_kenja/sign-in`: a long-term access key for temporary credentials, so that a browser keeps no lasting secret. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { TemporaryCredentials } from '../operation.ts'
import { collectBody } from './body.ts'
import type { Exchange } from './exchange.ts'
import { gatewayFault } from './faults.ts'
import type { Tools } from './tools.ts'

/** Request: `{"AccessKeyId", "SecretAccessKey"}`. Answer: `{"AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"}` (ISO 8601). */
export async function signIn(exchange: Exchange, tools: Tools): Promise<void> {
  // A form of another site cannot set this type, so it cannot sign anyone in.
  if (!/^application\/json\b/i.test(exchange.headers['content-type'] ?? '')) throw gatewayFault('BadRequest', 'Sign-in takes application/json.', 400)
  if (!tools.signInAttempts.allowed()) throw gatewayFault('TooManyRequests', 'Too many failed sign-ins. Try again in a minute.', 429)
  const { accessKeyId, secret } = parse(await collectBody(exchange, tools, tools.limits.signInBytes))
  const found = tools.keyring.find(accessKeyId, undefined)
  // Compared in any case, so that the time does not tell whether the key exists.
  const matches = same(typeof found === 'string' ? '' : found.secretAccessKey, secret)
  if (typeof found === 'string' || !matches || found.expiresAt) {
    tools.signInAttempts.failed()
    throw gatewayFault('AccessDenied', 'The access key or the secret is wrong.', 403)
  }
  exchange.answer = {
    status: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: answer(await tools.signIn(found.principal)),
  }
}

function parse(body: Uint8Array): { readonly accessKeyId: string; readonly secret: string } {
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    value = undefined
  }
  const { AccessKeyId: accessKeyId, SecretAccessKey: secret } = (value ?? {}) as Record<string, unknown>
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
