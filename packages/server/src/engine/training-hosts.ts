/** A training job on several hosts, or with pipes: where each host's files are, and what `run-hosts.mjs` is told. */
import { constants } from 'node:fs'
import { cp, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Channel } from '@aws-sdk/client-sagemaker'
import type { Driver, Mount, TaskSpec } from '../compute/driver.ts'
import type { ActingAs } from '../operation.ts'
import { checkpointPath } from '../services/sagemaker/training-job/checkpoint-path.ts'
import { hostsOf, inputMode } from '../services/sagemaker/training-job/hosts.ts'
import type { TrainingJob } from '../services/sagemaker/training-job/training-job.ts'
import { regularFiles } from './archive.ts'
import { optMl, writeTrainingLayout } from './opt-ml.ts'
import { type StagedFile, stageChannel } from './stage-inputs.ts'
import { OPT_ML, optMlOf } from './training-job.task.ts'

/** Where the supervisor's plan, the further hosts' files and logs and what goes through pipes lie, inside. */
const INSIDE = '/opt/kenja'
const PLAN = 'plan.json'
const SUPERVISOR = join(import.meta.dirname, 'run-hosts.mjs')

const hostsDirectory = (workDirectory: string) => join(workDirectory, 'hosts')
const isFirst = (host: string) => host === 'algo-1'

/** A host's /opt/ml on this machine. */
export const hostRoot = (workDirectory: string, host: string): string => (isFirst(host) ? optMlOf(workDirectory) : join(hostsDirectory(workDirectory), host))

/** What a further host prints; the first one's output is the task's own. */
export const hostOutput = (workDirectory: string, host: string): string => join(hostsDirectory(workDirectory), `${host}.log`)

const pipeDirectory = (workDirectory: string, host: string) => join(hostsDirectory(workDirectory), 'pipes', host)
const pipeList = (workDirectory: string, host: string, channel: string) => join(pipeDirectory(workDirectory, host), `${channel}.list`)

/** Several processes, or one that reads pipes: then a program of ours stands between. */
export const needsSupervisor = (job: TrainingJob): boolean =>
  hostsOf(job.request).length > 1 || (job.request.InputDataConfig ?? []).some((channel) => inputMode(channel, job.request) === 'Pipe')

/**
 * Lays out every host's /opt/ml and brings its inputs: all of a channel's objects, or with ShardedByS3Key each n-th of them. What goes through a pipe lies
 * beside. Rejects with the text of a FailureReason.
 */
export async function stageHosts(role: ActingAs, job: TrainingJob, workDirectory: string, signal: AbortSignal): Promise<void> {
  const hosts = hostsOf(job.request)
  for (const host of hosts) await writeTrainingLayout(hostRoot(workDirectory, host), job, host)
  for (const channel of job.request.InputDataConfig ?? []) {
    const sharded = channel.DataSource?.S3DataSource?.S3DataDistributionType === 'ShardedByS3Key'
    for (const [index, host] of hosts.entries()) {
      const pipe = inputMode(channel, job.request) === 'Pipe'
      const directory = pipe ? pipeDirectory(workDirectory, host) : optMl(hostRoot(workDirectory, host)).data
      if (sharded || isFirst(host)) {
        const files = await stageChannel(role, channel, directory, signal, sharded ? { index, count: hosts.length } : undefined)
        if (pipe) await writeList(workDirectory, host, channel, files)
      } else await copyChannel(workDirectory, host, channel, pipe, signal)
    }
  }
}

/** Paths as the supervisor sees them are filled in when it starts; here they are below the hosts' directory. */
async function writeList(workDirectory: string, host: string, { ChannelName = '' }: Channel, files: readonly StagedFile[]): Promise<void> {
  const paths = files.map(({ path }) => join('pipes', host, ChannelName, path))
  await mkdir(pipeDirectory(workDirectory, host), { recursive: true })
  await writeFile(pipeList(workDirectory, host, ChannelName), JSON.stringify(paths))
}

/** Every host has files of its own: what one changes is no other's. */
async function copyChannel(workDirectory: string, host: string, { ChannelName = '' }: Channel, pipe: boolean, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  if (pipe) {
    // Nothing but the supervisor reads them.
    const paths = JSON.parse(await readFile(pipeList(workDirectory, 'algo-1', ChannelName), 'utf8')) as string[]
    await mkdir(pipeDirectory(workDirectory, host), { recursive: true })
    await writeFile(pipeList(workDirectory, host, ChannelName), JSON.stringify(paths))
    return
  }
  const from = join(optMl(hostRoot(workDirectory, 'algo-1')).data, ChannelName)
  await cp(from, join(optMl(hostRoot(workDirectory, host)).data, ChannelName), { recursive: true, mode: constants.COPYFILE_FICLONE })
}

/** Every host goes on from the same checkpoint; only the first one's are kept in S3 from then on. */
export async function copyCheckpoints(job: TrainingJob, workDirectory: string): Promise<void> {
  const config = job.request.CheckpointConfig
  if (!config) return
  const from = join(optMlOf(workDirectory), checkpointPath(config))
  for (const host of hostsOf(job.request).slice(1)) {
    await cp(from, join(hostRoot(workDirectory, host), checkpointPath(config)), { recursive: true, mode: constants.COPYFILE_FICLONE })
  }
}

/** What the supervisor must see besides /opt/ml and the image. */
export const supervisorMounts = (workDirectory: string): readonly Mount[] => [
  { source: hostsDirectory(workDirectory), target: INSIDE, writable: true },
  { source: SUPERVISOR, target: SUPERVISOR, writable: false },
]

/** The task with the supervisor in front: `command` is the image's. */
export function supervised(spec: TaskSpec, job: TrainingJob, driver: Driver, nodePath: string): TaskSpec {
  const count = hostsOf(job.request).length
  return {
    ...spec,
    command: [nodePath, SUPERVISOR, driver.pathInside(spec, join(INSIDE, PLAN))],
    ...(spec.memoryBytes === undefined ? {} : { memoryBytes: spec.memoryBytes * count }),
    ...(spec.cpus === undefined ? {} : { cpus: spec.cpus * count }),
  }
}

/** Tells the supervisor what to run: written before the task starts. `spec` is the task as the image alone would have it. */
export async function writePlan(spec: TaskSpec, job: TrainingJob, driver: Driver, workDirectory: string): Promise<void> {
  const inside = (path: string) => driver.pathInside(spec, path)
  const pipes = (job.request.InputDataConfig ?? []).filter((channel) => inputMode(channel, job.request) === 'Pipe')
  const hosts = []
  for (const host of hostsOf(job.request)) {
    const root = inside(isFirst(host) ? OPT_ML : join(INSIDE, host))
    const found = []
    for (const { ChannelName: channel = '', CompressionType } of pipes) {
      const paths = JSON.parse(await readFile(pipeList(workDirectory, host, channel), 'utf8')) as string[]
      const list = join('pipes', host, `${channel}.paths`)
      await writeFile(join(hostsDirectory(workDirectory), list), paths.map((path) => `${inside(join(INSIDE, path))}\0`).join(''))
      found.push({ path: join(root, 'input/data', channel), list: inside(join(INSIDE, list)), gzip: CompressionType === 'Gzip' })
    }
    const output = isFirst(host) ? {} : { output: inside(join(INSIDE, `${host}.log`)) }
    hosts.push({ name: host, env: { CURRENT_HOST: host, KENJA_OPT_ML: root }, pipes: found, ...output })
  }
  const file = join(hostsDirectory(workDirectory), PLAN)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, JSON.stringify({ command: spec.command, hosts }))
}

/** The hosts whose failure files count, the one that failed first before the others. */
export async function failedHosts(job: TrainingJob, workDirectory: string): Promise<readonly string[]> {
  const hosts = hostsOf(job.request)
  const first = await readFile(join(hostsDirectory(workDirectory), `${PLAN}.failed`), 'utf8').catch(() => undefined)
  return first === undefined ? hosts : [first, ...hosts.filter((host) => host !== first)]
}

/** AWS puts what all hosts leave into one archive; where two have left the same file, the first one's counts. Safe to do again. */
export async function mergeHosts(job: TrainingJob, workDirectory: string): Promise<void> {
  const target = optMl(optMlOf(workDirectory))
  for (const host of hostsOf(job.request).slice(1)) {
    const from = optMl(hostRoot(workDirectory, host))
    for (const part of ['model', 'outputData'] as const) {
      const there = new Set((await regularFiles(target[part])).map(({ path }) => path))
      for (const { path } of await regularFiles(from[part])) {
        if (there.has(path)) continue
        await mkdir(dirname(join(target[part], path)), { recursive: true })
        await rename(join(from[part], path), join(target[part], path))
      }
    }
  }
}
