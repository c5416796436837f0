/** Takes an endpoint's steps (`endpoint.run.ts` says which): model files, processes, health checks, the switch of the traffic, logs, metrics, the end. */
import { rm } from 'node:fs/promises'
import { lowerId } from '../lib/ids.ts'
import { type Limits, nextLookMs, nextStep, pauseMs, type Seen, type Step, startupMs } from '../services/sagemaker/endpoint/endpoint.run.ts'
import * as endpoints from '../services/sagemaker/endpoint/endpoint.store.ts'
import {
  type Endpoint,
  failNext,
  type Instance,
  instancesOf,
  settleCapacities,
  switchFleets,
  type Variant,
  withInstance,
  withVariant,
} from '../services/sagemaker/endpoint/endpoint.ts'
import { followLog, type LogFollower } from './container-log.ts'
import { hostingTask, modelDirectories, serveSocket } from './endpoint.task.ts'
import { createErrands } from './errands.ts'
import { type WatchLimits, waitForPing, watchProcess } from './health-check.ts'
import type { Images } from './images.ts'
import type { Engine, Life } from './life.ts'
import {
  HOSTING_STOP_GRACE_MS,
  HUNG_STOP_GRACE_MS,
  MAX_PROCESSES_PER_VARIANT,
  METRICS_FLUSH_MS,
  MODEL_PATIENCE_MS,
  STARTUP_ATTEMPTS,
  STARTUP_HEALTH_CHECK_MS,
  WATCH,
} from './limits.ts'
import { fetchModel } from './model-files.ts'
import { ModelHost } from './model-host.ts'
import type { TaskAccess } from './notebook-task.ts'
import { resourceRecords, scopeOf, wake } from './resource-records.ts'
import type { ServingTable } from './serving.ts'
import { optMlOf } from './training-job.task.ts'

const SERVICE = 'sagemaker.amazonaws.com'
/** A process that ran for so long did not fail to start: counting its ends begins anew. */
const STEADY_MS = 60_000
const METRICS_NAMESPACE = 'AWS/SageMaker'

export interface EndpointLifeOptions {
  readonly images: Images
  readonly access: TaskAccess
  readonly serving: ServingTable
  /** Hears of failures in reading a process's output; reading goes on. */
  readonly onError: (error: unknown) => void
  readonly limits?: Partial<Limits>
  readonly stopGraceMs?: number
  /** Milliseconds that only grow. */
  readonly monotonicMs: () => number
  readonly watch?: Partial<WatchLimits>
}

interface Attention {
  readonly follower: LogFollower
  readonly unwatch: () => void
}

export const endpointLife = (options: EndpointLifeOptions): Life => new EndpointLife(options)

const { read, change } = resourceRecords(endpoints.findByArn, endpoints.save)
const workDirectory = (instance: Instance, engine: Engine): string => engine.workDirectory('endpoint', instance.id)

class EndpointLife implements Life {
  readonly kind = 'endpoint'
  readonly #options: EndpointLifeOptions
  readonly #limits: Limits
  readonly #errands = createErrands()
  /** By task. */
  readonly #attention = new Map<string, Attention>()
  readonly #flushedAtMs = new Map<string, number>()
  /** By task, of multi-model endpoints. */
  readonly #modelHosts = new Map<string, ModelHost>()

  constructor(options: EndpointLifeOptions) {
    this.#options = options
    this.#limits = { startupMs: STARTUP_HEALTH_CHECK_MS, startupAttempts: STARTUP_ATTEMPTS, processesPerVariant: MAX_PROCESSES_PER_VARIANT, ...options.limits }
  }

  /** Asked for at the start, before anything else: endpoints in service answer from then on, by the processes that outlived the server. */
  unsettled(engine: Engine): string[] {
    const found = engine.transact({ account: '', region: '' }, ({ db }) => endpoints.unsettled(db))
    for (const endpoint of found) this.#publish(endpoint, engine)
    return found.map(({ arn }) => arn)
  }

  async advance(arn: string, engine: Engine): Promise<number | undefined> {
    for (;;) {
      const endpoint = read(arn, engine)
      if (!endpoint) return undefined
      const seen = this.#look(endpoint, engine)
      const step = nextStep(endpoint, seen, this.#limits)
      if (!step) {
        this.#flushMetrics(endpoint, engine)
        // By the same clock reading as the plan: a pause that ended in between would be waited for by nobody.
        const lookMs = nextLookMs(endpoint, seen.nowMs)
        return endpoint.state.live ? Math.min(lookMs ?? METRICS_FLUSH_MS, METRICS_FLUSH_MS) : lookMs
      }
      await this.#take(step, endpoint, engine)
    }
  }

  async suspend(engine: Engine): Promise<void> {
    const found = engine.transact({ account: '', region: '' }, ({ db }) => endpoints.unsettled(db))
    const ended = found.flatMap((endpoint) =>
      [...instancesOf(endpoint.state.live), ...instancesOf(endpoint.state.next)].map(async (instance) => {
        await this.#release(endpoint.arn, instance, engine)
        change(endpoint.arn, engine, (fresh) => withInstance(fresh, instance.id, ({ id }) => ({ ...newInstance(), id })))
      }),
    )
    await Promise.all(ended)
  }

  close(): void {
    for (const { follower, unwatch } of this.#attention.values()) {
      follower.stop()
      unwatch()
    }
    this.#attention.clear()
    this.#errands.forget('')
    this.#options.serving.close()
  }

  #look(endpoint: Endpoint, engine: Engine): Seen {
    return {
      nowMs: engine.now().getTime(),
      instance: ({ taskId }) => ({
        task: engine.driver.inspect(taskId),
        files: this.#errands.look(`${endpoint.arn} ${taskId} files`),
        ping: this.#errands.look(`${endpoint.arn} ${taskId} ping`),
        stop: this.#errands.look(`${endpoint.arn} ${taskId} stop`),
        following: this.#attention.has(taskId),
        watch: this.#errands.look(`${endpoint.arn} ${taskId} watch`),
      }),
    }
  }

  /** Traffic goes where the record says. */
  #publish(endpoint: Endpoint, engine: Engine): void {
    const { live } = endpoint.state
    if (!live || endpoint.status === 'Deleting') {
      this.#options.serving.withdraw(endpoint)
      return
    }
    const processes = (variant: Variant) =>
      variant.instances
        .filter(({ healthy }) => healthy)
        .map((instance) => ({
          taskId: instance.taskId,
          socket: serveSocket(engine.driver, instance.taskId),
          ...(variant.container.multiModel ? { models: this.#modelHost(endpoint, variant, instance, engine) } : {}),
        }))
    const variants = live.variants.map((variant) => ({ name: variant.name, weight: variant.weight, processes: processes(variant) }))
    this.#options.serving.publish(endpoint, variants)
  }

  #modelHost(endpoint: Endpoint, { container }: Variant, instance: Instance, engine: Engine): ModelHost {
    const known = this.#modelHosts.get(instance.taskId)
    if (known) return known
    const host = new ModelHost(
      {
        account: endpoint.account,
        region: endpoint.region,
        endpointName: endpoint.name,
        prefix: container.modelDataUrl ?? '',
        role: () => engine.as(container.roleArn ?? '', SERVICE, endpoint.region),
        ...modelDirectories(engine.driver, instance.taskId, workDirectory(instance, engine)),
        cache: container.multiModel?.cache ?? true,
        patienceMs: MODEL_PATIENCE_MS,
      },
      () => engine.now().getTime(),
    )
    this.#modelHosts.set(instance.taskId, host)
    return host
  }

  /** Writes and publishes in one go: no request can come in between. */
  #change(endpoint: Endpoint, engine: Engine, next: (endpoint: Endpoint, now: Date) => Endpoint): void {
    change(endpoint.arn, engine, next)
    const fresh = engine.transact(endpoint, (ports) => endpoints.findByArn(ports, endpoint.arn))
    if (fresh) this.#publish(fresh, engine)
  }

  #take(step: Step, endpoint: Endpoint, engine: Engine): void | Promise<void> {
    switch (step.do) {
      case 'add':
        return this.#change(endpoint, engine, (fresh) =>
          withVariant(fresh, step.where, step.variant.name, (variant) => ({ ...variant, instances: [...variant.instances, newInstance()] })),
        )
      case 'retire':
        return this.#change(endpoint, engine, (fresh) => retireLast(fresh, step.where, step.variant.name))
      case 'gather':
        return this.#begin('files', endpoint, step.instance, engine, (signal) => this.#gather(endpoint, step.instance, step.variant as Variant, engine, signal))
      case 'start':
        return this.#start(endpoint, step.instance, step.variant as Variant, engine)
      case 'follow':
        return this.#follow(endpoint, step.instance, step.variant as Variant, engine)
      case 'ping': {
        const timeoutMs = startupMs(step.variant as Variant, this.#limits)
        return this.#begin('ping', endpoint, step.instance, engine, (signal) =>
          waitForPing(serveSocket(engine.driver, step.instance.taskId), timeoutMs, signal),
        )
      }
      case 'healthy':
        return this.#change(endpoint, engine, (fresh) => withInstance(fresh, step.instance.id, (instance) => ({ ...instance, healthy: true })))
      case 'renew':
        return this.#renew(endpoint, step.instance, step.afterMs, engine, step.hung)
      case 'watch':
        return this.#begin('watch', endpoint, step.instance, engine, (signal) => this.#watch(step.instance, engine, signal))
      case 'stop':
        this.#publish(endpoint, engine)
        return this.#begin('stop', endpoint, step.instance, engine, () => this.#stop(step.instance, engine))
      case 'forget':
        return this.#forget(endpoint, step.instance, engine)
      case 'switch':
        return this.#change(endpoint, engine, switchFleets)
      case 'settle':
        return this.#change(endpoint, engine, settleCapacities)
      case 'fail-next':
        return this.#change(endpoint, engine, (fresh, now) => failNext(fresh, step.reason, now))
      case 'remove':
        return this.#remove(endpoint, engine)
    }
  }

  #begin(errand: string, endpoint: Endpoint, { taskId }: Instance, engine: Engine, work: (signal: AbortSignal) => Promise<void>): void {
    this.#errands.begin(`${endpoint.arn} ${taskId} ${errand}`, work, () => wake(endpoint.arn, engine))
  }

  async #gather(endpoint: Endpoint, instance: Instance, { container }: Variant, engine: Engine, signal: AbortSignal): Promise<void> {
    const { images } = this.#options
    const role = container.roleArn === undefined ? undefined : engine.as(container.roleArn, SERVICE, endpoint.region)
    await Promise.all([images.prepare(images.resolve(container.image, 'serve')), fetchModel(role, container, optMlOf(workDirectory(instance, engine)), signal)])
  }

  async #start(endpoint: Endpoint, instance: Instance, variant: Variant, engine: Engine): Promise<void> {
    const { images, access } = this.#options
    try {
      const image = images.resolve(variant.container.image, 'serve')
      await engine.driver.start(
        hostingTask({ endpoint, variant, instance, image, images, access, driver: engine.driver, workDirectory: workDirectory(instance, engine) }),
      )
    } catch (error) {
      this.#options.onError(error)
      const comesUp = endpoint.state.next?.variants.some(({ instances }) => instances.some(({ id }) => id === instance.id))
      if (comesUp) return this.#change(endpoint, engine, (fresh, now) => failNext(fresh, (error as Error).message, now))
      return this.#renew(endpoint, instance, pauseMs(instance), engine)
    }
    change(endpoint.arn, engine, (fresh, now) => withInstance(fresh, instance.id, (started) => ({ ...started, startedMs: now.getTime() })))
  }

  #follow(endpoint: Endpoint, instance: Instance, variant: Variant, engine: Engine): void {
    const { taskId } = instance
    if (instance.startedMs === undefined) {
      change(endpoint.arn, engine, (fresh, now) => withInstance(fresh, instance.id, (started) => ({ ...started, startedMs: now.getTime() })))
    }
    if (this.#attention.has(taskId)) return
    const follower = followLog({
      file: engine.driver.outputFile(taskId),
      offset: engine.transact(endpoint, (ports) => endpoints.logOffset(ports, taskId)),
      deliver: deliverer(endpoint, instance, variant, engine),
      onError: this.#options.onError,
    })
    // Registered before the driver is asked: it calls back at once when the process is gone already.
    this.#attention.set(taskId, { follower, unwatch: () => unwatch() })
    const unwatch = engine.driver.onExit(taskId, () => wake(endpoint.arn, engine))
  }

  #watch({ taskId }: Instance, engine: Engine, signal: AbortSignal): Promise<void> {
    const { serving, monotonicMs, watch } = this.#options
    return watchProcess(serveSocket(engine.driver, taskId), { busy: () => serving.busy(taskId), monotonicMs, limits: { ...WATCH, ...watch }, signal })
  }

  /** The process is gone, or hung: out of the traffic, the rest of its log, and a new task in its place. */
  async #renew(endpoint: Endpoint, instance: Instance, afterMs: number, engine: Engine, hung?: string): Promise<void> {
    if (hung !== undefined) {
      this.#options.onError(`${endpoint.arn}: instance ${instance.id} is started again: ${hung}`)
      // Out of the traffic first: the others go on as if nothing were.
      this.#change(endpoint, engine, (fresh) => withInstance(fresh, instance.id, (sick) => ({ ...sick, healthy: false })))
    }
    await this.#release(endpoint.arn, instance, engine, hung === undefined ? undefined : HUNG_STOP_GRACE_MS)
    this.#change(endpoint, engine, (fresh, now) =>
      withInstance(fresh, instance.id, ({ id, crashes, startedMs }) => {
        const steady = startedMs !== undefined && now.getTime() - startedMs > STEADY_MS
        return { ...newInstance(), id, crashes: steady ? 1 : crashes + 1, notBeforeMs: now.getTime() + afterMs }
      }),
    )
  }

  async #stop({ taskId }: Instance, engine: Engine): Promise<void> {
    await this.#options.serving.drain(taskId)
    if (engine.driver.inspect(taskId).status === 'running') await engine.driver.stop(taskId, this.#options.stopGraceMs ?? HOSTING_STOP_GRACE_MS)
  }

  async #forget(endpoint: Endpoint, instance: Instance, engine: Engine): Promise<void> {
    await this.#release(endpoint.arn, instance, engine)
    await rm(workDirectory(instance, engine), { recursive: true, force: true })
    change(endpoint.arn, engine, (fresh) => without(fresh, instance.id))
  }

  /** Ends what this process does for a task, and the task itself; its log is whole before its output goes. */
  async #release(arn: string, { taskId }: Instance, engine: Engine, graceMs = this.#options.stopGraceMs ?? HOSTING_STOP_GRACE_MS): Promise<void> {
    const entry = this.#attention.get(taskId)
    const { status } = engine.driver.inspect(taskId)
    if (status === 'running') await engine.driver.stop(taskId, graceMs)
    await entry?.follower.drain()
    entry?.unwatch()
    this.#attention.delete(taskId)
    this.#modelHosts.delete(taskId)
    this.#errands.forget(`${arn} ${taskId} `)
    if (status !== 'unknown') await engine.driver.remove(taskId)
    engine.transact(scopeOf(arn), (ports) => endpoints.forgetLog(ports, taskId))
  }

  #remove(endpoint: Endpoint, engine: Engine): void {
    this.#flushMetrics(endpoint, engine, true)
    this.#flushedAtMs.delete(endpoint.arn)
    this.#options.serving.forget(endpoint)
    engine.transact(endpoint, (ports) => {
      endpoints.remove(ports, endpoint)
      ports.tags.drop(endpoint.arn)
      ports.wake(endpoint.arn)
    })
  }

  #flushMetrics(endpoint: Endpoint, engine: Engine, now = false): void {
    const at = engine.now()
    const last = this.#flushedAtMs.get(endpoint.arn) ?? 0
    if (!now && at.getTime() - last < METRICS_FLUSH_MS) return
    this.#flushedAtMs.set(endpoint.arn, at.getTime())
    const data = this.#options.serving.takeMetrics(endpoint, at)
    if (data.length > 0) engine.transact(endpoint, (ports) => ports.metrics.put(METRICS_NAMESPACE, data))
  }
}

const newInstance = (): Instance => ({ id: `i-${lowerId(17)}`, taskId: `endpoint-${lowerId(20)}`, healthy: false, crashes: 0, notBeforeMs: 0 })

/** Fewer are wanted: the last one leaves the traffic. */
function retireLast(endpoint: Endpoint, where: 'live' | 'next', name: string): Endpoint {
  const leaving = endpoint.state[where]?.variants.find((variant) => variant.name === name)?.instances.at(-1)
  if (!leaving) return endpoint
  const left = withVariant(endpoint, where, name, (variant) => ({ ...variant, instances: variant.instances.slice(0, -1) }))
  return { ...left, state: { ...left.state, retired: [...left.state.retired, leaving] } }
}

/** A stopped process is no part of the endpoint any more. */
function without(endpoint: Endpoint, id: string): Endpoint {
  let left: Endpoint = { ...endpoint, state: { ...endpoint.state, retired: endpoint.state.retired.filter((instance) => instance.id !== id) } }
  for (const where of ['live', 'next'] as const) {
    for (const { name } of left.state[where]?.variants ?? []) {
      left = withVariant(left, where, name, (variant) => ({ ...variant, instances: variant.instances.filter((instance) => instance.id !== id) }))
    }
  }
  return left
}

function deliverer(endpoint: Endpoint, { id, taskId }: Instance, variant: Variant, engine: Engine) {
  return (lines: readonly string[], offset: number): void =>
    engine.transact(endpoint, (ports) => {
      const timestamp = ports.now.getTime()
      if (lines.length > 0) {
        engine.logsAs(variant.container.roleArn, SERVICE, ports).put(
          `/aws/sagemaker/Endpoints/${endpoint.name}`,
          `${variant.name}/${id}`,
          lines.map((message) => ({ timestamp, message })),
        )
      }
      endpoints.setLogOffset(ports, taskId, offset)
    })
}
