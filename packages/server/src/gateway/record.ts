/** One line for every request, when wanted; one for every failure of ours in any case. Never a query, a header or a body: they hold secrets. */
import type { Exchange } from './exchange.ts'
import type { Tools } from './tools.ts'

export function record(exchange: Exchange, tools: Tools): void {
  const level = tools.config.log
  if (level === 'access') exchange.response.once('close', () => tools.log(accessLine(exchange, tools)))
  else if (level === 'info' && exchange.fault && exchange.fault.httpStatus >= 500)
    tools.log(`${exchange.id} ${what(exchange)} ${exchange.fault.code}: ${exchange.fault.message}`)
}

const what = (exchange: Exchange): string =>
  exchange.route ? `${exchange.service}:${exchange.route.operation}` : `${exchange.method} ${exchange.path.slice(0, 200)}`

function accessLine(exchange: Exchange, tools: Tools): string {
  const { response, fault, call } = exchange
  const status = response.headersSent ? response.statusCode : 499
  const duration = (tools.clock.monotonicMs() - exchange.startedMs).toFixed(1)
  return `${exchange.id} ${status} ${what(exchange)} ${call?.principal.arn ?? '-'} ${exchange.request.socket.remoteAddress ?? 'task'} ${duration}ms${fault ? ` ${fault.code}` : ''}`
}
