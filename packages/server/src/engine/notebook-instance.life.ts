/**
 * A notebook instance's life: makes the environment when it is the user's first, starts Jupyter, says where it listens, and ends it again.
 * Jupyter outlives the server; a new server finds it by the task's id and goes on watching.
 */
import { rmSync } from 'node:fs'
import type { Driver, TaskState } from '../compute/driver.ts'
import type { Ports } from '../operation.ts'
import { parseSagemakerArn } from '../services/sagemaker/arn.ts'
import * as instances from '../services/sagemaker/notebook-instance/notebook-instance.store.ts'
import { become, type NotebookInstance, withProgress } from '../services/sagemaker/notebook-instance/notebook-instance.ts'
import { followLog, type LogFollower } from './container-log.ts'
import { createErrands } from './errands.ts'
import type { Engine, Life } from './life.ts'
import { MAX_FAILURE_REASON, type NotebookLimits, notebookLimits } from './notebook-limits.ts'
import { writeLog } from './notebook-log.ts'
import { beforeJupyterMs, HOOKS, planStart } from './notebook-plan.ts'
import type { NotebookEnvironment, NotebookRuntime } from './notebook-runtime.ts'
import {
  failureOf,
  jupyterSocket,
  type NotebookPlaces,
  newJupyterToken,
  newTaskId,
  notebookSpec,
  onCreateIsDone,
  SERVICE,
  SESSION_NAME,
  scriptLog,
  type TaskAccess,
  writeNotebookFiles,
} from './notebook-task.ts'
import type { NotebookUpstreams } from './notebook-upstreams.ts'

export interface NotebookLifeOptions {
  /** `images/notebook`. */
  readonly imageDirectory: string
  readonly runtime: NotebookRuntime
  readonly access: TaskAccess
  readonly upstreams: NotebookUpstreams
  readonly onError: (error: unknown) => void
  readonly limits?: NotebookLimits
}

const KIND = 'notebook-instance'

export function createNotebookInstanceLife(options: NotebookLifeOptions): Life {
  const lives = new Map<string, NotebookLife>()
  return {
    kind: KIND,
    unsettled: (engine) => engine.transact({ account: '', region: '' }, ({ db }) => instances.unsettled(db)),
    async advance(arn, engine) {
      const life = lives.get(arn) ?? new NotebookLife(arn, engine, options)
      lives.set(arn, life)
      const again = await life.advance()
      if (life.atRest) lives.delete(arn)
      return again
    },
    async suspend() {
      await Promise.all([...lives.values()].map((life) => life.suspend()))
    },
    close() {
      for (const life of lives.values()) life.close()
      lives.clear()
    },
  }
}

/** Plain processes are on the machine's network, whatever was asked. */
const reachesEverything = ({ isolation }: Driver): boolean => !isolation.network && isolation.driver !== 'mock'
const NO_NETWORK_OF_ITS_OWN =
  'DirectInternetAccess is Disabled, and without a sandbox a notebook instance cannot be kept from the internet: Kenja runs it as a plain process here (see kenja doctor).'

/** `again`: take the next step now; a number: look again after so many milliseconds; undefined: wait to be woken. */
type Next = 'again' | number | undefined

class NotebookLife {
  /** Nothing runs and nothing is wished: the object may go. */
  atRest = false
  readonly #arn: string
  readonly #engine: Engine
  readonly #options: NotebookLifeOptions
  readonly #limits: NotebookLimits
  readonly #scope: { readonly account: string; readonly region: string }
  readonly #key: string
  readonly #errands = createErrands()
  #watched: { readonly taskId: string; readonly logs: readonly LogFollower[]; readonly unwatch: () => void } | undefined

  constructor(arn: string, engine: Engine, options: NotebookLifeOptions) {
    const parsed = parseSagemakerArn(arn)
    if (!parsed) throw new Error(`${arn} is no notebook instance`)
    this.#arn = arn
    this.#engine = engine
    this.#options = options
    this.#limits = options.limits ?? notebookLimits
    this.#scope = { account: parsed.account, region: parsed.region }
    this.#key = `${parsed.account}-${parsed.region}-${parsed.name}`
  }

  /** Asking makes the directories: only for who uses them. */
  #places(): NotebookPlaces {
    const engine = this.#engine
    return { work: engine.workDirectory(KIND, this.#key), volume: engine.volumeDirectory(KIND, this.#key), image: this.#options.imageDirectory }
  }

  async advance(): Promise<number | undefined> {
    for (;;) {
      const instance = this.#read()
      const next = instance ? await this.#step(instance) : this.#rest()
      if (next !== 'again') return next
    }
  }

  #step(instance: NotebookInstance): Next | Promise<Next> {
    this.atRest = false
    switch (instance.status) {
      case 'Pending':
        return this.#pending(instance)
      case 'InService':
        return this.#inService(instance)
      case 'Stopping':
        return this.#stopping(instance)
      case 'Deleting':
        return this.#deleting(instance)
      case 'Updating':
        // The settings are in effect from the next start; nothing runs that could be changed.
        return this.#change(instance, (current, { now }) => become(current, 'Stopped', now))
      case 'Stopped':
      case 'Failed':
        return this.#rest()
    }
  }

  async #pending(instance: NotebookInstance): Promise<Next> {
    const { taskId, token = '', startedMs = 0 } = instance.progress
    const environment = this.#environment(instance)
    if (environment.state === 'failed') return this.#fail(instance, environment.reason)
    if (environment.state !== 'done') return undefined
    if (taskId === undefined) {
      const start = (current: NotebookInstance, { now }: Ports) =>
        withProgress({ ...current, logOffset: 0 }, { taskId: newTaskId(), token: newJupyterToken(), startedMs: now.getTime() })
      return this.#change(instance, start)
    }
    const state = this.#engine.driver.inspect(taskId)
    if (state.status === 'unknown') return this.#start(instance, environment.value)
    if (state.status === 'exited') {
      const reason = failureOf(this.#places())
      return reason === undefined ? this.#crashed(instance, state) : this.#fail(instance, reason)
    }
    this.#follow(instance)
    if (await this.#options.runtime.isReady(jupyterSocket(this.#engine.driver, taskId), token, this.#limits.questionMs)) {
      this.#errands.forget('')
      return this.#change(instance, (current, { now }) => ({ ...become(current, 'InService', now, current.progress), created: true }))
    }
    const waitedMs = this.#engine.now().getTime() - startedMs
    if (waitedMs <= this.#limits.answerMs + beforeJupyterMs(instance, this.#limits)) return this.#limits.answerPollMs
    return this.#fail(instance, `The Jupyter server did not answer within ${this.#limits.answerMs / 1000} s. ${logHint(instance)}`)
  }

  /** Asked for at each start, because the environment may have been deleted meanwhile. */
  #environment(instance: NotebookInstance) {
    const KEY = 'environment'
    const say = (line: string) => this.#engine.transact(this.#scope, (ports) => writeLog(this.#logged(ports, instance), instance, [line]))
    const errand = this.#errands.look<NotebookEnvironment>(KEY)
    if (errand.state === 'idle') this.#errands.begin(KEY, (signal) => this.#options.runtime.prepare(say, signal), this.#wake)
    return errand
  }

  async #start(instance: NotebookInstance, environment: NotebookEnvironment): Promise<Next> {
    const { driver } = this.#engine
    if (instance.request.DirectInternetAccess === 'Disabled' && reachesEverything(driver)) return this.#fail(instance, NO_NETWORK_OF_ITS_OWN)
    try {
      // A role that is gone, or no longer trusts SageMaker, shows here and not in the user's first cell.
      this.#engine.credentials(instance.request.RoleArn ?? '', SERVICE, SESSION_NAME, ROLE_CHECK_SECONDS)
      const places = this.#places()
      const certificate = await this.#options.access.localhostCertificate()
      const plan = this.#engine.transact(this.#scope, (ports) => {
        const caveats = caveatsOf(instance)
        if (caveats.length > 0) writeLog(this.#logged(ports, instance), instance, caveats)
        return planStart(ports, instance, environment, certificate, this.#limits)
      })
      const spec = notebookSpec(instance, environment, places, this.#options.access, driver)
      writeNotebookFiles(places, instance, plan, driver, spec)
      await driver.start(spec)
    } catch (error) {
      return this.#fail(instance, (error as Error).message)
    }
    return 'again'
  }

  async #inService(instance: NotebookInstance): Promise<Next> {
    const { taskId = '', token = '' } = instance.progress
    const state = this.#engine.driver.inspect(taskId)
    if (state.status !== 'running') return this.#crashed(instance, state)
    const socketPath = jupyterSocket(this.#engine.driver, taskId)
    this.#options.upstreams.set(instance, { socketPath, token })
    this.#follow(instance)
    return undefined
  }

  /** Jupyter ended by itself: again, but not for ever. */
  async #crashed(instance: NotebookInstance, state: TaskState): Promise<Next> {
    const { crashes = 0, startedMs = 0 } = instance.progress
    const wasSound = this.#engine.now().getTime() - startedMs > this.#limits.soundAfterMs
    const count = (wasSound ? 0 : crashes) + 1
    const how = howItEnded(state, instance)
    if (count > this.#limits.restarts) return this.#fail(instance, `The Jupyter server ended ${count} times in a row: ${how}. ${logHint(instance)}`)
    await this.#endTask(instance)
    return this.#change(instance, (current, ports) => {
      writeLog(this.#logged(ports, current), current, [`The Jupyter server ended: ${how}. It is started again.`])
      return become(current, 'Pending', ports.now, { crashes: count })
    })
  }

  async #stopping(instance: NotebookInstance): Promise<Next> {
    await this.#endTask(instance)
    rmSync(this.#places().work, { recursive: true, force: true })
    return this.#change(instance, (current, { now }) => become(current, 'Stopped', now))
  }

  async #deleting(instance: NotebookInstance): Promise<Next> {
    await this.#endTask(instance)
    const { work, volume } = this.#places()
    for (const place of [work, volume]) rmSync(place, { recursive: true, force: true })
    this.#engine.transact(this.#scope, (ports) => {
      if (instance.networkInterfaceId !== undefined) ports.network.detach(instance.networkInterfaceId)
      instances.remove(ports, instance)
      ports.tags.drop(this.#arn)
      ports.wake(this.#arn)
    })
    return this.#rest()
  }

  async #fail(instance: NotebookInstance, reason: string): Promise<Next> {
    await this.#endTask(instance)
    const created = instance.created || onCreateIsDone(this.#places())
    return this.#change(instance, (current, ports) => {
      writeLog(this.#logged(ports, current), current, [reason])
      return { ...become(current, 'Failed', ports.now, { failureReason: reason.slice(0, MAX_FAILURE_REASON) }), created }
    })
  }

  /** Kernels, then Jupyter, then what the driver knows of them; the log is whole before. */
  async #endTask(instance: NotebookInstance): Promise<void> {
    const { driver } = this.#engine
    const { taskId } = instance.progress
    this.#options.upstreams.remove(instance)
    if (taskId === undefined) return
    if (driver.inspect(taskId).status === 'running') await driver.stop(taskId, this.#limits.stopGraceMs)
    this.#follow(instance)
    for (const log of this.#watched?.logs ?? []) await log.drain()
    this.#unwatch()
    await driver.remove(taskId)
  }

  #follow(instance: NotebookInstance): void {
    const { taskId } = instance.progress
    if (taskId === undefined || this.#watched?.taskId === taskId) return
    this.#unwatch()
    const { driver } = this.#engine
    const jupyter = this.#followFile(taskId, driver.outputFile(taskId), instance.logOffset, (ports, current, lines, offset) => {
      writeLog(this.#logged(ports, current), current, lines)
      return { ...current, logOffset: offset }
    })
    const places = this.#places()
    const scripts = (instance.request.LifecycleConfigName ? HOOKS : []).map((hook) => {
      const stream = `LifecycleConfig${hook}` as const
      return this.#followFile(taskId, scriptLog(places, hook), instance.progress.scriptOffsets?.[stream] ?? 0, (ports, current, lines, offset) => {
        writeLog(this.#logged(ports, current), current, lines, stream)
        return withProgress(current, { scriptOffsets: { ...current.progress.scriptOffsets, [stream]: offset } })
      })
    })
    this.#watched = { taskId, logs: [jupyter, ...scripts], unwatch: driver.onExit(taskId, this.#wake) }
  }

  /** `take` writes the lines and answers the instance with what was read remembered. */
  #followFile(
    taskId: string,
    file: string,
    offset: number,
    take: (ports: Ports, current: NotebookInstance, lines: readonly string[], offset: number) => NotebookInstance,
  ): LogFollower {
    const deliver = (lines: readonly string[], readTo: number) =>
      this.#engine.transact(this.#scope, (ports) => {
        const current = instances.findByArn(ports, this.#arn)
        if (current?.progress.taskId === taskId) instances.update(ports, take(ports, current, lines, readTo))
      })
    return followLog({ file, offset, deliver, onError: this.#options.onError })
  }

  /** What the instance's role may write. */
  #logged(ports: Ports, { request }: NotebookInstance): Pick<Ports, 'logs' | 'now'> {
    return { logs: this.#engine.logsAs(request.RoleArn, SERVICE, ports), now: ports.now }
  }

  #unwatch(): void {
    for (const log of this.#watched?.logs ?? []) log.stop()
    this.#watched?.unwatch()
    this.#watched = undefined
  }

  #rest(): undefined {
    this.atRest = true
    this.close()
    return undefined
  }

  /** Jupyter and its kernels end with Kenja; the next server starts them afresh, as after a Stop and a Start. */
  async suspend(): Promise<void> {
    const instance = this.#read()
    if (instance?.status !== 'InService' && instance?.status !== 'Pending') return
    await this.#endTask(instance)
    this.#change(instance, (current, { now }) => become(current, 'Pending', now))
  }

  /** Stops watching; Jupyter goes on. */
  close(): void {
    this.#errands.forget('')
    this.#unwatch()
  }

  #read(): NotebookInstance | undefined {
    return this.#engine.transact(this.#scope, (ports) => instances.findByArn(ports, this.#arn))
  }

  /** Writes the change unless a call has changed the wish since `from` was read; either way the next step looks again. */
  #change(from: NotebookInstance, to: (current: NotebookInstance, ports: Ports) => NotebookInstance): 'again' {
    this.#engine.transact(this.#scope, (ports) => {
      const current = instances.findByArn(ports, this.#arn)
      if (current?.status !== from.status || current.progress.taskId !== from.progress.taskId) return
      instances.update(ports, to(current, ports))
      ports.wake(this.#arn)
    })
    return 'again'
  }

  readonly #wake = (): void => this.#engine.transact(this.#scope, ({ wake }) => wake(this.#arn))
}

/** The shortest that STS gives; the credentials are thrown away. */
const ROLE_CHECK_SECONDS = 900

/** What a setting asks for and this machine does not do, for the instance's log. */
function caveatsOf({ request: { AcceleratorTypes: [accelerator] = [], KmsKeyId: key } }: NotebookInstance): string[] {
  const caveats: string[] = []
  if (accelerator) caveats.push(`Elastic Inference (${accelerator}): AWS has ended it, and nothing is attached to this instance.`)
  if (key) caveats.push(`KmsKeyId ${key}: the key must stay enabled for every start, but the volume is a directory of this machine and not itself encrypted.`)
  return caveats
}

const logHint = ({ name }: NotebookInstance) => `See the log stream ${name}/jupyter.log.`

function howItEnded(state: TaskState, { request }: NotebookInstance): string {
  if (state.status !== 'exited') return 'it is gone'
  if (state.reason === 'memory') return `it and its kernels needed more memory than ${request.InstanceType} has`
  if (state.reason === 'lost') return 'the machine was restarted, or its process was killed'
  return state.signal === undefined ? `exit code ${state.exitCode}` : state.signal
}
