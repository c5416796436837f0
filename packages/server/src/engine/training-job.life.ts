/** Takes a training job's steps (`training-job.run.ts` says which): stages, starts, follows, collects, uploads, cleans. Everything may be cut off and done again. */
import { rm } from 'node:fs/promises'
import { hostsOf, logStreamOf } from '../services/sagemaker/training-job/hosts.ts'
import { type MetricReader, metricReader } from '../services/sagemaker/training-job/metric-definitions.ts'
import { deadlineMs, type ExitedTask, nextStep, outcomeOf, type Seen, type Step } from '../services/sagemaker/training-job/training-job.run.ts'
import * as jobs from '../services/sagemaker/training-job/training-job.store.ts'
import { askToStop, endJob, enter, type TrainingJob, withProgress } from '../services/sagemaker/training-job/training-job.ts'
import { openRegular } from './archive.ts'
import { type CheckpointSync, restoreCheckpoints, syncCheckpoints } from './checkpoints.ts'
import { followLog, type LogFollower } from './container-log.ts'
import { createErrands } from './errands.ts'
import type { Images } from './images.ts'
import type { Engine, Life } from './life.ts'
import { MAX_FAILURE_FILE_BYTES, TRAINING_STOP_GRACE_MS } from './limits.ts'
import type { TaskAccess } from './notebook-task.ts'
import { optMl } from './opt-ml.ts'
import { resourceRecords, scopeOf, wake } from './resource-records.ts'
import { copyCheckpoints, failedHosts, hostOutput, hostRoot, mergeHosts, needsSupervisor, stageHosts, supervised, writePlan } from './training-hosts.ts'
import { uploadOutputs } from './training-job.outputs.ts'
import { optMlOf, trainingTask } from './training-job.task.ts'

const LOG_GROUP = '/aws/sagemaker/TrainingJobs'
const SERVICE = 'sagemaker.amazonaws.com'
/** The longest nap before the deadline is looked at again. */
const MAX_NAP_MS = 3_600_000

export interface TrainingJobLifeOptions {
  readonly images: Images
  readonly access: TaskAccess
  /** Hears of failures in reading a process's output; reading goes on. */
  readonly onError: (error: unknown) => void
  readonly stopGraceMs?: number
}

/** What only this process knows of a job that runs. */
interface Attention {
  /** One a host. */
  readonly followers: readonly LogFollower[]
  readonly unwatch: () => void
  readonly sync: CheckpointSync | undefined
  stopping: boolean
}

export const trainingJobLife = (options: TrainingJobLifeOptions): Life => new TrainingJobLife(options)

const { read, change } = resourceRecords(jobs.findByArn, jobs.update)
const workDirectory = (job: TrainingJob, engine: Engine): string => engine.workDirectory('training-job', job.progress.taskId)
const roleOf = (job: TrainingJob, engine: Engine) => engine.as(job.request.RoleArn ?? '', SERVICE, job.region)

class TrainingJobLife implements Life {
  readonly kind = 'training-job'
  readonly #options: TrainingJobLifeOptions
  readonly #errands = createErrands()
  readonly #attention = new Map<string, Attention>()

  constructor(options: TrainingJobLifeOptions) {
    this.#options = options
  }

  unsettled(engine: Engine): string[] {
    return engine.transact({ account: '', region: '' }, ({ db }) => jobs.unsettled(db))
  }

  async advance(arn: string, engine: Engine): Promise<number | undefined> {
    for (;;) {
      const job = read(arn, engine)
      if (!job) {
        this.#release(arn)
        return undefined
      }
      const step = nextStep(job, this.#look(job, engine))
      if (!step) {
        const deadline = deadlineMs(job)
        return deadline === undefined ? undefined : Math.min(Math.max(deadline - engine.now().getTime(), 0), MAX_NAP_MS)
      }
      await this.#take(step, job, engine)
    }
  }

  close(): void {
    for (const arn of [...this.#attention.keys()]) this.#release(arn)
    this.#errands.forget('')
  }

  #look(job: TrainingJob, engine: Engine): Seen {
    return {
      now: engine.now(),
      task: engine.driver.inspect(job.progress.taskId),
      download: this.#errands.look(`${job.arn} download`),
      prepare: this.#errands.look(`${job.arn} prepare`),
      upload: this.#errands.look(`${job.arn} upload`),
      stopping: this.#attention.get(job.arn)?.stopping ?? false,
      following: this.#attention.has(job.arn),
    }
  }

  #take(step: Step, job: TrainingJob, engine: Engine): void | Promise<void> {
    const { arn } = job
    switch (step.do) {
      case 'begin':
        return change(arn, engine, beginDownloading)
      case 'download':
        this.#beginPrepare(job, engine)
        return this.#begin('download', job, engine, (signal) => download(job, engine, signal))
      case 'cancel-download':
        return this.#errands.cancel(`${arn} download`)
      case 'enter-training':
        return change(arn, engine, enterTraining)
      case 'prepare':
        return this.#beginPrepare(job, engine)
      case 'start':
        return this.#start(job, engine)
      case 'started':
        return change(arn, engine, started)
      case 'follow':
        return void this.#follow(job, engine)
      case 'ask-to-stop':
        return change(arn, engine, (fresh, now) => (fresh.progress.stop ? fresh : askToStop(fresh, step.why, now)))
      case 'stop-task':
        return this.#stop(job, engine)
      case 'collect':
        return this.#collect(job, engine, step.exit)
      case 'upload': {
        const directory = workDirectory(job, engine)
        return this.#begin('upload', job, engine, async (signal) => {
          await mergeHosts(job, directory)
          await uploadOutputs(roleOf(job, engine), job, optMlOf(directory), directory, signal)
        })
      }
      case 'end':
        return change(arn, engine, (fresh, now) => endJob(fresh, step.end, now))
      case 'clean':
        return this.#clean(job, engine)
    }
  }

  #begin(errand: string, job: TrainingJob, engine: Engine, work: (signal: AbortSignal) => Promise<void>): void {
    this.#errands.begin(`${job.arn} ${errand}`, work, () => wake(job.arn, engine))
  }

  #beginPrepare(job: TrainingJob, engine: Engine): void {
    const { images } = this.#options
    this.#begin('prepare', job, engine, async () => images.prepare(images.resolve(job.request.AlgorithmSpecification?.TrainingImage ?? '', 'train')))
  }

  async #start(job: TrainingJob, engine: Engine): Promise<void> {
    const { images, access } = this.#options
    try {
      const image = images.resolve(job.request.AlgorithmSpecification?.TrainingImage ?? '', 'train')
      const directory = workDirectory(job, engine)
      const { driver } = engine
      const task = trainingTask({ job, image, images, access, driver, workDirectory: directory })
      if (needsSupervisor(job)) await writePlan(task, job, driver, directory)
      await driver.start(needsSupervisor(job) ? supervised(task, job, driver, images.nodePath) : task)
    } catch (error) {
      const reason = `InternalServerError: ${(error as Error).message}`
      change(job.arn, engine, (fresh, now) => endJob(fresh, { status: 'Failed', reason }, now))
    }
  }

  #follow(job: TrainingJob, engine: Engine): Attention {
    const known = this.#attention.get(job.arn)
    if (known) return known
    const directory = workDirectory(job, engine)
    const read = metricReader(job.request)
    const followers = hostsOf(job.request).map((host, index) =>
      followLog({
        file: index === 0 ? engine.driver.outputFile(job.progress.taskId) : hostOutput(directory, host),
        offset: index === 0 ? job.logOffset : (job.progress.hostLogOffsets?.[host] ?? 0),
        deliver: deliverer(job, host, engine, read),
        onError: this.#options.onError,
      }),
    )
    // Registered before the driver is asked: it calls back at once when the process is gone already.
    const sync = syncCheckpoints({ job, role: () => roleOf(job, engine), root: optMlOf(directory), workDirectory: directory, onError: this.#options.onError })
    const entry: Attention = { followers, unwatch: () => unwatch(), sync, stopping: false }
    this.#attention.set(job.arn, entry)
    const unwatch = engine.driver.onExit(job.progress.taskId, () => wake(job.arn, engine))
    return entry
  }

  #stop(job: TrainingJob, engine: Engine): void {
    const entry = this.#attention.get(job.arn)
    if (entry) entry.stopping = true
    this.#begin('stop', job, engine, () => engine.driver.stop(job.progress.taskId, this.#options.stopGraceMs ?? TRAINING_STOP_GRACE_MS))
  }

  /** The rest of the log stands in CloudWatch before the status changes: clients stop reading at the first terminal status they see. */
  async #collect(job: TrainingJob, engine: Engine, exit: ExitedTask): Promise<void> {
    const { followers, sync } = this.#follow(job, engine)
    for (const follower of followers) await follower.drain()
    const unsynced = await sync?.finish().then(
      () => undefined,
      (error: Error) => error.message,
    )
    const failure = await firstFailure(job, workDirectory(job, engine))
    change(job.arn, engine, (fresh, now) => {
      const outcome = outcomeOf(fresh, exit, failure)
      if (unsynced !== undefined && outcome.kind === 'succeeded') return endJob(fresh, { status: 'Failed', reason: unsynced }, now)
      if (outcome.kind === 'failed') return endJob(fresh, { status: 'Failed', reason: outcome.reason }, now)
      const shown = outcome.kind === 'stopped' ? fresh : enter(fresh, 'Uploading', 'Uploading generated training model', now)
      return withProgress(shown, { phase: 'uploading' }, now)
    })
  }

  async #clean(job: TrainingJob, engine: Engine): Promise<void> {
    this.#release(job.arn)
    if (engine.driver.inspect(job.progress.taskId).status !== 'unknown') await engine.driver.remove(job.progress.taskId)
    await rm(workDirectory(job, engine), { recursive: true, force: true })
    engine.transact(scopeOf(job.arn), (ports) => {
      const fresh = jobs.findByArn(ports, job.arn)
      if (!fresh) return
      // It was deleted while its files were still there.
      if (fresh.status === 'Deleting') jobs.remove(ports, fresh)
      else jobs.update(ports, { ...withProgress(fresh, { phase: 'cleaned' }, ports.now), modifiedAt: fresh.modifiedAt })
      ports.wake(job.arn)
    })
  }

  #release(arn: string): void {
    const entry = this.#attention.get(arn)
    for (const follower of entry?.followers ?? []) follower.stop()
    entry?.sync?.stop()
    entry?.unwatch()
    this.#attention.delete(arn)
    this.#errands.forget(`${arn} `)
  }
}

const beginDownloading = (job: TrainingJob, now: Date): TrainingJob =>
  withProgress(enter(job, 'Downloading', 'Downloading input data', now), { phase: 'downloading', startedMs: now.getTime() }, now)

function enterTraining(job: TrainingJob, now: Date): TrainingJob {
  const logStream = `${job.name}/algo-1-${Math.floor(now.getTime() / 1000)}`
  return withProgress(enter(job, 'Training', 'Downloading the training image', now), { phase: 'training', logStream }, now)
}

function started(job: TrainingJob, now: Date): TrainingJob {
  const shown = job.progress.stop ? job : enter(job, 'Training', 'Training image download completed. Training in progress.', now)
  return withProgress(shown, { taskStarted: true }, now)
}

async function download(job: TrainingJob, engine: Engine, signal: AbortSignal): Promise<void> {
  const root = optMlOf(workDirectory(job, engine))
  // What an earlier, cut-off download left is not to be trusted.
  await rm(workDirectory(job, engine), { recursive: true, force: true })
  await stageHosts(roleOf(job, engine), job, workDirectory(job, engine), signal)
  await restoreCheckpoints(roleOf(job, engine), job, root, workDirectory(job, engine), signal)
  await copyCheckpoints(job, workDirectory(job, engine))
}

/** Lines, their metrics and the offset behind them in one transaction: after a kill, each line stands once. */
function deliverer(job: TrainingJob, host: string, engine: Engine, metricsOf: MetricReader) {
  return (lines: readonly string[], offset: number): void =>
    engine.transact(job, (ports) => {
      const timestamp = ports.now.getTime()
      const fresh = jobs.find(ports, job.name)
      if (!fresh) return
      const stream = logStreamOf(fresh.progress.logStream ?? `${job.name}/algo-1-${Math.floor(timestamp / 1000)}`, host)
      if (lines.length > 0)
        engine.logsAs(job.request.RoleArn, SERVICE, ports).put(
          LOG_GROUP,
          stream,
          lines.map((message) => ({ timestamp, message })),
        )
      const found = lines.flatMap((line) => metricsOf(line))
      if (found.length > 0) {
        const dimensions = { TrainingJobName: job.name }
        ports.metrics.put(
          LOG_GROUP,
          found.map(({ name, value }) => ({ name, value, at: ports.now, dimensions })),
        )
        const last = Object.fromEntries(found.map(({ name, value }) => [name, { value, atMs: timestamp }]))
        jobs.update(ports, withProgress(fresh, { metrics: { ...fresh.progress.metrics, ...last } }, ports.now))
      }
      if (host === 'algo-1') jobs.setLogOffset(ports, job, offset)
      else jobs.setHostLogOffset(ports, job, host, offset)
    })
}

/** Of several hosts the one that failed first tells why. */
async function firstFailure(job: TrainingJob, workDirectory: string): Promise<string | undefined> {
  for (const host of await failedHosts(job, workDirectory)) {
    const found = await readFailure(optMl(hostRoot(workDirectory, host)).failure)
    if (found !== undefined) return found
  }
  return undefined
}

/** The beginning of the failure file; undefined when the program wrote none (or made it anything but a regular file). */
async function readFailure(path: string): Promise<string | undefined> {
  const handle = await openRegular(path).catch(() => undefined)
  if (!handle) return undefined
  try {
    if (!(await handle.stat()).isFile()) return undefined
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(MAX_FAILURE_FILE_BYTES), 0, MAX_FAILURE_FILE_BYTES, 0)
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await handle.close()
  }
}
