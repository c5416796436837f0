/**
 * A training job: the request as it came and what became of it. Pure: no clock, no store, no process here.
 *
 *   InProgress: Starting ▶ Downloading ▶ Training ▶ Uploading ▶ Completed
 *      │                                               └─ any step ▶ Failed
 *      └─ StopTrainingJob or MaxRuntimeInSeconds ▶ Stopping ▶ Stopped (secondary Stopped or MaxRuntimeExceeded)
 */
import type {
  Channel,
  CreateTrainingJobRequest,
  DescribeTrainingJobResponse,
  SecondaryStatus,
  SecondaryStatusTransition,
  TrainingJobStatus,
  TrainingJobSummary,
} from '@aws-sdk/client-sagemaker'
import type { Scope } from '../../../operation.ts'
import { builtInMetricDefinitions } from './algorithm-metrics.ts'

/** Where the engine stands. Unlike the secondary status it is not hidden by Stopping; after `ended` only the cleaning is left, after `cleaned` nothing. */
export type Phase = 'starting' | 'downloading' | 'training' | 'uploading' | 'ended' | 'cleaned'

export interface Transition {
  readonly status: SecondaryStatus
  readonly startMs: number
  readonly endMs?: number
  readonly message: string
}

export interface MetricValue {
  readonly value: number
  readonly atMs: number
}

export type StopReason = 'request' | 'max-runtime'

/** What changes while the job runs; stored as one JSON text. Times are epoch milliseconds. */
export interface Progress {
  readonly phase: Phase
  /** The driver's name for the job's process, and the name of its work directory. */
  readonly taskId: string
  readonly transitions: readonly Transition[]
  readonly stop?: { readonly why: StopReason }
  /** TrainingStartTime: the instance is ready, downloading begins. */
  readonly startedMs?: number
  readonly endedMs?: number
  /** Set once the driver has started the process: from then on an unknown task is a lost one. */
  readonly taskStarted?: true
  /** The first host's. */
  readonly logStream?: string
  /** Of the further hosts: how many bytes of their output stand in CloudWatch Logs already. */
  readonly hostLogOffsets?: Readonly<Record<string, number>>
  /** The last value of each metric by name. */
  readonly metrics: Readonly<Record<string, MetricValue>>
  readonly failureReason?: string
}

export interface TrainingJob extends Scope {
  readonly name: string
  readonly arn: string
  readonly createdAt: Date
  readonly modifiedAt: Date
  readonly request: CreateTrainingJobRequest
  readonly status: TrainingJobStatus
  readonly secondaryStatus: SecondaryStatus
  readonly progress: Progress
  /** How many bytes of the process's output stand in CloudWatch Logs already. */
  readonly logOffset: number
}

/** AWS's default: one day. */
export const DEFAULT_MAX_RUNTIME_S = 86_400
/** What the SDKs send; AWS's answer always carries a size. */
const DEFAULT_VOLUME_GB = 30

export function newTrainingJob(
  scope: Scope,
  arn: string,
  taskId: string,
  request: CreateTrainingJobRequest & { TrainingJobName: string },
  now: Date,
): TrainingJob {
  return {
    account: scope.account,
    region: scope.region,
    name: request.TrainingJobName,
    arn,
    createdAt: now,
    modifiedAt: now,
    request,
    status: 'InProgress',
    secondaryStatus: 'Starting',
    progress: { phase: 'starting', taskId, transitions: [{ status: 'Starting', startMs: now.getTime(), message: 'Starting the training job' }], metrics: {} },
    logOffset: 0,
  }
}

/** Enters a secondary status: ends the last transition and appends one. Entering the status it has only changes the message. */
export function enter(job: TrainingJob, status: SecondaryStatus, message: string, now: Date): TrainingJob {
  const last = job.progress.transitions.at(-1)
  const before = job.progress.transitions.slice(0, -1)
  const transitions = !last
    ? [{ status, startMs: now.getTime(), message }]
    : last.status === status
      ? [...before, { ...last, message }]
      : [...before, { ...last, endMs: now.getTime() }, { status, startMs: now.getTime(), message }]
  return { ...job, secondaryStatus: status, modifiedAt: now, progress: { ...job.progress, transitions } }
}

export const withProgress = (job: TrainingJob, change: Partial<Progress>, now: Date): TrainingJob => ({
  ...job,
  modifiedAt: now,
  progress: { ...job.progress, ...change },
})

/** The wish to stop, by the user or because the time is over. What runs is stopped by the engine. */
export function askToStop(job: TrainingJob, why: StopReason, now: Date): TrainingJob {
  const stopping = enter({ ...job, status: 'Stopping' }, 'Stopping', 'Stopping the training job', now)
  return withProgress(stopping, { stop: job.progress.stop ?? { why } }, now)
}

export type End = { readonly status: 'Completed' } | { readonly status: 'Stopped' } | { readonly status: 'Failed'; readonly reason: string }

/** The terminal state; the engine cleans up afterwards. */
export function endJob(job: TrainingJob, end: End, now: Date): TrainingJob {
  const overtime = end.status === 'Stopped' && job.progress.stop?.why === 'max-runtime'
  const secondary: SecondaryStatus = overtime ? 'MaxRuntimeExceeded' : end.status
  const message = overtime ? 'Training job runtime exceeded MaxRuntimeInSeconds provided' : `Training job ${end.status.toLowerCase()}`
  const ended = enter({ ...job, status: end.status }, secondary, message, now)
  const transitions = ended.progress.transitions.map((transition) => ({ ...transition, endMs: transition.endMs ?? now.getTime() }))
  const change = { phase: 'ended', transitions, endedMs: now.getTime(), ...(end.status === 'Failed' ? { failureReason: end.reason } : {}) } as const
  return withProgress(ended, change, now)
}

export const isPassing = (job: TrainingJob): boolean => job.status === 'InProgress' || job.status === 'Stopping'

export const maxRuntimeMs = (job: TrainingJob): number => (job.request.StoppingCondition?.MaxRuntimeInSeconds ?? DEFAULT_MAX_RUNTIME_S) * 1000

/** `s3://…/<job>/output`: where the engine puts what the job leaves. */
export const outputUri = (job: TrainingJob): string => `${(job.request.OutputDataConfig?.S3OutputPath ?? '').replace(/\/+$/, '')}/${job.name}/output`

export const modelUri = (job: TrainingJob): string =>
  job.request.OutputDataConfig?.CompressionType === 'NONE' ? `${outputUri(job)}/model/` : `${outputUri(job)}/model.tar.gz`

/** Whole seconds from start to end, as AWS bills them; undefined before both are known. */
function trainingSeconds({ startedMs, endedMs }: Progress): number | undefined {
  return startedMs === undefined || endedMs === undefined ? undefined : Math.max(1, Math.round((endedMs - startedMs) / 1000))
}

const date = (ms: number | undefined): Date | undefined => (ms === undefined ? undefined : new Date(ms))

const describeTransition = ({ status, startMs, endMs, message }: Transition): SecondaryStatusTransition => ({
  Status: status,
  StartTime: new Date(startMs),
  ...(endMs === undefined ? {} : { EndTime: new Date(endMs) }),
  StatusMessage: message,
})

function describeChannel(channel: Channel): Channel {
  const s3 = channel.DataSource?.S3DataSource
  return {
    ...channel,
    DataSource: s3
      ? { ...channel.DataSource, S3DataSource: { ...s3, S3DataDistributionType: s3.S3DataDistributionType ?? 'FullyReplicated' } }
      : channel.DataSource,
    CompressionType: channel.CompressionType ?? 'None',
    RecordWrapperType: channel.RecordWrapperType ?? 'None',
  }
}

/** The request with AWS's defaults filled in, and the status. SDK v2 reads KmsKeyId and every StatusMessage without a guard. */
export function describe(job: TrainingJob): DescribeTrainingJobResponse {
  const { Tags: _, ...asked } = job.request
  const { progress } = job
  const metricDefinitions = asked.AlgorithmSpecification?.MetricDefinitions ?? builtInMetricDefinitions(asked.AlgorithmSpecification?.TrainingImage ?? '')
  const seconds = trainingSeconds(progress)
  const finalMetrics = Object.entries(progress.metrics).map(([MetricName, { value, atMs }]) => ({ MetricName, Value: value, Timestamp: new Date(atMs) }))
  return {
    ...asked,
    TrainingJobName: job.name,
    TrainingJobArn: job.arn,
    ModelArtifacts: { S3ModelArtifacts: modelUri(job) },
    TrainingJobStatus: job.status,
    SecondaryStatus: job.secondaryStatus,
    ...(progress.failureReason === undefined ? {} : { FailureReason: progress.failureReason }),
    ...(asked.AlgorithmSpecification
      ? { AlgorithmSpecification: { ...asked.AlgorithmSpecification, ...(metricDefinitions.length > 0 ? { MetricDefinitions: metricDefinitions } : {}) } }
      : {}),
    ...(asked.InputDataConfig ? { InputDataConfig: asked.InputDataConfig.map(describeChannel) } : {}),
    OutputDataConfig: { S3OutputPath: asked.OutputDataConfig?.S3OutputPath, KmsKeyId: '', CompressionType: 'GZIP', ...defined(asked.OutputDataConfig) },
    ResourceConfig: { VolumeSizeInGB: DEFAULT_VOLUME_GB, ...defined(asked.ResourceConfig) },
    StoppingCondition: { MaxRuntimeInSeconds: DEFAULT_MAX_RUNTIME_S, ...defined(asked.StoppingCondition) },
    EnableNetworkIsolation: asked.EnableNetworkIsolation ?? false,
    EnableInterContainerTrafficEncryption: asked.EnableInterContainerTrafficEncryption ?? false,
    EnableManagedSpotTraining: asked.EnableManagedSpotTraining ?? false,
    CreationTime: job.createdAt,
    LastModifiedTime: job.modifiedAt,
    ...definedTimes(progress),
    SecondaryStatusTransitions: progress.transitions.map(describeTransition),
    ...(finalMetrics.length > 0 ? { FinalMetricDataList: finalMetrics } : {}),
    ...(seconds === undefined ? {} : { TrainingTimeInSeconds: seconds, BillableTimeInSeconds: seconds }),
  } as DescribeTrainingJobResponse
}

function definedTimes({ startedMs, endedMs }: Progress): { TrainingStartTime?: Date; TrainingEndTime?: Date } {
  const start = date(startedMs)
  const end = date(endedMs)
  return { ...(start ? { TrainingStartTime: start } : {}), ...(end ? { TrainingEndTime: end } : {}) }
}

/** Drops members that are there but undefined, so that they do not hide a default. */
function defined<T extends object>(value: T | undefined): Partial<T> {
  return Object.fromEntries(Object.entries(value ?? {}).filter(([, member]) => member !== undefined)) as Partial<T>
}

export function summarize(job: TrainingJob): TrainingJobSummary {
  const end = date(job.progress.endedMs)
  return {
    TrainingJobName: job.name,
    TrainingJobArn: job.arn,
    CreationTime: job.createdAt,
    ...(end ? { TrainingEndTime: end } : {}),
    LastModifiedTime: job.modifiedAt,
    TrainingJobStatus: job.status,
    SecondaryStatus: job.secondaryStatus,
  }
}
