/** A serving process that stands still (SIGSTOP) is noticed and replaced; whoever is answered by the others notices nothing. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { CreateEndpointCommand } from '@aws-sdk/client-sagemaker'
import { createConfig, createModel, endpointSettled, invoke, prepareAccount, withProcesses } from '../support/sagemaker.ts'
import { startServer } from '../support/server.ts'

const hung: string[] = []
const server = await startServer({
  ...withProcesses,
  watch: { everyMs: 100, timeoutMs: 200, idleMs: 500, busyMs: 1_500 },
  log: (line) => hung.push(line),
})
after(() => server.stop())

/** Ids of the serving processes of this home. */
function serving(): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1')
        return command.includes('serve.ts') && /(^|\/)node\0/.test(command) && readFileSync(`/proc/${pid}/environ`, 'latin1').includes(server.home)
      } catch {
        return false
      }
    })
}

async function until(what: string, isSo: () => boolean): Promise<void> {
  for (let looks = 0; looks < 400; looks++) {
    if (isSo()) return
    await pause(50)
  }
  throw new Error(`${what}: not within 20 s`)
}

test('one of two processes stands still', async () => {
  await prepareAccount(server.clients)
  await createModel(server.clients, 'two', 'm')
  await createConfig(server.clients, 'two', 2)
  await server.clients.sagemaker.send(new CreateEndpointCommand({ EndpointName: 'two', EndpointConfigName: 'two' }))
  assert.equal((await endpointSettled(server.clients.sagemaker, 'two')).EndpointStatus, 'InService')
  await until('two processes', () => serving().length === 2)
  const [stopped = 0, other = 0] = serving()
  process.kill(stopped, 'SIGSTOP')
  let answered = 0
  const failed: string[] = []
  const traffic = new AbortController()
  // One after the other: a request that the hung process has seen cannot be taken back, so at most one is lost to it.
  const caller = (async () => {
    while (!traffic.signal.aborted) {
      await invoke(server.clients, 'two', 'x').then(
        () => answered++,
        (error: Error) => failed.push(error.name),
      )
      await pause(10)
    }
  })()
  await until('another process in its place', () => serving().length === 2 && !serving().includes(stopped))
  assert.ok(serving().includes(other), 'the healthy one goes on')
  const before = answered
  await until('answers', () => answered > before + 20)
  traffic.abort()
  await caller
  assert.ok(failed.length <= 1, `${failed.length} requests failed: ${failed[0]}`)
  assert.match(hung.join('\n'), /instance i-[0-9a-z]+ is started again: no good answer to \/ping for \d+ s/)
})

test('the only process stands still: the endpoint comes back by itself', async () => {
  await createModel(server.clients, 'one', 'm')
  await createConfig(server.clients, 'one')
  const others = serving()
  await server.clients.sagemaker.send(new CreateEndpointCommand({ EndpointName: 'one', EndpointConfigName: 'one' }))
  await endpointSettled(server.clients.sagemaker, 'one')
  const [only = 0] = serving().filter((pid) => !others.includes(pid))
  process.kill(only, 'SIGSTOP')
  await until('a process in its place', () => !serving().includes(only) && serving().length === others.length + 1)
  for (let tries = 0; ; tries++) {
    const answer = await invoke(server.clients, 'one', 'x').catch(() => undefined)
    if (answer) break
    assert.ok(tries < 200)
    await pause(50)
  }
})
