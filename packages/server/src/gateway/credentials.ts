/**
 * `GET /_kenja/credentials`: the role's credentials for a notebook or a job, in the form of the container credentials that every SDK renews by itself
 * (AWS_CONTAINER_CREDENTIALS_FULL_URI with AWS_CONTAINER_AUTHORIZATION_TOKEN). See docs/adr/0002-credentials-endpoint.md.
 */
import type { Exchange } from './exchange.ts'
import type { Tools } from './tools.ts'

const json = { 'content-type': 'application/json', 'cache-control': 'no-store' }

export async function credentials(exchange: Exchange, tools: Tools): Promise<void> {
  const token = (exchange.headers.authorization ?? '').replace(/^Bearer /, '')
  const found = token === '' ? undefined : await tools.roleCredentials(token)
  exchange.answer = found
    ? {
        status: 200,
        headers: json,
        body: JSON.stringify({
          RoleArn: found.roleArn,
          AccessKeyId: found.accessKeyId,
          SecretAccessKey: found.secretAccessKey,
          Token: found.sessionToken,
          Expiration: found.expiresAt.toISOString(),
        }),
      }
    : { status: 403, headers: json, body: JSON.stringify({ code: 'AccessDenied', message: 'The authorization token is not that of a running task.' }) }
}
