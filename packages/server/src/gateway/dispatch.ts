/** The operation itself. The dispatcher authorises it inside its transaction, because resource policies and tags are data that the operation may change. */

import type { Call } from '../operation.ts'
import { concernOf } from './concern.ts'
import type { Exchange } from './exchange.ts'
import type { Tools } from './tools.ts'
import { waitForChange } from './wait.ts'

export async function dispatch(exchange: Exchange, tools: Tools): Promise<void> {
  const { service, route, input, region } = exchange
  const call = exchange.call as Call
  if (!service || !route || !input) return
  const request = { service, operation: route.operation, input, call, region }
  const concern = service === 'sagemaker' ? concernOf(route.operation, input, region) : undefined
  if (concern === undefined) {
    exchange.output = await tools.dispatcher.operate(request)
    return
  }
  const caller = call.principal.arn
  if (route.operation.startsWith('Describe') && tools.lastConcerns.get(caller) === concern) await waitForChange(exchange, tools, request)
  exchange.output = await tools.dispatcher.operate(request)
  tools.lastConcerns.set(caller, concern)
}
