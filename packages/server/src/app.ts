/** The composition root: the only place that knows concrete parts. It opens what lasts, binds the services to their ports, and starts gateway and engine. */
import { join, resolve } from 'node:path'
import { createAuthorizer } from './app/authorize.ts'
import { type ContextParts, createContext, createPorts } from './app/context.ts'
import { createEngine, roleCredentials } from './app/engine.ts'
import { deleteKeysRegularly } from './app/key-deletion.ts'
import { createKeyUse } from './app/key-use.ts'
import { createKeyring } from './app/keyring.ts'
import { createLives, type LivesParts } from './app/lives.ts'
import { migrations } from './app/migrations.ts'
import { refuseOpenNetwork } from './app/network.ts'
import { rootKey } from './app/root-key.ts'
import { services } from './app/services.ts'
import { createSignInDesk } from './app/sign-in-desk.ts'
import { sinks } from './app/sinks.ts'
import { createTaskAccess } from './app/task-access.ts'
import { createTrailRecorder } from './app/trail.ts'
import { deliverTrails } from './app/trail-delivery.ts'
import { isolationLogEvents } from './compute/describe-isolation.ts'
import type { Driver } from './compute/driver.ts'
import { gatewaySocketPath } from './compute/process/socket-directory.ts'
import type { Config } from './config.ts'
import { createDispatcher, type Dispatcher } from './dispatcher.ts'
import { createImages } from './engine/images.ts'
import type { TaskAccess } from './engine/notebook-task.ts'
import { createNotebookUpstreams } from './engine/notebook-upstreams.ts'
import { createReconciler, type Reconciler } from './engine/reconciler.ts'
import { createServing, type ServingTable } from './engine/serving.ts'
import { caBundleFile } from './gateway/certificate-authority.ts'
import { createGateway, type Gateway, type GatewayParts } from './gateway/gateway.ts'
import { issueProxyToken, PROXY_PURPOSE } from './gateway/proxy-token.ts'
import { createChanges } from './lib/changes.ts'
import type { Clock } from './lib/clock.ts'
import { createSealer } from './lib/seal.ts'
import { createVault } from './lib/vault.ts'
import { FileObjects } from './objects/file-objects.ts'
import { ServiceError, type Serving } from './operation.ts'
import { encodeMessage } from './services/iam/authorization-message.ts'
import { signInSession } from './services/iam/sessions.ts'
import { isReferenced } from './services/s3/blob.store.ts'
import { fdatasyncFile, type Sync } from './store/barrier.ts'
import { type Home, openHome, writeProfiles } from './store/home.ts'
import { readRootPassword } from './store/root-password.ts'
import { openStore, type Store } from './store/store.ts'

export interface MadeDriver {
  readonly driver: Driver
  /** Why there is no sandbox, when there is none. */
  readonly withoutSandbox?: string | undefined
  /** Stops watching; tasks go on. */
  close?(): void
}

export interface AppOptions {
  readonly config: Config
  readonly clock: Clock
  /** When this process began. */
  readonly startedAt: Date
  readonly nodePath: string
  /** Folders that stand for container images; the project's `images/` unless a test brings its own. */
  readonly imagesRoot?: string
  /** Addresses of the internet that files of this machine answer. */
  readonly mirrored?: Readonly<Record<string, string>>
  /** The environment of programs that run as the user's own, outside any sandbox. */
  readonly hostEnvironment: Readonly<Record<string, string>>
  /** Makes the compute driver; `port` is the gateway's, known once it listens. */
  makeDriver(home: string, port: () => number): Promise<MadeDriver>
  log(line: string): void
  /** Brings the write-ahead log to the disk; tests bring their own. */
  readonly sync?: Sync
  /** The gateway's limits where they differ from the defaults; for tests. */
  readonly gatewayLimits?: GatewayParts['limits']
  /** When a serving process counts as hung; for tests. */
  readonly watch?: LivesParts['watch']
}

export interface App {
  readonly url: string
  readonly port: number
  readonly driver: Driver
  readonly withoutSandbox: string | undefined
  /** The root's access key. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }
  readonly store: Store
  /** Brings everything that trails have not delivered yet into their buckets, now instead of within a minute. */
  deliverTrails(): Promise<void>
  /** Deletes KMS's keys whose time has come, now instead of within an hour. */
  deleteDueKeys(): void
  /** Resolves when no resource is being advanced and none is due. */
  idle(): Promise<void>
  /**
   * Answers what is under way, then ends. Tasks go on; the next start of this home adopts them.
   * With `suspend`, endpoints and notebooks end too, and come back with the next start.
   */
  stop(suspend?: 'suspend'): Promise<void>
}

const projectRoot = resolve(import.meta.dirname, '../../..')

/** How often everything unsettled is looked at even when nobody says so. */
const LOOK_EVERY_MS = 60_000
const CHECKPOINT_BYTES = 16 * 1024 * 1024
const BUSY_TIMEOUT_MS = 5_000
const SIGN_IN_SECONDS = 12 * 3600
/** Also how old bytes must be that nobody refers to: no upload lies that long between its bytes and its record. */
const SWEEP_EVERY_MS = 24 * 3_600_000
const FIRST_SWEEP_MS = 60_000

/** Starts a server. Rejects with HomeRefused, MigrationRefused, NetworkRefused, PortTaken or SandboxRefused, whose messages are for the user. */
export async function startApp(options: AppOptions): Promise<App> {
  const home = openHome(options.config.home)
  let store: Store | undefined
  try {
    refuseOpenNetwork(options.config)
    store = openStore({
      file: join(home.path, 'kenja.db'),
      migrations,
      now: options.clock.now(),
      sync: options.sync ?? fdatasyncFile,
      checkpointBytes: CHECKPOINT_BYTES,
      busyTimeoutMs: BUSY_TIMEOUT_MS,
    })
    return await assemble(options, home, store)
  } catch (error) {
    await store?.close()
    home.release()
    throw error
  }
}

const lateServing = (find: () => Serving | undefined): Serving => ({
  invoke(scope, endpointName, request) {
    const serving = find()
    if (!serving) throw new ServiceError('ServiceUnavailable', 'Kenja is still starting.', 503)
    return serving.invoke(scope, endpointName, request)
  },
})

type Core = ReturnType<typeof createCore>

/** What both halves of the server, gateway and engine, share. */
function createCore(options: AppOptions, home: Home, store: Store, serving: () => Serving | undefined, notebooks: ContextParts['notebooks']) {
  const { config, clock, log, nodePath, hostEnvironment, imagesRoot = join(projectRoot, 'images') } = options
  const changes = createChanges()
  const images = createImages({ root: imagesRoot, projectRoot, cacheRoot: config.cache, nodePath, hostEnvironment })
  const trail = createTrailRecorder({ store, now: () => clock.now(), region: config.region, log })
  const messageSealer = createSealer(home.secret, 'authorization-message')
  const authorizer = createAuthorizer(store, trail.allowed, (refused, now) => encodeMessage(messageSealer, now, refused))
  const context: ContextParts = {
    store,
    authorizer,
    trail,
    clock,
    account: config.accountId,
    // Accounts that Organizations made have roots without one.
    rootHasPassword: (account) => account === config.accountId && readRootPassword(home.path) !== undefined,
    objects: new FileObjects({ directory: join(home.path, 'objects'), now: () => clock.now().getTime(), durable: () => store.settle() }),
    sinks,
    sessionSealer: createSealer(home.secret, 'sts-session'),
    messageSealer,
    vault: createVault(home.secret, 'kms'),
    images,
    serving: lateServing(serving),
    quotas: config.quotas,
    notebooks,
    dispatcher: () => dispatcher,
    announce: changes.announce,
  }
  const keyUse = createKeyUse(store)
  const dispatcher: Dispatcher = createDispatcher({
    store,
    services,
    authorize(request, context, file) {
      authorizer.authorize(request, context, file)
      keyUse.note(request, context.now)
    },
    isSteady: (request, context, file) => !trail.dataIsSelected() && authorizer.isSteady(request, context, file),
    version: () => authorizer.version() + trail.version() + keyring.version(),
    repeated: (request) => keyUse.note(request, clock.now()),
    record: trail.record,
    contextOf: (call, region, woken) => createContext(context, call, region, woken),
    announce: changes.announce,
    logFailure: ({ call, service, operation }, error) =>
      log(`${call.id} ${service}:${operation} failed: ${error instanceof Error ? error.stack : String(error)}`),
  })
  // Keys are few and change rarely; whoever changes them says so by waking their owner.
  const keyring = createKeyring(store.db, context.sessionSealer, () => clock.now(), config.accountId)
  changes.listen((arn) => {
    if (arn.startsWith('arn:aws:iam:')) keyring.reload()
  })
  return { home, store, changes, context, dispatcher, images, keyring, upstreams: createNotebookUpstreams() }
}

function createEngineParts(options: AppOptions, core: Core, { driver }: MadeDriver, access: TaskAccess, serving: ServingTable): Reconciler {
  const { config, log, nodePath, hostEnvironment } = options
  const onError = (error: unknown) => log(`engine: ${error instanceof Error ? error.stack : String(error)}`)
  const engine = createEngine(core.context, core.home, driver)
  const lives = createLives({
    images: core.images,
    serving,
    imagesRoot: join(projectRoot, 'images'),
    cacheRoot: config.cache,
    nodePath,
    hostEnvironment,
    access,
    upstreams: core.upstreams,
    monotonicMs: options.clock.monotonicMs,
    watch: options.watch,
    onError,
  })
  const reconciler = createReconciler({
    engine,
    lives,
    lookEveryMs: LOOK_EVERY_MS,
    backOffMs: 1_000,
    longestBackOffMs: 60_000,
    parallel: 32,
    logFailure: (arn, error) => log(`engine: ${arn}: ${error instanceof Error ? error.stack : String(error)}`),
    after(ms, work) {
      const timer = setTimeout(work, ms)
      return () => clearTimeout(timer)
    },
  })
  core.changes.listen(reconciler.wake)
  return reconciler
}

function createGatewayParts(
  { config, clock, log, mirrored = {}, gatewayLimits = {} }: AppOptions,
  core: Core,
  exchangeToken: GatewayParts['roleCredentials'],
): GatewayParts {
  const { home, context } = core
  return {
    config,
    keyring: core.keyring,
    dispatcher: core.dispatcher,
    socketPath: gatewaySocketPath(home.path),
    mirrored,
    limits: gatewayLimits,
    settle: core.store.settle,
    changes: core.changes,
    clock,
    log,
    sealer: (purpose) => createSealer(home.secret, purpose),
    signIn: async (principal) => signInSession(context.sessionSealer, clock.now(), principal, SIGN_IN_SECONDS),
    desk: createSignInDesk({
      store: core.store,
      clock,
      home: home.path,
      account: config.accountId,
      sealer: context.sessionSealer,
      sessionSeconds: SIGN_IN_SECONDS,
      signedIn: context.trail.signedIn,
      reload: core.keyring.reload,
    }),
    roleCredentials: exchangeToken,
    notebookUpstream: core.upstreams.find,
  }
}

/** Bytes that nobody refers to: what a crash left between writing them and recording them. The age spares uploads under way. */
function sweepRegularly({ store, context }: Core, { log }: AppOptions): () => void {
  const sweep = () => {
    context.objects
      .sweep((blob) => isReferenced(store.db, blob), SWEEP_EVERY_MS)
      .catch((error: unknown) => log(`objects: ${error instanceof Error ? error.stack : String(error)}`))
  }
  const timer = setInterval(sweep, SWEEP_EVERY_MS)
  const first = setTimeout(sweep, FIRST_SWEEP_MS)
  return () => {
    clearInterval(timer)
    clearTimeout(first)
  }
}

/** CloudTrail takes about five minutes; nobody here should wait as long. */
const DELIVER_EVERY_MS = 60_000

function createDelivery({ store, context, dispatcher }: Core, { log }: AppOptions): { deliver(): Promise<void>; stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve()
  const deliver = () => {
    running = running.catch(() => undefined).then(() => deliverTrails({ store, dispatcher, now: () => context.clock.now(), flush: context.trail.flush }))
    return running
  }
  const failed = (error: unknown) => log(`trail: ${error instanceof Error ? error.stack : String(error)}`)
  const timer = setInterval(() => {
    deliver().catch(failed)
  }, DELIVER_EVERY_MS)
  return {
    deliver,
    async stop() {
      clearInterval(timer)
      await running.catch(failed)
      context.trail.stop()
      try {
        context.trail.flush()
      } catch (error) {
        // A disk that takes nothing any more must not keep the rest from ending.
        failed(error)
      }
    },
  }
}

/** What the compute driver isolates, for whoever looks at the log group. */
function tellIsolation({ store, context }: Core, { config, startedAt }: AppOptions, { driver, withoutSandbox }: MadeDriver): void {
  const now = context.clock.now()
  const stream = startedAt.toISOString().replaceAll(':', '.')
  const scope = { account: config.accountId, region: config.region }
  store.transact(() => createPorts(context, scope, now, new Set()).logs.put('/kenja/compute', stream, isolationLogEvents(driver, now, withoutSandbox)))
}

const hostForUrl = (host: string) => (host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host)

async function assemble(options: AppOptions, home: Home, store: Store): Promise<App> {
  const { config, clock } = options
  const key = rootKey(store, config.accountId, clock.now())
  let port = 0
  // Set once the engine knows which endpoints are in service: until then their callers are told to come again.
  let serving: ServingTable | undefined
  // Trying the sandbox takes a moment; the port opens meanwhile.
  const making = options.makeDriver(home.path, () => port)
  making.catch(() => undefined)
  const core = createCore(options, home, store, () => serving, {
    host: (...asked) => gateway.notebookHost(...asked),
    url: (...asked) => gateway.notebookUrl(...asked),
  })
  const access = making.then(({ driver }) =>
    createTaskAccess({
      sealer: createSealer(home.secret, 'task-credentials'),
      caBundle: caBundleFile(home.path),
      proxyToken: (internet) => issueProxyToken(createSealer(home.secret, PROXY_PURPOSE), { internet }, clock.now()),
      localhostCertificate: () => gateway.localhostCertificate(),
      driver,
      assume: (...role) => roleCredentials(core.context, ...role),
      now: () => clock.now(),
    }),
  )
  access.catch(() => undefined)
  const gateway: Gateway = createGateway(createGatewayParts(options, core, async (token) => (await access).roleCredentials(token)))
  try {
    port = (await gateway.listen()).port
    const url = `http://${hostForUrl(config.host)}:${port}`
    writeProfiles(home.path, { accessKeyId: key.id, secretAccessKey: key.secret, region: config.region, endpointUrl: url })
    const made = await making
    const { driver } = made
    // After the first answers, which need none, and before the first task, which may.
    await gateway.openAuthority()
    const table = createServing({ monotonicMs: clock.monotonicMs })
    const reconciler = createEngineParts(options, core, made, await access, table)
    reconciler.start()
    const stopSweeping = sweepRegularly(core, options)
    const keyDeletion = deleteKeysRegularly({ store, clock, log: options.log })
    const delivery = createDelivery(core, options)
    tellIsolation(core, options, made)
    serving = table
    home.publish({
      pid: process.pid,
      startedAt: options.startedAt.toISOString(),
      home: home.path,
      host: config.host,
      port,
      region: config.region,
      account: config.accountId,
      driver: driver.isolation.driver,
    })
    return {
      url,
      port,
      driver,
      withoutSandbox: made.withoutSandbox,
      credentials: { accessKeyId: key.id, secretAccessKey: key.secret },
      store,
      deliverTrails: delivery.deliver,
      deleteDueKeys: keyDeletion.now,
      idle: () => reconciler.idle(),
      async stop(suspend) {
        stopSweeping()
        keyDeletion.stop()
        await gateway.close()
        await reconciler.stop(suspend !== undefined)
        made.close?.()
        await delivery.stop()
        await store.close()
        home.release()
      },
    }
  } catch (error) {
    await gateway.close()
    await making.then(({ close }) => close?.()).catch(() => undefined)
    throw error
  }
}
