/** Takes a batch transform job's steps (`transform-job.run.ts` says which): model, container, work, log, end. Everything may be cut off and done again. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { nextStep, type Seen, type Step } from '../services/sagemaker/transform-job/transform-job.run.ts'
import * as jobs from '../services/sagemaker/transform-job/transform-job.store.ts'
import { close, type End, endJob, type TransformJob, withProgress } from '../services/sagemaker/transform-job/transform-job.ts'
import { followLog, type LogFollower } from './container-log.ts'
import { serveSocket } from './endpoint.task.ts'
import { createErrands } from './errands.ts'
import { FrameClient } from './frame-client.ts'
import { waitForPing } from './health-check.ts'
import type { Images } from './images.ts'
import type { Engine, Life } from './life.ts'
import { HOSTING_STOP_GRACE_MS, STARTUP_HEALTH_CHECK_MS } from './limits.ts'
import { fetchModel } from './model-files.ts'
import type { TaskAccess } from './notebook-task.ts'
import { resourceRecords, scopeOf, wake } from './resource-records.ts'
import { optMlOf } from './training-job.task.ts'
import { transformObjects } from './transform/transform-objects.ts'
import { transformTask } from './transform-job.task.ts'

const LOG_GROUP = '/aws/sagemaker/TransformJobs'
const SERVICE = 'sagemaker.amazonaws.com'

export interface TransformJobLifeOptions {
  readonly images: Images
  readonly access: TaskAccess
  /** Hears of failures in reading a process's output; reading goes on. */
  readonly onError: (error: unknown) => void
  readonly stopGraceMs?: number
}

/** What only this process knows of a job that runs. */
interface Attention {
  readonly follower: LogFollower
  readonly unwatch: () => void
  stopping: boolean
}

export const transformJobLife = (options: TransformJobLifeOptions): Life => new TransformJobLife(options)

const { read, change } = resourceRecords(jobs.findByArn, jobs.update)
const workDirectory = (job: TransformJob, engine: Engine): string => engine.workDirectory('transform-job', job.progress.taskId)
const roleOf = (job: TransformJob, engine: Engine) => engine.as(job.progress.container.roleArn ?? '', SERVICE, job.region)

class TransformJobLife implements Life {
  readonly kind = 'transform-job'
  readonly #options: TransformJobLifeOptions
  readonly #errands = createErrands()
  readonly #attention = new Map<string, Attention>()

  constructor(options: TransformJobLifeOptions) {
    this.#options = options
  }

  unsettled(engine: Engine): string[] {
    return engine.transact({ account: '', region: '' }, ({ db }) => jobs.unsettled(db))
  }

  async advance(arn: string, engine: Engine): Promise<undefined> {
    for (;;) {
      const job = read(arn, engine)
      const step = job && nextStep(job, this.#look(job, engine))
      if (!job || !step) return undefined
      await this.#take(step, job, engine)
    }
  }

  close(): void {
    for (const arn of [...this.#attention.keys()]) this.#release(arn)
    this.#errands.forget('')
  }

  #look(job: TransformJob, engine: Engine): Seen {
    const attention = this.#attention.get(job.arn)
    return {
      task: engine.driver.inspect(job.progress.taskId),
      prepare: this.#errands.look(`${job.arn} prepare`),
      ping: this.#errands.look(`${job.arn} ping`),
      transform: this.#errands.look(`${job.arn} transform`),
      stopping: attention?.stopping ?? false,
      following: attention !== undefined,
    }
  }

  #take(step: Step, job: TransformJob, engine: Engine): void | Promise<void> {
    const { arn } = job
    switch (step.do) {
      case 'begin':
        return change(arn, engine, (fresh, now) => withProgress(fresh, { phase: 'preparing', startedMs: now.getTime() }, now))
      case 'prepare':
        return this.#begin('prepare', job, engine, (signal) => this.#prepare(job, engine, signal))
      case 'serve':
        return change(arn, engine, (fresh, now) => withProgress(fresh, { phase: 'serving', logStream: logStreamOf(fresh, now) }, now))
      case 'start':
        return this.#start(job, engine)
      case 'started':
        return change(arn, engine, (fresh, now) => withProgress(fresh, { taskStarted: true }, now))
      case 'follow':
        return void this.#follow(job, engine)
      case 'ping':
        return this.#begin('ping', job, engine, (signal) => waitForPing(serveSocket(engine.driver, job.progress.taskId), STARTUP_HEALTH_CHECK_MS, signal))
      case 'transform':
        return this.#begin('transform', job, engine, (signal) => this.#transform(job, engine, signal))
      case 'cancel':
        return this.#errands.cancel(`${arn} ${step.errand}`)
      case 'close':
        return change(arn, engine, (fresh, now) => close(fresh, step.outcome, now))
      case 'stop-task':
        return this.#stop(job, engine)
      case 'collect':
        return this.#collect(job, engine, step.outcome)
      case 'end':
        return change(arn, engine, (fresh, now) => endJob(fresh, step.end, now))
      case 'clean':
        return this.#clean(job, engine)
    }
  }

  #begin(errand: string, job: TransformJob, engine: Engine, work: (signal: AbortSignal) => Promise<void>): void {
    this.#errands.begin(`${job.arn} ${errand}`, work, () => wake(job.arn, engine))
  }

  async #prepare(job: TransformJob, engine: Engine, signal: AbortSignal): Promise<void> {
    const { images } = this.#options
    const { container } = job.progress
    const prepared = images.prepare(images.resolve(container.image, 'serve')).catch((error: Error) => {
      throw new Error(`InternalServerError: ${error.message}`)
    })
    const fetched = fetchModel(roleOf(job, engine), container, optMlOf(workDirectory(job, engine)), signal).catch((error: Error) => {
      throw new Error(`ClientError: ${error.message}`)
    })
    await Promise.all([prepared, fetched])
  }

  async #start(job: TransformJob, engine: Engine): Promise<void> {
    const { images, access } = this.#options
    try {
      const image = images.resolve(job.progress.container.image, 'serve')
      await engine.driver.start(transformTask({ job, image, images, access, driver: engine.driver, workDirectory: workDirectory(job, engine) }))
    } catch (error) {
      const reason = `InternalServerError: ${(error as Error).message}`
      change(job.arn, engine, (fresh, now) => endJob(fresh, { status: 'Failed', reason }, now))
    }
  }

  #follow(job: TransformJob, engine: Engine): Attention {
    const known = this.#attention.get(job.arn)
    if (known) return known
    const follower = followLog({
      file: engine.driver.outputFile(job.progress.taskId),
      offset: job.logOffset,
      deliver: (lines, offset) =>
        engine.transact(job, (ports) => {
          put(job, engine, ports, '', lines)
          jobs.setLogOffset(ports, job, offset)
        }),
      onError: this.#options.onError,
    })
    // Registered before the driver is asked: it calls back at once when the process is gone already.
    const entry: Attention = { follower, unwatch: () => unwatch(), stopping: false }
    this.#attention.set(job.arn, entry)
    const unwatch = engine.driver.onExit(job.progress.taskId, () => wake(job.arn, engine))
    return entry
  }

  async #transform(job: TransformJob, engine: Engine, signal: AbortSignal): Promise<void> {
    const client = new FrameClient(serveSocket(engine.driver, job.progress.taskId))
    const tell = (line: string) =>
      engine.transact(job, (ports) => put(job, engine, ports, '/data-log', [`${ports.now.toISOString()}:[sagemaker logs]: ${line}`]))
    // What waits for an answer need not wait when the job is to stop.
    signal.addEventListener('abort', () => client.close())
    try {
      await transformObjects({ job, role: roleOf(job, engine), client, scratch: join(workDirectory(job, engine), 'results'), signal, tell })
    } finally {
      client.close()
    }
  }

  #stop(job: TransformJob, engine: Engine): void {
    this.#follow(job, engine).stopping = true
    this.#begin('stop', job, engine, () => engine.driver.stop(job.progress.taskId, this.#options.stopGraceMs ?? HOSTING_STOP_GRACE_MS))
  }

  /** The rest of the log stands in CloudWatch before the status changes: clients stop reading at the first terminal status they see. */
  async #collect(job: TransformJob, engine: Engine, outcome: End): Promise<void> {
    if (job.progress.taskStarted) await this.#follow(job, engine).follower.drain()
    change(job.arn, engine, (fresh, now) => endJob(fresh, outcome, now))
  }

  async #clean(job: TransformJob, engine: Engine): Promise<void> {
    this.#release(job.arn)
    if (engine.driver.inspect(job.progress.taskId).status !== 'unknown') await engine.driver.remove(job.progress.taskId)
    await rm(workDirectory(job, engine), { recursive: true, force: true })
    engine.transact(scopeOf(job.arn), (ports) => {
      const fresh = jobs.findByArn(ports, job.arn)
      if (fresh) jobs.update(ports, { ...withProgress(fresh, { phase: 'cleaned' }, ports.now), modifiedAt: fresh.modifiedAt })
      ports.wake(job.arn)
    })
  }

  #release(arn: string): void {
    const entry = this.#attention.get(arn)
    entry?.follower.stop()
    entry?.unwatch()
    this.#attention.delete(arn)
    this.#errands.forget(`${arn} `)
  }
}

const logStreamOf = ({ name, progress }: TransformJob, now: Date): string => `${name}/i-${progress.taskId.slice(-17)}-${Math.floor(now.getTime() / 1000)}`

function put(job: TransformJob, engine: Engine, ports: Parameters<Engine['logsAs']>[2], suffix: string, lines: readonly string[]): void {
  const stream = jobs.find(ports, job.name)?.progress.logStream
  if (lines.length === 0 || stream === undefined) return
  const timestamp = ports.now.getTime()
  engine.logsAs(job.progress.container.roleArn, SERVICE, ports).put(
    LOG_GROUP,
    `${stream}${suffix}`,
    lines.map((message) => ({ timestamp, message })),
  )
}
