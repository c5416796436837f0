/** Takes a training job's steps (`training-job.run.ts` says which): stages, starts, follows, collects, uploads, cleans. Everything may be cut off and done again. */
import { rm } from 'node:fs/promises'
import { parseSagemakerArn } from '../services/sagemaker/arn.ts'
import { type MetricReader, metricReader } from '../services/sagemaker/training-job/metric-definitions.ts'
import { deadlineMs, type ExitedTask, nextStep, outcomeOf, type Seen, type Step } from '../services/sagemaker/training-job/training-job.run.ts'
import * as jobs from '../services/sagemaker/training-job/training-job.store.ts'
import { askToStop, endJob, enter, type TrainingJob, withProgress } from '../services/sagemaker/training-job/training-job.ts'
import { openRegular } from './archive.ts'
import { followLog, type LogFollower } from './container-log.ts'
import { createErrands } from './errands.ts'
import type { Images } from './images.ts'
import type { Engine, Life } from './life.ts'
import { MAX_FAILURE_FILE_BYTES, TRAINING_STOP_GRACE_MS } from './limits.ts'
import { optMl, writeTrainingLayout } from './opt-ml.ts'
import { stageChannel } from './stage-inputs.ts'
import { uploadOutputs } from './training-job.outputs.ts'
import { optMlOf, trainingTask } from './training-job.task.ts'

const LOG_GROUP = '/aws/sagemaker/TrainingJobs'
const SERVICE = 'sagemaker.amazonaws.com'
/** The longest nap before the deadline is looked at again. */
const MAX_NAP_MS = 3_600_000

export interface TrainingJobLifeOptions {
  readonly images: Images
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

export function trainingJobLife({ images, onError, stopGraceMs = TRAINING_STOP_GRACE_MS }: TrainingJobLifeOptions): Life {
  const errands = createErrands()
  const attention = new Map<string, Attention>()

  const scopeOf = (arn: string) => parseSagemakerArn(arn) ?? { account: '', region: '' }
  const read = (arn: string, engine: Engine) => engine.transact(scopeOf(arn), (ports) => jobs.findByArn(ports, arn))
  const wake = (arn: string, engine: Engine) => engine.transact(scopeOf(arn), (ports) => ports.wake(arn))

  /** Writes what became of the job; whoever waits for it is told. The job handed to `next` is fresh. */
  const change = (arn: string, engine: Engine, next: (job: TrainingJob, now: Date) => TrainingJob) =>
    engine.transact(scopeOf(arn), (ports) => {
      const job = jobs.findByArn(ports, arn)
      if (!job) return
      jobs.update(ports, next(job, ports.now))
      ports.wake(arn)
    })

  const look = (job: TrainingJob, engine: Engine): Seen => ({
    now: engine.now(),
    task: engine.driver.inspect(job.progress.taskId),
    download: errands.look(`${job.arn} download`),
    prepare: errands.look(`${job.arn} prepare`),
    upload: errands.look(`${job.arn} upload`),
    stopping: attention.get(job.arn)?.stopping ?? false,
    following: attention.has(job.arn),
  })

  const workDirectory = (job: TrainingJob, engine: Engine) => engine.workDirectory('training-job', job.progress.taskId)

  const download = async (job: TrainingJob, engine: Engine, signal: AbortSignal) => {
    const root = optMlOf(workDirectory(job, engine))
    // What an earlier, cut-off download left is not to be trusted.
    await rm(root, { recursive: true, force: true })
    await writeTrainingLayout(root, job)
    const role = engine.as(job.request.RoleArn ?? '', SERVICE, job.region)
    for (const channel of job.request.InputDataConfig ?? []) await stageChannel(role, channel, optMl(root).data, signal)
  }

  const beginPrepare = (job: TrainingJob, engine: Engine) =>
    errands.begin(
      `${job.arn} prepare`,
      async () => images.prepare(images.resolve(job.request.AlgorithmSpecification?.TrainingImage ?? '', 'train')),
      () => wake(job.arn, engine),
    )

  const start = async (job: TrainingJob, engine: Engine) => {
    try {
      const image = images.resolve(job.request.AlgorithmSpecification?.TrainingImage ?? '', 'train')
      await engine.driver.start(trainingTask(job, image, images, engine.driver, workDirectory(job, engine)))
    } catch (error) {
      const reason = `InternalServerError: ${(error as Error).message}`
      change(job.arn, engine, (fresh, now) => endJob(fresh, { status: 'Failed', reason }, now))
    }
  }

  const follow = (job: TrainingJob, engine: Engine): LogFollower => {
    const known = attention.get(job.arn)
    if (known) return known.follower
    const follower = followLog({
      file: engine.driver.outputFile(job.progress.taskId),
      offset: job.logOffset,
      deliver: deliverer(job, engine, metricReader(job.request)),
      onError,
    })
    const entry: Attention = { follower, unwatch: () => unwatch(), stopping: false }
    attention.set(job.arn, entry)
    const unwatch = engine.driver.onExit(job.progress.taskId, () => wake(job.arn, engine))
    return follower
  }

  /** The rest of the log stands in CloudWatch before the status changes: clients stop reading at the first terminal status they see. */
  const collect = async (job: TrainingJob, engine: Engine, exit: ExitedTask) => {
    await follow(job, engine).drain()
    const failure = await readFailure(optMl(optMlOf(workDirectory(job, engine))).failure)
    change(job.arn, engine, (fresh, now) => {
      const outcome = outcomeOf(fresh, exit, failure)
      if (outcome.kind === 'failed') return endJob(fresh, { status: 'Failed', reason: outcome.reason }, now)
      const shown = outcome.kind === 'stopped' ? fresh : enter(fresh, 'Uploading', 'Uploading generated training model', now)
      return withProgress(shown, { phase: 'uploading' }, now)
    })
  }

  const clean = async (job: TrainingJob, engine: Engine) => {
    release(job.arn)
    if (engine.driver.inspect(job.progress.taskId).status !== 'unknown') await engine.driver.remove(job.progress.taskId)
    await rm(workDirectory(job, engine), { recursive: true, force: true })
    change(job.arn, engine, (fresh, now) => ({ ...withProgress(fresh, { phase: 'cleaned' }, now), modifiedAt: fresh.modifiedAt }))
  }

  const release = (arn: string) => {
    const entry = attention.get(arn)
    entry?.follower.stop()
    entry?.unwatch()
    attention.delete(arn)
    errands.forget(`${arn} `)
  }

  const take = async (step: Step, job: TrainingJob, engine: Engine): Promise<void> => {
    const { arn } = job
    const onEnd = () => wake(arn, engine)
    switch (step.do) {
      case 'begin':
        return change(arn, engine, (fresh, now) =>
          withProgress(enter(fresh, 'Downloading', 'Downloading input data', now), { phase: 'downloading', startedMs: now.getTime() }, now),
        )
      case 'download':
        beginPrepare(job, engine)
        return errands.begin(`${arn} download`, (signal) => download(job, engine, signal), onEnd)
      case 'cancel-download':
        return errands.cancel(`${arn} download`)
      case 'enter-training':
        return change(arn, engine, (fresh, now) =>
          withProgress(
            enter(fresh, 'Training', 'Downloading the training image', now),
            { phase: 'training', logStream: `${fresh.name}/algo-1-${Math.floor(now.getTime() / 1000)}` },
            now,
          ),
        )
      case 'prepare':
        return beginPrepare(job, engine)
      case 'start':
        return start(job, engine)
      case 'started':
        return change(arn, engine, (fresh, now) => {
          const shown = fresh.progress.stop ? fresh : enter(fresh, 'Training', 'Training image download completed. Training in progress.', now)
          return withProgress(shown, { taskStarted: true }, now)
        })
      case 'follow':
        return void follow(job, engine)
      case 'ask-to-stop':
        return change(arn, engine, (fresh, now) => (fresh.progress.stop ? fresh : askToStop(fresh, step.why, now)))
      case 'stop-task': {
        const entry = attention.get(arn)
        if (entry) entry.stopping = true
        return errands.begin(`${arn} stop`, () => engine.driver.stop(job.progress.taskId, stopGraceMs), onEnd)
      }
      case 'collect':
        return collect(job, engine, step.exit)
      case 'upload': {
        const directory = workDirectory(job, engine)
        const role = engine.as(job.request.RoleArn ?? '', SERVICE, job.region)
        return errands.begin(`${arn} upload`, (signal) => uploadOutputs(role, job, optMlOf(directory), directory, signal), onEnd)
      }
      case 'end':
        return change(arn, engine, (fresh, now) => endJob(fresh, step.end, now))
      case 'clean':
        return clean(job, engine)
    }
  }

  return {
    kind: 'training-job',
    unsettled: (engine) => engine.transact({ account: '', region: '' }, ({ db }) => jobs.unsettled(db)),
    async advance(arn, engine) {
      for (;;) {
        const job = read(arn, engine)
        const step = job && nextStep(job, look(job, engine))
        if (!job) {
          release(arn)
          return undefined
        }
        if (!step) {
          const deadline = deadlineMs(job)
          return deadline === undefined ? undefined : Math.min(Math.max(deadline - engine.now().getTime(), 0), MAX_NAP_MS)
        }
        await take(step, job, engine)
      }
    },
  }
}

/** Lines, their metrics and the offset behind them in one transaction: after a kill, each line stands once. */
function deliverer(job: TrainingJob, engine: Engine, metricsOf: MetricReader) {
  return (lines: readonly string[], offset: number): void =>
    engine.transact(job, (ports) => {
      const timestamp = ports.now.getTime()
      const fresh = jobs.find(ports, job.name)
      if (!fresh) return
      const stream = fresh.progress.logStream ?? `${job.name}/algo-1-${Math.floor(timestamp / 1000)}`
      if (lines.length > 0)
        ports.logs.put(
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
      jobs.setLogOffset(ports, job, offset)
    })
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
