/**
 * An endpoint: what it is, what it should become. Pure: no clock, no store, no process here.
 *
 *   Creating ▶ InService ◀─update─▶ Updating          An update brings up a whole new fleet beside the old one and switches when it is healthy;
 *      └─▶ Failed   └────delete────▶ Deleting ▶ gone  when it cannot come up, the old one goes on and FailureReason says why.
 */
import type {
  DescribeEndpointOutput,
  EndpointStatus,
  EndpointSummary,
  ModelDataSource,
  PendingDeploymentSummary,
  ProductionVariantSummary,
} from '@aws-sdk/client-sagemaker'
import type { Scope } from '../../../operation.ts'
import { sagemakerArn } from '../arn.ts'

export type Status = Extract<EndpointStatus, 'Creating' | 'InService' | 'Updating' | 'Deleting' | 'Failed'>

/** A process that serves. Its task's id changes with every start, its own id (the log stream's name) does not. */
export interface Instance {
  readonly id: string
  readonly taskId: string
  /** It has answered a ping since it started. */
  readonly healthy: boolean
  /** How often it has ended in a row, each time soon after its start. */
  readonly crashes: number
  /** Not to be started before. */
  readonly notBeforeMs: number
  /** When the driver started it; unset before. */
  readonly startedMs?: number
}

/** The parts of a model that a process needs, copied when the fleet was planned: deleting the model changes nothing for an endpoint. */
export interface Container {
  readonly image: string
  readonly modelDataUrl?: string
  readonly modelDataSource?: ModelDataSource
  readonly environment: Readonly<Record<string, string>>
  readonly hostname?: string
  readonly roleArn?: string
  /** Many models below `modelDataUrl`, loaded when they are asked for. `cache` off: each only as long as it is asked for. */
  readonly multiModel?: { readonly cache: boolean }
  readonly networkIsolation: boolean
}

export interface Variant {
  readonly name: string
  readonly modelName: string
  readonly container: Container
  readonly instanceType: string
  readonly weight: number
  readonly desiredWeight: number
  readonly count: number
  readonly desiredCount: number
  readonly startupTimeoutS?: number
  readonly instances: readonly Instance[]
}

export interface Fleet {
  readonly configName: string
  readonly plannedMs: number
  readonly variants: readonly Variant[]
}

export interface Endpoint extends Scope {
  readonly name: string
  readonly arn: string
  readonly createdAt: Date
  readonly modifiedAt: Date
  readonly status: Status
  readonly state: State
}

export interface State {
  /** Takes the traffic. */
  readonly live?: Fleet
  /** Comes up to take it. */
  readonly next?: Fleet
  /** Taken out of the traffic, to be stopped. */
  readonly retired: readonly Instance[]
  readonly failureReason?: string
  /** The configuration to show when there is neither fleet (Failed). */
  readonly configName: string
}

export const endpointArn = (scope: Scope, name: string): string => sagemakerArn(scope, 'endpoint', name)

export const isPassing = ({ status }: Endpoint): boolean => status === 'Creating' || status === 'Updating' || status === 'Deleting'

/** Nothing is left to do or to watch. */
export const isAtRest = ({ status, state }: Endpoint): boolean => status === 'Failed' && state.retired.length === 0

export const instancesOf = (fleet: Fleet | undefined): readonly Instance[] => fleet?.variants.flatMap((variant) => variant.instances) ?? []

/** Changes one instance, in whichever fleet it is. */
export function withInstance(endpoint: Endpoint, id: string, change: (instance: Instance) => Instance): Endpoint {
  const inFleet = (fleet: Fleet): Fleet => ({
    ...fleet,
    variants: fleet.variants.map((variant) => ({
      ...variant,
      instances: variant.instances.map((instance) => (instance.id === id ? change(instance) : instance)),
    })),
  })
  const { live, next } = endpoint.state
  return { ...endpoint, state: { ...endpoint.state, ...(live ? { live: inFleet(live) } : {}), ...(next ? { next: inFleet(next) } : {}) } }
}

/** Changes one variant of one fleet. */
export function withVariant(endpoint: Endpoint, where: 'live' | 'next', name: string, change: (variant: Variant) => Variant): Endpoint {
  const fleet = endpoint.state[where]
  if (!fleet) return endpoint
  const variants = fleet.variants.map((variant) => (variant.name === name ? change(variant) : variant))
  return { ...endpoint, state: { ...endpoint.state, [where]: { ...fleet, variants } } }
}

/** The next fleet has come up: it takes the traffic, the old one is retired. */
export function switchFleets(endpoint: Endpoint, now: Date): Endpoint {
  const { live, next, retired, configName } = endpoint.state
  if (!next) return endpoint
  return {
    ...endpoint,
    status: 'InService',
    modifiedAt: now,
    state: { live: next, retired: [...retired, ...instancesOf(live)], configName: next.configName || configName },
  }
}

/** The next fleet did not come up: Failed, or back to the old one. */
export function failNext(endpoint: Endpoint, reason: string, now: Date): Endpoint {
  const { live, next, retired, configName } = endpoint.state
  return {
    ...endpoint,
    status: live ? 'InService' : 'Failed',
    modifiedAt: now,
    state: { ...(live ? { live } : {}), retired: [...retired, ...instancesOf(next)], failureReason: reason.slice(0, MAX_REASON), configName },
  }
}

const MAX_REASON = 1024

/** An UpdateEndpointWeightsAndCapacities has come true. */
export function settleCapacities(endpoint: Endpoint, now: Date): Endpoint {
  const { live } = endpoint.state
  if (!live) return endpoint
  const variants = live.variants.map((variant) => ({ ...variant, weight: variant.desiredWeight, count: variant.desiredCount }))
  return { ...endpoint, status: 'InService', modifiedAt: now, state: { ...endpoint.state, live: { ...live, variants } } }
}

function summarizeVariant(variant: Variant, plannedMs: number, isLive: boolean): ProductionVariantSummary {
  return {
    VariantName: variant.name,
    DeployedImages: [{ SpecifiedImage: variant.container.image, ResolutionTime: new Date(plannedMs) }],
    CurrentWeight: isLive ? variant.weight : 0,
    DesiredWeight: variant.desiredWeight,
    CurrentInstanceCount: isLive ? variant.count : 0,
    DesiredInstanceCount: variant.desiredCount,
  }
}

export function describe(endpoint: Endpoint): DescribeEndpointOutput {
  const { live, next, failureReason, configName } = endpoint.state
  const fleet = live ?? next
  const pending: PendingDeploymentSummary | undefined =
    live && next
      ? { EndpointConfigName: next.configName, StartTime: new Date(next.plannedMs), ProductionVariants: next.variants.map(pendingVariant) }
      : undefined
  return {
    EndpointName: endpoint.name,
    EndpointArn: endpoint.arn,
    EndpointConfigName: configName,
    ...(fleet ? { ProductionVariants: fleet.variants.map((variant) => summarizeVariant(variant, fleet.plannedMs, fleet === live)) } : {}),
    EndpointStatus: endpoint.status,
    ...(failureReason === undefined ? {} : { FailureReason: failureReason }),
    CreationTime: endpoint.createdAt,
    LastModifiedTime: endpoint.modifiedAt,
    ...(pending ? { PendingDeploymentSummary: pending } : {}),
  }
}

const pendingVariant = (variant: Variant) => ({
  VariantName: variant.name,
  CurrentWeight: 0,
  DesiredWeight: variant.desiredWeight,
  CurrentInstanceCount: 0,
  DesiredInstanceCount: variant.desiredCount,
  InstanceType: variant.instanceType as never,
})

export const summarize = (endpoint: Endpoint): EndpointSummary => ({
  EndpointName: endpoint.name,
  EndpointArn: endpoint.arn,
  CreationTime: endpoint.createdAt,
  LastModifiedTime: endpoint.modifiedAt,
  EndpointStatus: endpoint.status,
})
