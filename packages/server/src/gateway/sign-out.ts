/**
 * `POST /_kenja/sign-out`: ends a session and everything that came from the same sign-in, such as roles that were switched to.
 * Request: `{"AccessKeyId", "SecretAccessKey", "SessionToken"}`, the session's own: whoever has them may as well end them.
 */
import type { Exchange } from './exchange.ts'
import { gatewayFault } from './faults.ts'
import { jsonBody } from './json-body.ts'
import { sameText } from './same-text.ts'
import type { Tools } from './tools.ts'

export async function signOut(exchange: Exchange, tools: Tools): Promise<void> {
  const { AccessKeyId: id, SecretAccessKey: secret, SessionToken: token } = await jsonBody(exchange, tools)
  if (typeof id !== 'string' || typeof secret !== 'string' || typeof token !== 'string')
    throw gatewayFault('BadRequest', 'Sign-out takes {"AccessKeyId": "…", "SecretAccessKey": "…", "SessionToken": "…"}.', 400)
  const found = tools.keyring.find(id, token)
  if (typeof found === 'string' || !sameText(found.secretAccessKey, secret)) throw gatewayFault('AccessDenied', 'These are no credentials of a session.', 403)
  tools.desk.signOut(found)
  exchange.answer = { status: 200, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }, body: '{}' }
}
