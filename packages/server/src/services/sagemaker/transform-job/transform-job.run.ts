/** What brings a batch transform job nearer to its end: a pure plan. The engine takes the step, writes what came of it, and asks again. */
import type { Errand, ExitedTask, Task } from '../training-job/training-job.run.ts'
import type { End, TransformJob } from './transform-job.ts'

export interface Seen {
  readonly task: Task
  /** The model's files and what the image fetches before its first task. */
  readonly prepare: Errand
  /** The container's health check. */
  readonly ping: Errand
  /** Reading, asking, writing: all of the work. */
  readonly transform: Errand
  /** SIGTERM has been sent. */
  readonly stopping: boolean
  /** The engine reads the process's output and hears of its exit. */
  readonly following: boolean
}

export type Step =
  | { readonly do: 'begin' }
  | { readonly do: 'prepare' }
  | { readonly do: 'serve' }
  | { readonly do: 'start' }
  /** Records that the driver runs the task. */
  | { readonly do: 'started' }
  | { readonly do: 'follow' }
  | { readonly do: 'ping' }
  | { readonly do: 'transform' }
  /** Ends the errand that runs; what it decides does not count any more. */
  | { readonly do: 'cancel'; readonly errand: 'prepare' | 'ping' | 'transform' }
  /** The container is not needed any more. */
  | { readonly do: 'close'; readonly outcome: End }
  | { readonly do: 'stop-task' }
  /** The process is gone: the rest of its log, then the end. */
  | { readonly do: 'collect'; readonly outcome: End }
  | { readonly do: 'end'; readonly end: End }
  | { readonly do: 'clean' }

const stopped: Step = { do: 'end', end: { status: 'Stopped' } }
const LOST = 'InternalServerError: The process of the model was lost: it no longer runs, and nothing tells how it ended. Please try again.'

/** The one next step, or undefined when the engine must wait for something. Safe to take twice. */
export function nextStep(job: TransformJob, seen: Seen): Step | undefined {
  const { phase, stop } = job.progress
  switch (phase) {
    case 'starting':
      return stop ? stopped : { do: 'begin' }
    case 'preparing':
      if (stop) return seen.prepare.state === 'running' ? { do: 'cancel', errand: 'prepare' } : stopped
      if (seen.prepare.state === 'failed') return { do: 'end', end: { status: 'Failed', reason: seen.prepare.reason } }
      return seen.prepare.state === 'done' ? { do: 'serve' } : seen.prepare.state === 'idle' ? { do: 'prepare' } : undefined
    case 'serving':
      return whileServing(job, seen)
    case 'closing':
      return whileClosing(job, seen)
    case 'ended':
      return { do: 'clean' }
    case 'cleaned':
      return undefined
  }
}

function whileServing({ progress }: TransformJob, seen: Seen): Step | undefined {
  const { task, ping, transform } = seen
  if (progress.stop) {
    if (ping.state === 'running') return { do: 'cancel', errand: 'ping' }
    if (transform.state === 'running') return { do: 'cancel', errand: 'transform' }
    return { do: 'close', outcome: { status: 'Stopped' } }
  }
  if (task.status === 'unknown') return progress.taskStarted ? { do: 'close', outcome: { status: 'Failed', reason: LOST } } : { do: 'start' }
  if (task.status === 'exited') return { do: 'close', outcome: { status: 'Failed', reason: endedEarly(task) } }
  if (!progress.taskStarted) return { do: 'started' }
  if (!seen.following) return { do: 'follow' }
  if (ping.state === 'failed') return { do: 'close', outcome: { status: 'Failed', reason: NO_PING } }
  if (ping.state !== 'done') return ping.state === 'idle' ? { do: 'ping' } : undefined
  if (transform.state === 'failed') return { do: 'close', outcome: { status: 'Failed', reason: transform.reason } }
  if (transform.state === 'done') return { do: 'close', outcome: { status: 'Completed' } }
  return transform.state === 'idle' ? { do: 'transform' } : undefined
}

function whileClosing({ progress }: TransformJob, seen: Seen): Step | undefined {
  const outcome: End = progress.stop ? { status: 'Stopped' } : (progress.outcome ?? { status: 'Failed', reason: LOST })
  if (seen.task.status === 'running') return seen.stopping ? undefined : { do: 'stop-task' }
  return { do: 'collect', outcome }
}

const NO_PING = 'AlgorithmError: The primary container did not pass the ping health check. Please check CloudWatch logs for this job.'

function endedEarly({ reason, exitCode }: ExitedTask): string {
  if (reason === 'lost') return LOST
  if (reason === 'memory') return 'ClientError: Please use an instance type with more memory, or reduce the size of the payloads.'
  return `AlgorithmError: The model's process ended before the work was done, exit code: ${exitCode}. See job logs for more information`
}
