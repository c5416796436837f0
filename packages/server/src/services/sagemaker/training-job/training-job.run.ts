/** What brings a training job nearer to its end: a pure plan. The engine takes the step, writes what came of it, and asks again. */
import { type End, maxRuntimeMs, type StopReason, type TrainingJob } from './training-job.ts'

/** A piece of work that the engine does beside its steps. A restart forgets it; then it is begun again. */
export type Errand<Value = unknown> =
  | { readonly state: 'idle' }
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly value: Value }
  | { readonly state: 'failed'; readonly reason: string }

/** The job's process, as the driver knows it. */
export type Task =
  | { readonly status: 'unknown' }
  | { readonly status: 'running' }
  | { readonly status: 'exited'; readonly exitCode: number; readonly reason?: 'memory' | 'lost' }

export type ExitedTask = Extract<Task, { status: 'exited' }>

export interface Seen {
  readonly now: Date
  readonly task: Task
  /** Inputs from S3 into the work directory. */
  readonly download: Errand
  /** What the image fetches before its first task. */
  readonly prepare: Errand
  readonly upload: Errand
  /** SIGTERM has been sent. */
  readonly stopping: boolean
  /** The engine reads the process's output and hears of its exit. */
  readonly following: boolean
}

export type Step =
  /** Downloading begins: the instance is ready. */
  | { readonly do: 'begin' }
  /** Fetches the inputs, and meanwhile prepares the image. */
  | { readonly do: 'download' }
  | { readonly do: 'cancel-download' }
  /** Inputs are there: Training begins. */
  | { readonly do: 'enter-training' }
  | { readonly do: 'prepare' }
  | { readonly do: 'start' }
  /** Records that the driver runs the task. */
  | { readonly do: 'started' }
  | { readonly do: 'follow' }
  | { readonly do: 'ask-to-stop'; readonly why: StopReason }
  | { readonly do: 'stop-task' }
  /** The process is gone: the rest of its log, its failure file, then uploading or the end. */
  | { readonly do: 'collect'; readonly exit: ExitedTask }
  | { readonly do: 'upload' }
  | { readonly do: 'end'; readonly end: End }
  | { readonly do: 'clean' }

const stopped: Step = { do: 'end', end: { status: 'Stopped' } }
const failed = (reason: string): Step => ({ do: 'end', end: { status: 'Failed', reason } })

/** The one next step, or undefined when the engine must wait for something. Safe to take twice. */
export function nextStep(job: TrainingJob, seen: Seen): Step | undefined {
  const { phase, stop } = job.progress
  switch (phase) {
    case 'starting':
      return stop ? stopped : { do: 'begin' }
    case 'downloading':
      return whileDownloading(job, seen)
    case 'training':
      return whileTraining(job, seen)
    case 'uploading':
      if (seen.upload.state === 'failed') return failed(seen.upload.reason)
      if (seen.upload.state === 'done') return stop ? stopped : { do: 'end', end: { status: 'Completed' } }
      return seen.upload.state === 'idle' ? { do: 'upload' } : undefined
    case 'ended':
      return { do: 'clean' }
    case 'cleaned':
      return undefined
  }
}

function whileDownloading(job: TrainingJob, seen: Seen): Step | undefined {
  const { download } = seen
  if (job.progress.stop) return download.state === 'running' ? { do: 'cancel-download' } : stopped
  if (isOvertime(job, seen.now)) return { do: 'ask-to-stop', why: 'max-runtime' }
  if (download.state === 'failed') return failed(download.reason)
  if (download.state === 'done') return { do: 'enter-training' }
  return download.state === 'idle' ? { do: 'download' } : undefined
}

function whileTraining(job: TrainingJob, seen: Seen): Step | undefined {
  const { stop, taskStarted } = job.progress
  const { task, prepare } = seen
  if (task.status === 'exited') return { do: 'collect', exit: task }
  if (task.status === 'running') {
    if (!taskStarted) return { do: 'started' }
    if (!seen.following) return { do: 'follow' }
    if (stop) return seen.stopping ? undefined : { do: 'stop-task' }
    return isOvertime(job, seen.now) ? { do: 'ask-to-stop', why: 'max-runtime' } : undefined
  }
  if (taskStarted) return failed(LOST)
  if (stop) return stopped
  if (isOvertime(job, seen.now)) return { do: 'ask-to-stop', why: 'max-runtime' }
  if (prepare.state === 'failed') return failed(`InternalServerError: ${prepare.reason}`)
  if (prepare.state === 'done') return { do: 'start' }
  return prepare.state === 'idle' ? { do: 'prepare' } : undefined
}

const LOST = 'InternalServerError: The training process was lost: it no longer runs, and nothing tells how it ended. Please try again.'

/** AWS counts MaxRuntimeInSeconds from TrainingStartTime. */
export const deadlineMs = (job: TrainingJob): number | undefined =>
  job.progress.startedMs === undefined || job.progress.stop ? undefined : job.progress.startedMs + maxRuntimeMs(job)

function isOvertime(job: TrainingJob, now: Date): boolean {
  const deadline = deadlineMs(job)
  return deadline !== undefined && now.getTime() >= deadline
}

/** AWS's limit of FailureReason, and how much of the failure file it reads. */
const MAX_REASON = 1024
const OWN_PREFIX = /^(AlgorithmError|ClientError|InternalServerError): /

export type Outcome = { readonly kind: 'succeeded' } | { readonly kind: 'stopped' } | { readonly kind: 'failed'; readonly reason: string }

/**
 * What a process's end means. `failureFile` is the beginning of /opt/ml/output/failure, when there is one.
 * A job that was asked to stop is Stopped however its process ended.
 */
export function outcomeOf(job: TrainingJob, exit: ExitedTask, failureFile: string | undefined): Outcome {
  if (job.progress.stop) return { kind: 'stopped' }
  if (exit.reason === 'lost') return { kind: 'failed', reason: LOST }
  if (exit.reason === 'memory') return { kind: 'failed', reason: OUT_OF_MEMORY }
  if (exit.exitCode === 0) return { kind: 'succeeded' }
  return { kind: 'failed', reason: failureReason(failureFile?.trim() ?? '', exit.exitCode) }
}

const OUT_OF_MEMORY = 'ClientError: Please use an instance type with more memory, or reduce the size of training data processed on an instance.'

function failureReason(text: string, exitCode: number): string {
  const suffix = `, exit code: ${exitCode}`
  const prefixed = OWN_PREFIX.test(text) ? text : `AlgorithmError: ${text}`
  return [...prefixed].slice(0, MAX_REASON - suffix.length).join('') + suffix
}
