/** Runs the XGBoost image's programs by hand, without the server, as Kenja's compute drivers do. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { encodeFrame, type RequestHead, type ResponseHead, readFrames } from '../../../packages/frames/src/index.ts'
import { freePort } from '../../support/free-port.ts'
import { imageCache } from './python-xgboost.ts'

const image = path.resolve(import.meta.dirname, '../../../images/xgboost')

const environment = (version: string, optMl: string, more: Readonly<Record<string, string>> = {}) => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  KENJA_IMAGE_VERSION: version,
  KENJA_IMAGE_TAG: version,
  KENJA_IMAGE_CACHE: imageCache,
  KENJA_OPT_ML: optMl,
  ...more,
})

/** The command line and environment of one of the image's programs. */
export function imageProgram(
  name: 'prepare' | 'train' | 'serve',
  version: string,
  optMl: string,
): { command: string; args: string[]; env: Record<string, string> } {
  return { command: process.execPath, args: [path.join(image, `${name}.${name === 'prepare' ? 'ts' : 'mjs'}`)], env: environment(version, optMl) }
}

/** Fetches the engine; returns a sentence when it cannot be had. */
export function prepareImage(version: string): string | undefined {
  const { status, stderr } = spawnSync(process.execPath, [path.join(image, 'prepare.ts')], { encoding: 'utf8', env: environment(version, '') })
  return status === 0 ? undefined : stderr.trim().split('\n').at(-1)
}

/** Lays out `/opt/ml` as SageMaker does; `channels` maps names to files. */
export function layOutJob(
  optMl: string,
  hyperparameters: Readonly<Record<string, string>>,
  channels: Readonly<Record<string, string>>,
  contentType = 'csv',
): string {
  const config = path.join(optMl, 'input', 'config')
  mkdirSync(config, { recursive: true })
  for (const folder of ['model', 'output']) mkdirSync(path.join(optMl, folder), { recursive: true })
  const channel = { TrainingInputMode: 'File', S3DistributionType: 'FullyReplicated', RecordWrapperType: 'None', ContentType: contentType }
  for (const [name, file] of Object.entries(channels)) {
    const folder = path.join(optMl, 'input', 'data', name)
    mkdirSync(folder, { recursive: true })
    cpSync(file, path.join(folder, path.basename(file)))
  }
  writeFileSync(path.join(config, 'hyperparameters.json'), JSON.stringify(hyperparameters))
  writeFileSync(path.join(config, 'inputdataconfig.json'), JSON.stringify(Object.fromEntries(Object.keys(channels).map((name) => [name, channel]))))
  writeFileSync(path.join(config, 'resourceconfig.json'), JSON.stringify({ current_host: 'algo-1', hosts: ['algo-1'] }))
  return optMl
}

export interface JobResult {
  readonly status: number | null
  readonly log: string
  /** `/opt/ml/output/failure`, or empty. */
  readonly failure: string
  readonly model: string
}

/** Runs the image's `train` on several hosts at the same time, as Kenja's job supervisor does. `folders` are the hosts' /opt/ml. */
export async function trainTogether(version: string, folders: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<JobResult[]> {
  const ports = await Promise.all([freePort(), freePort()])
  const hosts = folders.map((_, index) => `algo-${index + 1}`)
  const runs = folders.map((optMl, index) => {
    writeFileSync(path.join(optMl, 'input', 'config', 'resourceconfig.json'), JSON.stringify({ current_host: hosts[index], hosts }))
    const env = environment(version, optMl, { KENJA_HOST_ADDRESS: '127.0.0.1', KENJA_HOST_PORTS: ports.join(','), ...more })
    return runToEnd(process.execPath, [path.join(image, 'train.mjs')], env)
  })
  const ended = await Promise.all(runs)
  return ended.map(({ status, log }, index) => ({ status, log, ...leftIn(folders[index] as string) }))
}

export async function runToEnd(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<{ status: number | null; log: string }> {
  const child = spawn(command, args, { env })
  let log = ''
  child.stdout.on('data', (chunk) => (log += chunk))
  child.stderr.on('data', (chunk) => (log += chunk))
  const [status] = (await once(child, 'close')) as [number | null]
  return { status, log }
}

const leftIn = (optMl: string): Pick<JobResult, 'failure' | 'model'> => {
  const failure = path.join(optMl, 'output', 'failure')
  return { failure: existsSync(failure) ? readFileSync(failure, 'utf8') : '', model: path.join(optMl, 'model', 'xgboost-model') }
}

/** Runs the image's `train`. */
export function train(version: string, optMl: string): JobResult {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(image, 'train.mjs')], { encoding: 'utf8', env: environment(version, optMl) })
  return { status, log: stdout + stderr, ...leftIn(optMl) }
}

export interface Endpoint {
  invoke(
    body: string | Buffer,
    contentType?: string,
    accept?: string,
  ): Promise<{ readonly status: number; readonly contentType: string; readonly text: string }>
  request(path: string): Promise<{ readonly status: number; readonly text: string }>
  /** Any request of the container's contract. */
  send(head: RequestHead, body: string | Buffer): Promise<{ readonly status: number; readonly contentType: string; readonly text: string }>
  close(): Promise<void>
  readonly log: () => string
}

/** Starts the image's `serve` and connects to it. */
export async function serve(version: string, optMl: string, more: Readonly<Record<string, string>> = {}): Promise<Endpoint> {
  const socketPath = path.join(optMl, 's')
  const child = spawn(process.execPath, [path.join(image, 'serve.mjs')], { env: environment(version, optMl, { KENJA_SERVE_SOCKET: socketPath, ...more }) })
  let said = ''
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk
      if (said.includes('Model loaded successfully')) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', () => reject(new Error(`serve ended: ${said}`)))
  })
  const socket = connect(socketPath)
  const waiting = new Map<number, (answer: { head: ResponseHead; body: Buffer }) => void>()
  readFrames<ResponseHead>(socket, ({ id, head, body }) => waiting.get(id)?.({ head, body }))
  let last = 0
  const send = (head: RequestHead, body: Buffer) =>
    new Promise<{ status: number; contentType: string; text: string }>((resolve) => {
      const id = ++last
      waiting.set(id, ({ head: answer, body: content }) => resolve({ status: answer.status, contentType: answer.contentType ?? '', text: content.toString() }))
      socket.write(encodeFrame(id, head, body))
    })
  return {
    invoke: (body, contentType, accept) => send({ path: '/invocations', ...(contentType && { contentType }), ...(accept && { accept }) }, Buffer.from(body)),
    request: (name) => send({ path: name }, Buffer.alloc(0)),
    send: (head, body) => send(head, Buffer.from(body)),
    close: () => stop(child, () => socket.destroy()),
    log: () => said,
  }
}

async function stop(child: ChildProcess, before: () => void): Promise<void> {
  before()
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  assert.equal(await ended, 0, 'serve ends quietly on SIGTERM')
}
