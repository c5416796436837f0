/** Which processes answer for which endpoint: the table that InvokeEndpoint looks into. In memory only; the endpoint's life fills it, after a restart too. */
import { randomInt } from 'node:crypto'
import type { InvokeRequest, InvokeResponse, MetricDatum, Scope, Serving } from '../operation.ts'
import {
  containerCrashed,
  endpointNotFound,
  invocationTimedOut,
  noMultiModel,
  notReady,
  tooBusy,
  variantNotFound,
} from '../services/sagemaker-runtime/errors.ts'
import { FrameClient, FrameError } from './frame-client.ts'
import { createInvocationCounts, type InvocationCounts } from './invocation-counts.ts'
import { INVOCATION_TIMEOUT_MS } from './limits.ts'

export interface ServingVariant {
  readonly name: string
  readonly weight: number
  readonly processes: readonly ServingProcess[]
}

export interface ServingProcess {
  /** The driver's task. */
  readonly taskId: string
  readonly socket: string
}

export interface ServingTable extends Serving {
  /** From now on these answer; what is in flight elsewhere is finished there. */
  publish(endpoint: Scope & { readonly name: string }, variants: readonly ServingVariant[]): void
  /** No further requests; what was counted can still be taken. */
  withdraw(endpoint: Scope & { readonly name: string }): void
  forget(endpoint: Scope & { readonly name: string }): void
  /** Resolves when the process answers no request any more; then its connection is closed. */
  drain(taskId: string): Promise<void>
  takeMetrics(endpoint: Scope & { readonly name: string }, at: Date): MetricDatum[]
  /** Closes all connections. */
  close(): void
}

interface EntryVariant {
  readonly name: string
  readonly weight: number
  readonly clients: readonly FrameClient[]
}

interface Entry {
  readonly name: string
  /** Undefined once the endpoint was withdrawn. */
  variants: readonly EntryVariant[] | undefined
  readonly counts: InvocationCounts
}

export interface ServingOptions {
  /** Milliseconds that only grow. */
  readonly monotonicMs: () => number
  readonly timeoutMs?: number
}

const keyOf = ({ account, region }: Scope, name: string): string => `${account}/${region}/${name.toLowerCase()}`

export function createServing({ monotonicMs, timeoutMs = INVOCATION_TIMEOUT_MS }: ServingOptions): ServingTable {
  const entries = new Map<string, Entry>()
  const clients = new Map<string, FrameClient>()

  const clientOf = ({ taskId, socket }: ServingProcess): FrameClient => {
    let client = clients.get(taskId)
    if (!client) {
      client = new FrameClient(socket)
      clients.set(taskId, client)
    }
    return client
  }

  const ask = async (scope: Scope, entry: Entry, variant: EntryVariant, request: InvokeRequest): Promise<InvokeResponse> => {
    const failed = { account: scope.account, region: scope.region, endpointName: entry.name }
    const head = headOf(request)
    const begun = monotonicMs()
    let sent = begun
    const count = (status: number) => entry.counts.add(variant.name, status, (monotonicMs() - sent) * 1000, (sent - begun) * 1000)
    let full = false
    for (const client of byLoad(variant.clients)) {
      try {
        sent = monotonicMs()
        const { head: answer, body } = await client.request(head, request.body, timeoutMs)
        count(answer.status)
        return { ...answer, body, variant: variant.name }
      } catch (error) {
        if (!(error instanceof FrameError)) throw error
        // Another process may take a request that this one has not seen.
        if (error.kind === 'unreachable') continue
        if (error.kind === 'full') {
          full = true
          continue
        }
        count(0)
        throw error.kind === 'timeout' ? invocationTimedOut(failed) : containerCrashed(failed)
      }
    }
    count(0)
    throw full ? tooBusy(entry.name) : notReady(entry.name)
  }

  return {
    async invoke(scope, endpointName, request) {
      const entry = entries.get(keyOf(scope, endpointName))
      if (!entry?.variants) throw endpointNotFound(endpointName, scope)
      if (request.targetModel !== undefined) throw noMultiModel(endpointName)
      return ask(scope, entry, chooseVariant(entry.variants, request.targetVariant), request)
    },
    publish(endpoint, variants) {
      const key = keyOf(endpoint, endpoint.name)
      const published = variants.map(({ name, weight, processes }) => ({ name, weight, clients: processes.map(clientOf) }))
      const entry = entries.get(key)
      if (entry) entry.variants = published
      else entries.set(key, { name: endpoint.name, variants: published, counts: createInvocationCounts() })
    },
    withdraw(endpoint) {
      const entry = entries.get(keyOf(endpoint, endpoint.name))
      if (entry) entry.variants = undefined
    },
    forget: (endpoint) => void entries.delete(keyOf(endpoint, endpoint.name)),
    async drain(taskId) {
      const client = clients.get(taskId)
      clients.delete(taskId)
      await client?.idle()
      client?.close()
    },
    close() {
      entries.clear()
      for (const client of clients.values()) client.close()
      clients.clear()
    },
    takeMetrics: (endpoint, at) => entries.get(keyOf(endpoint, endpoint.name))?.counts.take(endpoint.name, at) ?? [],
  }
}

function headOf({ contentType, accept, customAttributes, targetModel }: InvokeRequest) {
  return {
    path: '/invocations',
    ...(contentType === undefined ? {} : { contentType }),
    ...(accept === undefined ? {} : { accept }),
    ...(customAttributes === undefined ? {} : { customAttributes }),
    ...(targetModel === undefined ? {} : { targetModel }),
  }
}

/** Least busy first. The usual single process costs nothing. */
const byLoad = (clients: readonly FrameClient[]): readonly FrameClient[] =>
  clients.length < 2 ? clients : [...clients].sort((a, b) => a.inFlight - b.inFlight)

const WEIGHT_STEPS = 2 ** 32

/** Each variant's share is its weight over the sum; a variant of weight 0 gets requests only by name. */
function chooseVariant<Variant extends { readonly name: string; readonly weight: number }>(variants: readonly Variant[], wanted: string | undefined): Variant {
  if (wanted !== undefined) {
    const found = variants.find(({ name }) => name === wanted)
    if (!found) throw variantNotFound(wanted)
    return found
  }
  const [first] = variants as [Variant]
  if (variants.length === 1) return first
  const sum = variants.reduce((total, { weight }) => total + weight, 0)
  let rest = (randomInt(WEIGHT_STEPS) / WEIGHT_STEPS) * sum
  for (const variant of variants) {
    rest -= variant.weight
    if (rest < 0) return variant
  }
  return first
}
