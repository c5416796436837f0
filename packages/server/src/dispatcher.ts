/** From an operation's name and checked input to its answer: finds the handler, gives it its context and its transaction. */
import type { ServiceId } from '#wire'
import { isDiskFull } from './lib/disk-full.ts'
import { type Call, type Context, type OperationFile, ServiceError } from './operation.ts'

/** A service's `operations.ts`: its operations' files by the operations' names. */
export type OperationFiles = Readonly<Record<string, OperationFile>>

export interface Request {
  readonly service: ServiceId
  readonly operation: string
  readonly input: Record<string, unknown>
  readonly call: Call
  readonly region: string
}

export interface Passing {
  readonly arn: string
  readonly until: 'changed' | 'settled'
}

export interface Dispatcher {
  /** The operation's output. Throws ServiceError only: what else a handler throws is logged and becomes InternalFailure. */
  operate(request: Request): Promise<unknown>
  /** What the answer may wait for: see `OperationFile.passing`. Never throws. Answers at once, so that the caller can begin to wait before anything else happens. */
  passing(request: Request): Passing | undefined
  /**
   * For a call that was just made and allowed: how to make it again with another body, without asking once more who may. Undefined for most operations, and where
   * the answer could be another one. What it gives is good as long as `version` says the same.
   */
  again(request: Request): Repeat | undefined
  /** Another number after every change that a repeated call's permission can depend on. */
  version(): number
  /** Whether the operation has a handler. */
  knows(service: ServiceId, operation: string): boolean | Promise<boolean>
}

/** Makes the call again, with another body and an id of its own. The operation's output; throws like `operate`. */
export type Repeat = (body: Uint8Array, id: string) => Promise<unknown>

export interface DispatcherParts {
  /** One transaction of the store: see `Store.transact`. */
  readonly store: { transact<T>(work: () => T): T }
  /** Loaded when first asked for: a start should not pay for services that nobody calls. */
  readonly services: Readonly<Partial<Record<ServiceId, () => Promise<unknown>>>>
  /** Throws AccessDenied in the words of the service. `file` is the operation's own. */
  authorize(request: Request, context: Context, file: OperationFile): void
  /** See `Dispatcher.again` and `version`. */
  isSteady(request: Request, context: Context, file: OperationFile): boolean
  version(): number
  /** Hears of every repeated call, which nobody authorises. */
  repeated?(request: Request): void
  /** Keeps the call on record: inside the operation's transaction when that is open, else by one of its own. */
  record?(request: Request, outcome: { readonly output: unknown } | { readonly error: ServiceError }): void
  /** `woken` collects what `wake` is told; the dispatcher announces it after the commit. */
  contextOf(call: Call, region: string, woken: Set<string>): Context
  announce(arn: string): void
  /** Hears of every bug, with its stack. */
  logFailure(request: Request, error: unknown): void
}

interface Found {
  readonly file: OperationFile
  readonly handler: Handler
}

type Handler = (input: Record<string, unknown>, context: Context) => unknown

const internalFailure = () => new ServiceError('InternalFailure', 'The request processing has failed because of an unknown error, exception or failure.', 500)

const diskFull = () =>
  new ServiceError('InsufficientStorage', "The disk that holds Kenja's data is full. Free some space and try again; nothing of this call was kept.", 507)

const handlerName = (operation: string) => operation.charAt(0).toLowerCase() + operation.slice(1)

/** What ends a call that failed. A failed call is on record too; that the record cannot be written must not hide why. */
function failureOf(parts: DispatcherParts): (request: Request, error: unknown) => never {
  const recorded = (request: Request, error: ServiceError) => {
    try {
      parts.record?.(request, { error })
    } catch (failure) {
      parts.logFailure(request, failure)
    }
    return error
  }
  return (request, error) => {
    if (error instanceof ServiceError) throw recorded(request, error)
    parts.logFailure(request, error)
    throw recorded(request, isDiskFull(error) ? diskFull() : internalFailure())
  }
}

/** The same call once more. Its context is that of the first one, but for the call's own id. */
function repeatOf(parts: DispatcherParts, request: Request, { file, handler }: Found, context: Context): Repeat {
  const { input, call } = request
  const fail = failureOf(parts)
  const member = file.repeats as string
  return async (body, id) => {
    const asked = { ...request, input: { ...input, [member]: body } }
    try {
      parts.repeated?.(asked)
      const own = Object.assign(Object.create(context) as Context, { call: { ...call, id } })
      const output = await handler(asked.input, own)
      parts.record?.(asked, { output })
      return output
    } catch (error) {
      return fail(asked, error)
    }
  }
}

export function createDispatcher(parts: DispatcherParts): Dispatcher {
  const { store } = parts
  const files = new Map<ServiceId, OperationFiles>()
  const filesOf = async (service: ServiceId): Promise<OperationFiles> => {
    const known = files.get(service) ?? ((await parts.services[service]?.()) as OperationFiles | undefined) ?? {}
    files.set(service, known)
    return known
  }

  const announce = (woken: Set<string>) => {
    for (const arn of woken) parts.announce(arn)
    woken.clear()
  }

  const run = (file: OperationFile, handler: Handler, request: Request): unknown => {
    const woken = new Set<string>()
    const context = parts.contextOf(request.call, request.region, woken)
    if (file.ownTransactions) {
      parts.authorize(request, context, file)
      return (handler(request.input, context) as Promise<unknown>)
        .then((output) => {
          parts.record?.(request, { output })
          return output
        })
        .finally(() => announce(woken))
    }
    const output = store.transact(() => {
      parts.authorize(request, context, file)
      const made = handler(request.input, context)
      parts.record?.(request, { output: made })
      return made
    })
    announce(woken)
    return output
  }

  const pick = (known: OperationFiles, operation: string): Found | undefined => {
    const file = Object.hasOwn(known, operation) ? known[operation] : undefined
    const handler = file && (file as unknown as Record<string, Handler>)[handlerName(operation)]
    return handler && { file, handler }
  }
  /** At once when the service is loaded. */
  const find = (service: ServiceId, operation: string): Found | undefined | Promise<Found | undefined> => {
    const known = files.get(service)
    return known ? pick(known, operation) : filesOf(service).then((loaded) => pick(loaded, operation))
  }

  const fail = failureOf(parts)

  return {
    async operate(request) {
      try {
        const looked = find(request.service, request.operation)
        const found = looked instanceof Promise ? await looked : looked
        if (!found) throw new ServiceError('NotImplemented', `Kenja does not have the operation ${request.operation} of ${request.service} yet.`, 501)
        return await run(found.file, found.handler, request)
      } catch (error) {
        return fail(request, error)
      }
    },
    version: parts.version,
    again(request) {
      const found = files.has(request.service) ? pick(files.get(request.service) as OperationFiles, request.operation) : undefined
      if (found?.file.repeats === undefined) return undefined
      const context = parts.contextOf(request.call, request.region, new Set())
      try {
        return parts.isSteady(request, context, found.file) ? repeatOf(parts, request, found, context) : undefined
      } catch (error) {
        if (!(error instanceof ServiceError)) parts.logFailure(request, error)
        return undefined
      }
    },
    passing(request) {
      try {
        const file = files.get(request.service)?.[request.operation]
        const look = file?.passing as ((input: unknown, context: Context) => Passing | undefined) | undefined
        if (!file || !look) return undefined
        const context = parts.contextOf(request.call, request.region, new Set())
        return store.transact(() => {
          // Whoever may not look learns nothing from how long the refusal takes.
          parts.authorize(request, context, file)
          return look(request.input, context)
        })
      } catch (error) {
        if (!(error instanceof ServiceError)) parts.logFailure(request, error)
        return undefined
      }
    },
    knows(service, operation) {
      const found = find(service, operation)
      return found instanceof Promise ? found.then((late) => late !== undefined) : found !== undefined
    },
  }
}
