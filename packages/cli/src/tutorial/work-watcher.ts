/** Looks, as any AWS client could, at the training jobs and endpoints that a running cell makes, and tells what happens to them. */
import { type CloudWatchLogsClient, DescribeLogStreamsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { DescribeTrainingJobCommand, ListEndpointsCommand, ListTrainingJobsCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker'

export interface WorkListener {
  training(name: string, status: string, message: string): void
  logLine(line: string): void
  endpoint(name: string, status: string): void
}

/** Group of training logs. Source: Amazon SageMaker developer guide, "Log groups and streams". */
const TRAINING_LOGS = '/aws/sagemaker/TrainingJobs'
const FINISHED = new Set(['Completed', 'Failed', 'Stopped'])

interface WatchedJob {
  readonly name: string
  transitions: number
  lastMessage: string
  stream?: string
  token?: string
  finished: boolean
}

/** How long something took on the platform, from its creation to its last look, in milliseconds. */
export interface WorkTimes {
  training?: number
  deployment?: number
}

export class WorkWatcher {
  readonly times: WorkTimes = {}
  readonly #sagemaker: SageMakerClient
  readonly #logs: CloudWatchLogsClient
  readonly #listener: WorkListener
  readonly #jobs = new Map<string, WatchedJob>()
  readonly #endpoints = new Map<string, string>()
  readonly #since: Date

  /** @param since only what was created after it is watched */
  constructor(sagemaker: SageMakerClient, logs: CloudWatchLogsClient, listener: WorkListener, since: Date) {
    this.#sagemaker = sagemaker
    this.#logs = logs
    this.#listener = listener
    this.#since = since
  }

  /** True once this run's work has shown itself: then the cell's own prints would say the same twice. */
  get sawWork(): boolean {
    return this.#jobs.size + this.#endpoints.size > 0
  }

  /** Looks until `signal` says that the cell has ended, then once more. @param pauseMs between two looks */
  async watch(signal: AbortSignal, pauseMs: number): Promise<void> {
    while (!signal.aborted) {
      await this.look()
      await pause(pauseMs, signal)
    }
    await this.look()
  }

  async look(): Promise<void> {
    await this.#lookAtTraining()
    await this.#lookAtEndpoints()
  }

  async #lookAtTraining(): Promise<void> {
    const { TrainingJobSummaries = [] } = await this.#sagemaker.send(
      new ListTrainingJobsCommand({ CreationTimeAfter: this.#since, SortBy: 'CreationTime', SortOrder: 'Ascending' }),
    )
    for (const { TrainingJobName: name } of TrainingJobSummaries) {
      if (name && !this.#jobs.has(name)) this.#jobs.set(name, { name, transitions: 0, lastMessage: '', finished: false })
    }
    for (const job of this.#jobs.values()) if (!job.finished) await this.#followJob(job)
  }

  async #followJob(job: WatchedJob): Promise<void> {
    const described = await this.#sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: job.name }))
    const transitions = described.SecondaryStatusTransitions ?? []
    // The message of the last transition may change in place, so the last one that was told is looked at again.
    for (const { Status = '', StatusMessage = '' } of transitions.slice(Math.max(0, job.transitions - 1))) {
      const message = `${Status}: ${StatusMessage}`
      if (message !== job.lastMessage && !FINISHED.has(Status)) this.#listener.training(job.name, Status, StatusMessage)
      job.lastMessage = message
    }
    job.transitions = transitions.length
    await this.#readLog(job)
    if (!FINISHED.has(described.TrainingJobStatus ?? '')) return
    job.finished = true
    this.#listener.training(job.name, described.TrainingJobStatus ?? '', described.FailureReason ?? transitions.at(-1)?.StatusMessage ?? '')
    if (described.CreationTime && described.TrainingEndTime) this.times.training = described.TrainingEndTime.getTime() - described.CreationTime.getTime()
  }

  async #readLog(job: WatchedJob): Promise<void> {
    try {
      if (!job.stream) {
        const { logStreams = [] } = await this.#logs.send(new DescribeLogStreamsCommand({ logGroupName: TRAINING_LOGS, logStreamNamePrefix: `${job.name}/` }))
        const name = logStreams[0]?.logStreamName
        if (!name) return
        job.stream = name
      }
      for (;;) {
        const page = await this.#logs.send(
          new GetLogEventsCommand({ logGroupName: TRAINING_LOGS, logStreamName: job.stream, startFromHead: true, ...(job.token && { nextToken: job.token }) }),
        )
        for (const { message = '' } of page.events ?? []) this.#listener.logLine(message)
        if (page.nextForwardToken) job.token = page.nextForwardToken
        if ((page.events ?? []).length === 0) return
      }
    } catch (error) {
      // The group is there only from the first line on.
      if ((error as Error).name !== 'ResourceNotFoundException') throw error
    }
  }

  async #lookAtEndpoints(): Promise<void> {
    const { Endpoints = [] } = await this.#sagemaker.send(
      new ListEndpointsCommand({ CreationTimeAfter: this.#since, SortBy: 'CreationTime', SortOrder: 'Ascending' }),
    )
    for (const { EndpointName: name = '', EndpointStatus: status = '', CreationTime, LastModifiedTime } of Endpoints) {
      if (this.#endpoints.get(name) === status) continue
      this.#endpoints.set(name, status)
      this.#listener.endpoint(name, status)
      if (status === 'InService' && CreationTime && LastModifiedTime) this.times.deployment = LastModifiedTime.getTime() - CreationTime.getTime()
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })
}
