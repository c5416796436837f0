/** A policy generation. What principals use is at hand, so that it is over as soon as it has begun. */
import type { CloudTrailDetails, JobDetails } from '@aws-sdk/client-accessanalyzer'
import type { Context } from '../../../operation.ts'
import { jobNotFound } from '../errors.ts'
import * as generations from './policy-generation.store.ts'

export interface PolicyGenerationRecord {
  readonly jobId: string
  readonly principalArn: string
  readonly startedMs: number
  /** The time that was looked at. */
  readonly fromMs: number
  readonly toMs: number
  /** As they were given; they do not change what is found. */
  readonly trails: NonNullable<CloudTrailDetails['trails']>
  /** Missing when nothing was used. */
  readonly policy?: string
}

/** AWS keeps generated policies for seven days. The number is ours. */
export const kept = { ms: 7 * 24 * 3_600_000, jobs: 200 } as const

export function mustFind(ctx: Context, jobId: string): PolicyGenerationRecord {
  const found = generations.find(ctx, jobId)
  if (!found || found.startedMs < ctx.now.getTime() - kept.ms) throw jobNotFound(jobId)
  return found
}

export const jobDetails = ({ jobId, startedMs }: PolicyGenerationRecord): JobDetails => ({
  jobId,
  status: 'SUCCEEDED',
  startedOn: new Date(startedMs),
  completedOn: new Date(startedMs),
})
