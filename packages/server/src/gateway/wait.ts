/**
 * Waiting is answered, not polled: a Describe of a resource in a passing state waits for its next change before it looks, when the same caller's last call
 * concerned the same resource. It waits outside any transaction, never longer than `describeWaitMs`, and not for a client that has gone.
 */
import type { Exchange } from './exchange.ts'
import type { OperationRequest, Tools } from './tools.ts'

export async function waitForChange(exchange: Exchange, tools: Tools, request: OperationRequest): Promise<void> {
  const waitMs = tools.config.describeWaitMs
  if (waitMs === 0) return
  let passing = tools.dispatcher.passing(request)
  if (!passing) return
  const end = new AbortController()
  const stop = tools.after(waitMs, () => end.abort())
  const onClose = () => end.abort()
  exchange.response.on('close', onClose)
  try {
    // `next` is called in the same turn in which `passing` was answered, so no change falls between.
    while (passing && (await tools.changes.next(passing.arn, end.signal)) && passing.until === 'settled') passing = tools.dispatcher.passing(request)
  } finally {
    stop()
    exchange.response.off('close', onClose)
  }
}
