/** The API calls that the pages made, newest first: what "Behind the button" shows. Inputs and outputs are kept as they are: what shows them hides secrets. */
import { createStore } from '../lib/store.ts'

export interface RecordedCall {
  readonly id: number
  readonly service: string
  readonly operation: string
  readonly input: unknown
  readonly startedAt: number
  readonly milliseconds?: number
  readonly output?: unknown
  readonly error?: string
}

const KEPT = 60
export const recordedCalls = createStore<readonly RecordedCall[]>([])
let count = 0

/** How many calls were made so far: what asks again and again measures by it what it costs. */
export const callsSoFar = (): number => count

/** By its name: the call changes nothing and sets no work going. */
export const onlyLooks = (operation: string): boolean => /^(Get|List|Describe|Head|Lookup|Filter|Simulate|Validate)/.test(operation)

/** Counts the calls that have changed something: who shows what is there looks again. */
export const changes = createStore(0)

type Next = (request: { input: unknown }) => Promise<{ output: unknown }>
interface Context {
  readonly clientName?: string
  readonly commandName?: string
}

/** Puts a recorder at the outermost step of a client. */
export function recordCalls(client: { middlewareStack: { add(middleware: never, options: never): void } }): void {
  const recorder = (next: Next, context: Context) => async (request: { input: unknown }) => {
    const call: RecordedCall = {
      id: ++count,
      service: (context.clientName ?? '').replace(/Client$/, ''),
      operation: (context.commandName ?? '').replace(/Command$/, ''),
      input: request.input,
      startedAt: Date.now(),
    }
    recordedCalls.set([call, ...recordedCalls.get()].slice(0, KEPT))
    const end = (ended: Partial<RecordedCall>) =>
      recordedCalls.set(recordedCalls.get().map((one) => (one.id === call.id ? { ...one, ...ended, milliseconds: Date.now() - call.startedAt } : one)))
    try {
      const result = await next(request)
      end({ output: result.output })
      if (!onlyLooks(call.operation)) changes.set(changes.get() + 1)
      return result
    } catch (error) {
      end({ error: `${(error as Error).name}: ${(error as Error).message}` })
      throw error
    }
  }
  client.middlewareStack.add(recorder as never, { step: 'initialize', name: 'recordCalls', priority: 'high' } as never)
}
