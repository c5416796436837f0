import { once } from 'node:events'
import { setTimeout as after } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { atLeast } from '../versions.ts'
import type { Engine, Handle } from './libxgboost.ts'

/** Where a group of workers meets: the first one's address, and who of them this process is. */
export interface Meeting {
  readonly host: string
  readonly port: number
  /** How many take part; at least 2. */
  readonly workers: number
  /** This process's place among them, from 0; the first one runs the tracker. */
  readonly place: number
}

/** libxgboost's own collective, while it is open: training in this process is training together. */
export interface Collective {
  readonly rank: number
  /** Adds the values up over all workers, in place. */
  sum(values: Float64Array): void
  /** A message where the tracker prints: on the first host. */
  print(message: string): void
  close(): Promise<void>
}

const CONNECT_TRIES = 40
const CONNECT_PAUSE_MS = 250
/** How long the tracker waits for workers that load their data, and they for each other. Seconds. */
const TIMEOUT_S = 1_800
const TRACKER_END_MS = 10_000
const SUM = 2
/** What rabit calls an array of float64. */
const RABIT_DOUBLE = 7

/** Opens the collective of this libxgboost. @throws XGBoostError, or Error when the others cannot be reached */
export function openCollective(engine: Engine, meeting: Meeting): Promise<Collective> {
  return atLeast(engine.version, '3.0') ? openNew(engine, meeting) : openRabit(engine, meeting)
}

/** 3.x: tracker and collective are libxgboost's. */
async function openNew(engine: Engine, { host, port, workers, place }: Meeting): Promise<Collective> {
  const api = engine.declareAll({
    create: 'int XGTrackerCreate(const char *config, _Out_ void **out)',
    run: 'int XGTrackerRun(void *tracker, const char *config)',
    wait: 'int XGTrackerWaitFor(void *tracker, const char *config)',
    free: 'int XGTrackerFree(void *tracker)',
  })
  const tracker: Handle[] = [null]
  if (place === 0) {
    const byTask = 1
    engine.check(api.create(JSON.stringify({ dmlc_communicator: 'rabit', host, port, n_workers: workers, sortby: byTask, timeout: TIMEOUT_S }), tracker))
    engine.check(api.run(tracker[0], '{}'))
  }
  const config = {
    dmlc_communicator: 'rabit',
    dmlc_tracker_uri: host,
    dmlc_tracker_port: port,
    dmlc_task_id: String(place),
    dmlc_timeout: TIMEOUT_S,
    dmlc_retry: 1,
  }
  const double = 2
  // A first host that still loads its data does not listen yet, and a look whether it does would confuse its tracker.
  const open = await retried(() => openCommunicator(engine, config, double))
  return {
    ...open,
    async close() {
      open.finalize()
      if (!tracker[0]) return
      engine.check(api.wait(tracker[0], JSON.stringify({ timeout: TRACKER_END_MS / 1000 })))
      engine.check(api.free(tracker[0]))
    },
  }
}

/** Up to 1.7: rabit, for which dmlc-core's tracker is a program beside it. */
async function openRabit(engine: Engine, { host, port, workers, place }: Meeting): Promise<Collective> {
  const tracker = place === 0 ? new Worker(new URL('./rabit-tracker-thread.ts', import.meta.url), { workerData: { host, port, workers } }) : undefined
  if (tracker) await once(tracker, 'message')
  else await retried(() => reach(host, port))
  const settings = { DMLC_TRACKER_URI: host, DMLC_TRACKER_PORT: String(port), DMLC_TASK_ID: String(place), DMLC_NUM_WORKER: String(workers) }
  const open = atLeast(engine.version, '1.7')
    ? openCommunicator(engine, { xgboost_communicator: 'rabit', ...settings }, RABIT_DOUBLE)
    : openOldRabit(engine, settings)
  return {
    ...open,
    async close() {
      open.finalize()
      if (!tracker) return
      const late = new AbortController()
      await Promise.race([once(tracker, 'exit'), after(TRACKER_END_MS, undefined, { signal: late.signal }).catch(() => undefined)])
      late.abort()
      await tracker.terminate()
    },
  }
}

type Opened = Pick<Collective, 'rank' | 'sum' | 'print'> & { readonly finalize: () => void }

/** From 1.7 on. `double` is what this version calls an array of float64. @throws XGBoostError when the tracker cannot be reached */
function openCommunicator(engine: Engine, config: Readonly<Record<string, string | number>>, double: number): Opened {
  const api = engine.declareAll({
    init: 'int XGCommunicatorInit(const char *config)',
    finalize: 'int XGCommunicatorFinalize()',
    rank: 'int XGCommunicatorGetRank()',
    print: 'int XGCommunicatorPrint(const char *message)',
    allreduce: 'int XGCommunicatorAllreduce(void *values, size_t count, int type, int operation)',
  })
  engine.check(api.init(JSON.stringify(config)))
  return {
    rank: api.rank(),
    sum: (values) => engine.check(api.allreduce(values, values.length, double, SUM)),
    print: (message) => engine.check(api.print(message)),
    finalize: () => engine.check(api.finalize()),
  }
}

/** What these functions answer differs between the versions and says nothing; they end the process when something is wrong. */
function openOldRabit(engine: Engine, settings: Readonly<Record<string, string>>): Opened {
  const api = engine.declareAll({
    init: 'void RabitInit(int count, const char **arguments)',
    finalize: 'void RabitFinalize()',
    rank: 'int RabitGetRank()',
    print: 'void RabitTrackerPrint(const char *message)',
    allreduce: 'void RabitAllreduce(void *values, size_t count, int type, int operation, void *prepare, void *argument)',
  })
  const words = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
  api.init(words.length, words)
  return {
    rank: api.rank(),
    sum: (values) => void api.allreduce(values, values.length, RABIT_DOUBLE, SUM, null, null),
    print: (message) => void api.print(message),
    finalize: () => void api.finalize(),
  }
}

async function retried<Result>(attempt: () => Result | Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (tries === CONNECT_TRIES) throw error
      await after(CONNECT_PAUSE_MS)
    }
  }
}

/** rabit's own tries share one socket and fail where it does not listen yet. */
async function reach(host: string, port: number): Promise<void> {
  const { connect } = await import('node:net')
  const socket = connect(port, host)
  try {
    await once(socket, 'connect')
  } finally {
    socket.destroy()
  }
}
