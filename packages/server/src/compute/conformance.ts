/** What every driver must do, whatever it runs work on. Each driver's own test hands in its subject. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Driver, TaskSpec, TaskState } from './driver.ts'
import type { Behaviour } from './mock/mock-driver.ts'

/** A driver under test, fresh in a home of its own. */
export interface Subject {
  readonly name: string
  /** A sentence when this machine cannot run it: the tests are then skipped, and say so. */
  readonly absent?: string
  /** `behaviours` is for drivers that run nothing; the others run the specs' real commands. */
  open(home: string, behaviours: ReadonlyMap<string, Behaviour>): Promise<{ readonly driver: Driver; close(): void }>
}

export const path = '/usr/local/bin:/usr/bin:/bin'

/** A spec with everything in it, to be changed by a test. */
export function specOf(id: string, command: readonly string[], changes: Partial<TaskSpec> = {}): TaskSpec {
  const user = { name: 'ec2-user', uid: 1000, home: '/home/ec2-user' }
  return { id, command, env: { PATH: path }, workdir: '/usr', mounts: [], hostname: 'algo-1', user, network: 'none', ...changes }
}

export const exitOf = (driver: Driver, id: string) =>
  new Promise<Extract<TaskState, { status: 'exited' }>>((resolve) => driver.onExit(id, (state) => state.status === 'exited' && resolve(state)))

export const outputOf = (driver: Driver, id: string) => readFileSync(driver.outputFile(id), 'utf8')

export function temporaryHome(t: TestContext): string {
  const home = mkdtempSync(join(tmpdir(), 'kenja-compute-'))
  t.after(() => rmSync(home, { recursive: true, force: true }))
  return home
}

type Work = (driver: Driver, t: TestContext) => Promise<void>

/** Registers the tests that every driver passes. */
export function driverConformance(subject: Subject): void {
  const behaviours = new Map<string, Behaviour>()
  const check = (title: string, work: Work) =>
    test(`${subject.name}: ${title}`, { skip: subject.absent ?? false }, async (t) => {
      const { driver, close } = await subject.open(temporaryHome(t), behaviours)
      try {
        await work(driver, t)
      } finally {
        await Promise.all(driver.list().map((id) => driver.stop(id, 0)))
        close()
      }
    })
  behaviours.set('printer', { output: 'first\nsecond\n', exitCode: 7 })
  behaviours.set('stubborn', { output: 'up\n', ignoresTerm: true })
  behaviours.set('nowhere', { refuse: 'the program no-such-program is not there or may not be executed.' })

  starting(check)
  ending(check)
}

type Check = (title: string, work: Work) => void

const sleeper = specOf('sleeper', ['sleep', '600'])

function starting(check: Check): void {
  check('a task runs, prints, and its exit code is known', async (driver) => {
    await driver.start(specOf('printer', ['sh', '-c', 'echo first; echo second >&2; exit 7']))
    const state = await exitOf(driver, 'printer')
    assert.equal(state.exitCode, 7)
    assert.equal(state.signal, undefined)
    assert.equal(state.reason, undefined)
    assert.equal(outputOf(driver, 'printer'), 'first\nsecond\n')
    assert.deepEqual(driver.inspect('printer'), state)
  })

  check('starting the same id twice, at once or later, is one start', async (driver) => {
    await Promise.all([driver.start(sleeper), driver.start(sleeper)])
    const first = driver.inspect('sleeper')
    assert.equal(first.status, 'running')
    await driver.start(sleeper)
    assert.deepEqual(driver.inspect('sleeper'), first)
    await driver.stop('sleeper', 0)
    await driver.start(sleeper)
    assert.equal(driver.inspect('sleeper').status, 'exited', 'an exited task does not run again')
  })

  check('what was never started is unknown, and stopping or removing it is no error', async (driver) => {
    assert.deepEqual(driver.inspect('never'), { status: 'unknown' })
    assert.deepEqual(driver.list(), [])
    await driver.stop('never', 1000)
    await driver.remove('never')
  })

  check('a program that is not there is refused in a plain sentence, and nothing is left', async (driver) => {
    const message = 'The task nowhere cannot be started: the program no-such-program is not there or may not be executed.'
    await assert.rejects(driver.start(specOf('nowhere', ['no-such-program'])), { message })
    assert.deepEqual(driver.list(), [])
  })
}

function ending(check: Check): void {
  check('SIGTERM ends a program that does not mind it, long before the grace is over', async (driver) => {
    await driver.start(sleeper)
    await driver.stop('sleeper', 60_000)
    const state = driver.inspect('sleeper')
    assert.ok(state.status === 'exited')
    assert.equal(state.exitCode, 143)
    assert.equal(state.signal, 'SIGTERM')
  })

  check('SIGKILL after the grace ends a program that ignores SIGTERM', async (driver) => {
    await driver.start(specOf('stubborn', ['sh', '-c', 'trap "" TERM; echo up; while :; do sleep 0.05; done']))
    await untilOutput(driver, 'stubborn', 'up\n')
    await driver.stop('stubborn', 100)
    const state = driver.inspect('stubborn')
    assert.ok(state.status === 'exited')
    assert.equal(state.exitCode, 137)
    assert.equal(state.signal, 'SIGKILL')
  })

  check('onExit calls once, at once for an exited task, and not after it was taken back', async (driver) => {
    let calls = 0
    await driver.start(specOf('printer', ['sh', '-c', 'exit 7']))
    driver.onExit('printer', () => calls++)
    await exitOf(driver, 'printer')
    await exitOf(driver, 'printer')
    assert.equal(calls, 1)
    const stop = driver.onExit('printer', () => calls++)
    stop()
    await exitOf(driver, 'printer')
    assert.equal(calls, 1)
  })

  check('a running task is listed and cannot be removed; an exited one leaves nothing', async (driver) => {
    await driver.start(sleeper)
    assert.deepEqual(driver.list(), ['sleeper'])
    await assert.rejects(driver.remove('sleeper'), /still runs/)
    await driver.stop('sleeper', 0)
    assert.deepEqual(driver.list(), ['sleeper'])
    const sockets = driver.socketDirectory('sleeper')
    await driver.remove('sleeper')
    assert.deepEqual(driver.list(), [])
    assert.deepEqual(driver.inspect('sleeper'), { status: 'unknown' })
    assert.ok(!existsSync(driver.outputFile('sleeper')) && !existsSync(sockets))
  })

  check('the directory for sockets is the owner’s alone and its path short', async (driver) => {
    const directory = driver.socketDirectory('a-task-with-a-long-name-0123456789')
    assert.ok(Buffer.byteLength(join(directory, '0123456789abcdef')) < 90)
    assert.equal(directory, driver.socketDirectory('a-task-with-a-long-name-0123456789'))
    assert.notEqual(directory, driver.socketDirectory('another'))
  })
}

/** Waits until a task has printed what a test waits for. */
export async function untilOutput(driver: Driver, id: string, text: string): Promise<void> {
  const deadline = AbortSignal.timeout(20_000)
  while (!outputOf(driver, id).includes(text)) {
    if (deadline.aborted) throw new Error(`${id} did not print ${JSON.stringify(text)}: ${outputOf(driver, id)}`)
    await new Promise((resolve) => setImmediate(resolve))
  }
}
