/** Everything that answers without a signature, and nothing else does: these doors, and notebooks by their own cookie on their own hosts. The tunnel (CONNECT) has its own token: see proxy.ts. */

import { consoleFiles } from './console-files.ts'
import { credentials } from './credentials.ts'
import type { Exchange } from './exchange.ts'
import { gatewayFault } from './faults.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'
import type { Tools } from './tools.ts'

type Door = (exchange: Exchange, tools: Tools) => void | Promise<void>

const doors: Readonly<Record<string, Door>> = {
  'GET /_kenja/health': health,
  'HEAD /_kenja/health': health,
  'POST /_kenja/sign-in': signIn,
  // Guarded by the session's own credentials.
  'POST /_kenja/sign-out': signOut,
  // Guarded by the task's own token.
  'GET /_kenja/credentials': credentials,
}

export function unsigned(exchange: Exchange, tools: Tools): void | Promise<void> {
  const { host } = exchange
  if (host?.kind === 'notebook') return tools.notebooks.serve(exchange, host)
  const kind = host?.kind
  // On a bucket's host every path is a key.
  if (kind !== 'plain' && kind !== 'console') return
  if (!exchange.path.startsWith('/_kenja/')) return kind === 'console' ? consoleFiles(exchange, tools) : undefined
  const door = doors[`${exchange.method} ${exchange.path}`]
  if (!door) throw gatewayFault('NotFound', 'There is nothing here.', 404)
  return door(exchange, tools)
}

function health(exchange: Exchange): void {
  exchange.answer = { status: 200, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }, body: '{"status":"running"}' }
}
