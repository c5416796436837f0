import assert from 'node:assert/strict'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { killableServer } from '../support/killable-server.ts'
import { createModel, get, logLines, prepareAccount, put, transformEnded, transformJob } from '../support/sagemaker.ts'

const server = await killableServer()
after(() => server.end())
await prepareAccount(server.clients)
await createModel(server.clients, 'counter', 'm', { EACH_LINE: '1' })
await createModel(server.clients, 'echo', 'm')
const FIELDS = Array.from({ length: 5_000 }, (_, row) => (row % 7) + 1)
await put(server.clients.s3, 'in/a.csv', FIELDS.map((count) => `${Array(count).fill('x').join(',')}\n`).join(''))

test('killed at any moment from the request to the end: the job still completes, its result is whole, its container leaves nothing', async () => {
  for (const [index, delayMs] of [5, 40, 80, 120, 160, 200, 260, 320].entries()) {
    const name = `moment-${index}`
    await server.clients.sagemaker.send(transformJob(name, 'in/', { BatchStrategy: 'SingleRecord' }))
    await pause(delayMs)
    await server.kill()
    await server.start()
    const job = await transformEnded(server.clients.sagemaker, name)
    assert.equal(job.TransformJobStatus, 'Completed', `${name}: ${job.FailureReason}`)
    assert.equal((await get(server.clients.s3, `out/${name}/a.csv.out`)).toString(), FIELDS.map((count) => `${count}\n`).join(''))
    assert.deepEqual(await logLines(server.clients, '/aws/sagemaker/TransformJobs', `${name}/`), ['listening'])
    const work = join(server.home, 'work/transform-job')
    // Cleaning follows the job's end; when it does not come, the test runs out of time.
    while (existsSync(work) && readdirSync(work).length > 0) await pause(20)
  }
})

test('killed while the model thinks: the container goes on, and is asked again', async () => {
  await put(server.clients.s3, 'slow/a.csv', 'wait 400\n')
  await server.clients.sagemaker.send(transformJob('slow', 'slow/', { ModelName: 'echo' }))
  await pause(350)
  await server.kill()
  await server.start()
  assert.equal((await transformEnded(server.clients.sagemaker, 'slow')).TransformJobStatus, 'Completed')
  assert.match((await get(server.clients.s3, 'out/slow/a.csv.out')).toString(), /^m\|wait 400/)
})
