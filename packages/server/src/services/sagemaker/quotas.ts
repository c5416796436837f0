/** Limits on instances in use, by type and kind of work, where the person who runs Kenja has set any (`KENJA_QUOTAS`). Names and words are AWS's. */
import { type Context, ServiceError } from '../../operation.ts'
import * as endpoints from './endpoint/endpoint.store.ts'
import type { Endpoint, Fleet } from './endpoint/endpoint.ts'
import * as notebooks from './notebook-instance/notebook-instance.store.ts'
import * as jobs from './training-job/training-job.store.ts'
import * as transformJobs from './transform-job/transform-job.store.ts'

type Kind = 'training job' | 'transform job' | 'endpoint' | 'notebook instance'

/** Pages are for callers: here all rows are wanted. */
const EVERYTHING = { MaxResults: Number.MAX_SAFE_INTEGER - 1 }

const exceeded = (name: string, limit: number, used: number, asked: number): ServiceError =>
  new ServiceError(
    'ResourceLimitExceeded',
    `The account-level service limit '${name}' is ${limit} Instances, with current utilization of ${used} Instances and a request delta of ${asked} Instances. Please use AWS Service Quotas to request an increase for this quota. If AWS Service Quotas is not available, contact AWS support to request an increase for this quota.`,
  )

function mustFit(ctx: Context, kind: Kind, instanceType: string | undefined, asked: number, used: (type: string) => number): void {
  if (instanceType === undefined || asked <= 0) return
  const name = `${instanceType} for ${kind} usage`
  const limit = ctx.quotas.limit(name)
  if (limit === undefined) return
  const inUse = used(instanceType)
  if (inUse + asked > limit) throw exceeded(name, limit, inUse, asked)
}

/** Throws ResourceLimitExceeded when the job's instances are more than are left. */
export function mustFitTrainingJob(
  ctx: Context,
  resources: { readonly InstanceType?: string | undefined; readonly InstanceCount?: number | undefined } | undefined,
): void {
  mustFit(ctx, 'training job', resources?.InstanceType, resources?.InstanceCount ?? 1, (type) => jobs.instancesInUse(ctx, type))
}

/** The same for a batch transform job. */
export function mustFitTransformJob(
  ctx: Context,
  resources: { readonly InstanceType?: string | undefined; readonly InstanceCount?: number | undefined },
): void {
  mustFit(ctx, 'transform job', resources.InstanceType, resources.InstanceCount ?? 1, (type) => transformJobs.instancesInUse(ctx, type))
}

const countOf = (fleet: Fleet | undefined, type: string): number =>
  (fleet?.variants ?? []).reduce((sum, variant) => sum + (variant.instanceType === type ? variant.desiredCount : 0), 0)

const inUse = ({ status, state }: Endpoint, type: string): number => (status === 'Failed' ? 0 : countOf(state.live, type) + countOf(state.next, type))

/** `fleet` comes up in addition to all that is there: an update has both for a while, as on AWS. */
export function mustFitFleet(ctx: Context, fleet: Fleet): void {
  for (const type of new Set(fleet.variants.map(({ instanceType }) => instanceType))) {
    mustFit(ctx, 'endpoint', type, countOf(fleet, type), () =>
      endpoints.page(ctx, EVERYTHING).endpoints.reduce((sum, endpoint) => sum + inUse(endpoint, type), 0),
    )
  }
}

/** A stopped instance uses none. */
export function mustFitNotebookInstance(ctx: Context, instanceType: string | undefined): void {
  mustFit(ctx, 'notebook instance', instanceType, 1, (type) => {
    const { instances } = notebooks.page(ctx, EVERYTHING)
    return instances.filter(({ status, request }) => status !== 'Stopped' && status !== 'Failed' && request.InstanceType === type).length
  })
}
