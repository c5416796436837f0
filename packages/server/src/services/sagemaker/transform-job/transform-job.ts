/**
 * A batch transform job: the request as it came and what became of it. Pure: no clock, no store, no process here.
 *
 *   InProgress: starting ▶ preparing (model, image) ▶ serving (the container answers for each payload) ▶ closing (its log is read to the end) ▶ Completed
 *      │                                                                                      any step ▶ Failed
 *      └─ StopTransformJob ▶ Stopping ▶ Stopped
 */
import type { CreateTransformJobRequest, DescribeTransformJobResponse, TransformJobStatus, TransformJobSummary } from '@aws-sdk/client-sagemaker'
import type { Scope } from '../../../operation.ts'
import type { Container } from '../endpoint/endpoint.ts'

/** Where the engine stands; after `ended` only the cleaning is left, after `cleaned` nothing. */
export type Phase = 'starting' | 'preparing' | 'serving' | 'closing' | 'ended' | 'cleaned'

export type End = { readonly status: 'Completed' } | { readonly status: 'Stopped' } | { readonly status: 'Failed'; readonly reason: string }

/** What changes while the job runs; stored as one JSON text. Times are epoch milliseconds. */
export interface Progress {
  readonly phase: Phase
  /** The driver's name for the container's process, and the name of its work directory. */
  readonly taskId: string
  /** As the model was when the job was created. */
  readonly container: Container
  readonly stop?: true
  readonly startedMs?: number
  readonly endedMs?: number
  /** Set once the driver has started the process: from then on an unknown task is a lost one. */
  readonly taskStarted?: true
  readonly logStream?: string
  /** What the job will be once its process is gone and its log is whole. */
  readonly outcome?: End
  readonly failureReason?: string
}

export interface TransformJob extends Scope {
  readonly name: string
  readonly arn: string
  readonly createdAt: Date
  readonly modifiedAt: Date
  readonly request: CreateTransformJobRequest
  readonly status: TransformJobStatus
  readonly progress: Progress
  /** How many bytes of the process's output stand in CloudWatch Logs already. */
  readonly logOffset: number
}

export interface NewTransformJob {
  readonly arn: string
  readonly taskId: string
  readonly container: Container
  readonly request: CreateTransformJobRequest & { TransformJobName: string }
}

export const newTransformJob = (scope: Scope, { arn, taskId, container, request }: NewTransformJob, now: Date): TransformJob => ({
  account: scope.account,
  region: scope.region,
  name: request.TransformJobName,
  arn,
  createdAt: now,
  modifiedAt: now,
  request,
  status: 'InProgress',
  progress: { phase: 'starting', taskId, container },
  logOffset: 0,
})

export const withProgress = (job: TransformJob, change: Partial<Progress>, now: Date): TransformJob => ({
  ...job,
  modifiedAt: now,
  progress: { ...job.progress, ...change },
})

/** The wish to stop. What runs is stopped by the engine. */
export const askToStop = (job: TransformJob, now: Date): TransformJob => withProgress({ ...job, status: 'Stopping' }, { stop: true }, now)

/** The container is not needed any more; what was decided first stays. */
export const close = (job: TransformJob, outcome: End, now: Date): TransformJob =>
  withProgress(job, { phase: 'closing', outcome: job.progress.outcome ?? outcome }, now)

/** The terminal state; the engine cleans up afterwards. */
export function endJob(job: TransformJob, end: End, now: Date): TransformJob {
  const change = { phase: 'ended', endedMs: now.getTime(), ...(end.status === 'Failed' ? { failureReason: end.reason } : {}) } as const
  return withProgress({ ...job, status: end.status }, change, now)
}

export const isPassing = (job: TransformJob): boolean => job.status === 'InProgress' || job.status === 'Stopping'

const dates = ({ startedMs, endedMs }: Progress) => ({
  ...(startedMs === undefined ? {} : { TransformStartTime: new Date(startedMs) }),
  ...(endedMs === undefined ? {} : { TransformEndTime: new Date(endedMs) }),
})

/** The request with AWS's defaults filled in, and the status. */
export function describe(job: TransformJob): DescribeTransformJobResponse {
  const { Tags: _, TransformInput: input, TransformOutput: output, DataProcessing: processing, ...asked } = job.request
  return {
    ...asked,
    TransformJobName: job.name,
    TransformJobArn: job.arn,
    TransformJobStatus: job.status,
    ...(job.progress.failureReason === undefined ? {} : { FailureReason: job.progress.failureReason }),
    TransformInput: { ...input, CompressionType: input?.CompressionType ?? 'None', SplitType: input?.SplitType ?? 'None' },
    TransformOutput: { ...output, AssembleWith: output?.AssembleWith ?? 'None', KmsKeyId: output?.KmsKeyId ?? '' },
    DataProcessing: { InputFilter: '$', OutputFilter: '$', JoinSource: 'None', ...processing },
    CreationTime: job.createdAt,
    ...dates(job.progress),
  } as DescribeTransformJobResponse
}

export const summarize = (job: TransformJob): TransformJobSummary => ({
  TransformJobName: job.name,
  TransformJobArn: job.arn,
  CreationTime: job.createdAt,
  ...(job.progress.endedMs === undefined ? {} : { TransformEndTime: new Date(job.progress.endedMs) }),
  LastModifiedTime: job.modifiedAt,
  TransformJobStatus: job.status,
  ...(job.progress.failureReason === undefined ? {} : { FailureReason: job.progress.failureReason }),
})
