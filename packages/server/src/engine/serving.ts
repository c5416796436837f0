/** Which processes answer for which endpoint: the table that InvokeEndpoint looks into. In memory only; the endpoint's life fills it, after a restart too. */
import { randomInt } from 'node:crypto'
import type { RequestHead } from '#frames'
import type { InvokeRequest, InvokeResponse, MetricDatum, Scope, Serving } from '../operation.ts'
import {
  containerCrashed,
  endpointNotFound,
  invocationTimedOut,
  noMultiModel,
  noTargetModel,
  notReady,
  tooBusy,
  variantNotFound,
} from '../services/sagemaker-runtime/errors.ts'
import { FrameClient, FrameError } from './frame-client.ts'
import { createInvocationCounts, type InvocationCounts } from './invocation-counts.ts'
import { INVOCATION_TIMEOUT_MS } from './limits.ts'
import type { ModelHost } from './model-host.ts'

export interface ServingVariant {
  readonly name: string
  readonly weight: number
  readonly processes: readonly ServingProcess[]
}

export interface ServingProcess {
  /** The driver's task. */
  readonly taskId: string
  readonly socket: string
  /** Of a multi-model endpoint. */
  readonly models?: ModelHost
}

export interface ServingTable extends Serving {
  /** From now on these answer; what is in flight elsewhere is finished there. */
  publish(endpoint: Scope & { readonly name: string }, variants: readonly ServingVariant[]): void
  /** No further requests; what was counted can still be taken. */
  withdraw(endpoint: Scope & { readonly name: string }): void
  forget(endpoint: Scope & { readonly name: string }): void
  /** Whether requests wait for this process. */
  busy(taskId: string): boolean
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
  /** Of a multi-model endpoint: each process's models. */
  readonly hosts?: ReadonlyMap<FrameClient, ModelHost>
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
    for (const client of inOrder(variant, request.targetModel)) {
      try {
        sent = monotonicMs()
        const send = (asked: RequestHead) => {
          sent = monotonicMs()
          return client.request(asked, request.body, timeoutMs)
        }
        const models = variant.hosts?.get(client)
        const { head: answer, body } = await (models && request.targetModel !== undefined ? models.invoke(client, head, request.targetModel, send) : send(head))
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
      const variant = chooseVariant(entry.variants, request.targetVariant)
      if (!variant.hosts && request.targetModel !== undefined) throw noMultiModel(endpointName)
      if (variant.hosts && request.targetModel === undefined) throw noTargetModel(request.requestId ?? '')
      return ask(scope, entry, variant, request)
    },
    publish(endpoint, variants) {
      const key = keyOf(endpoint, endpoint.name)
      const published = variants.map(({ name, weight, processes }) => ({ name, weight, clients: processes.map(clientOf), ...hostsOf(processes, clientOf) }))
      const entry = entries.get(key)
      if (entry) entry.variants = published
      else entries.set(key, { name: endpoint.name, variants: published, counts: createInvocationCounts() })
    },
    withdraw(endpoint) {
      const entry = entries.get(keyOf(endpoint, endpoint.name))
      if (entry) entry.variants = undefined
    },
    forget: (endpoint) => void entries.delete(keyOf(endpoint, endpoint.name)),
    busy: (taskId) => (clients.get(taskId)?.inFlight ?? 0) > 0,
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
    takeMetrics(endpoint, at) {
      const entry = entries.get(keyOf(endpoint, endpoint.name))
      const ofModels = (entry?.variants ?? []).flatMap(({ name, hosts }) =>
        [...(hosts?.values() ?? [])].flatMap((host) => host.takeMetrics({ EndpointName: endpoint.name, VariantName: name }, at)),
      )
      return [...(entry?.counts.take(endpoint.name, at) ?? []), ...ofModels]
    },
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

function hostsOf(processes: readonly ServingProcess[], clientOf: (process: ServingProcess) => FrameClient): Pick<EntryVariant, 'hosts'> {
  const hosts = new Map(processes.flatMap((process) => (process.models ? [[clientOf(process), process.models] as const] : [])))
  return hosts.size === 0 ? {} : { hosts }
}

/** Least busy first; for a multi-model endpoint those that have the model before the others, and those with fewer models before those with more. */
function inOrder({ clients, hosts }: EntryVariant, targetModel: string | undefined): readonly FrameClient[] {
  const order = byLoad(clients)
  if (!hosts || targetModel === undefined || order.length < 2) return order
  const rank = (client: FrameClient) => (hosts.get(client)?.has(targetModel) ? -1 : (hosts.get(client)?.count ?? 0))
  return [...order].sort((a, b) => rank(a) - rank(b))
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
