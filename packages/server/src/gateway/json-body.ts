/** The small JSON bodies of our own doors. */
import { collectBody } from './body.ts'
import type { Exchange } from './exchange.ts'
import { gatewayFault } from './faults.ts'
import type { Tools } from './tools.ts'

/** The members of the object; none for anything else. Throws unless the type is JSON: a form of another site cannot set that, so it can sign nobody in or out. */
export async function jsonBody(exchange: Exchange, tools: Tools): Promise<Readonly<Record<string, unknown>>> {
  if (!/^application\/json\b/i.test(exchange.headers['content-type'] ?? '')) throw gatewayFault('BadRequest', 'Only application/json is taken here.', 400)
  const body = await collectBody(exchange, tools, tools.limits.signInBytes)
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
