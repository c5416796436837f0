/** No answer leaves before what it saw is on the disk, be it a read or an error. */
import { ServiceError } from '../operation.ts'
import type { Exchange } from './exchange.ts'
import { discardOutput } from './respond.ts'
import type { Tools } from './tools.ts'

export async function settle(exchange: Exchange, tools: Tools): Promise<void> {
  try {
    await tools.settle()
  } catch (error) {
    tools.log(`${exchange.id} nothing is acknowledged: the disk did not take what was written: ${(error as Error).message}`)
    discardOutput(exchange)
    exchange.answer = undefined
    exchange.fault = new ServiceError('InternalFailure', 'The request processing has failed because the storage did not confirm it.', 500)
  }
}
