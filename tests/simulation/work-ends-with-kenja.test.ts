import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { DescribeEndpointCommand } from '@aws-sdk/client-sagemaker'
import { deploy, invoke, logLines, prepareAccount, TOY_IMAGES } from '../support/sagemaker.ts'
import { startServer } from '../support/server.ts'

const home = mkdtempSync(join(tmpdir(), 'kenja-down-'))
after(() => rmSync(home, { recursive: true, force: true }))

const start = () => startServer({ home, driver: 'real', imagesRoot: TOY_IMAGES, config: { sandbox: 'none' } })

test('an endpoint ends with Kenja when a person stops it, and comes back with the next start, without counting as a crash', async () => {
  const first = await start()
  await prepareAccount(first.clients)
  assert.equal((await deploy(first.clients, 'e', 'the model')).EndpointStatus, 'InService')
  await first.app.stop('suspend')
  const running = first.app.driver.list().filter((id) => first.app.driver.inspect(id).status === 'running')
  assert.deepEqual(running, [], 'nothing of Kenja stays')

  const second = await start()
  assert.equal((await second.clients.sagemaker.send(new DescribeEndpointCommand({ EndpointName: 'e' }))).EndpointStatus, 'InService')
  await second.app.idle()
  for (;;) {
    const answer = await invoke(second.clients, 'e', 'x').catch((error: Error) => error)
    if (!(answer instanceof Error)) {
      assert.equal(answer.text.split('|')[0], 'the model')
      break
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await second.app.stop('suspend')

  // Ending drains the logs, so that a third server has them all: one line a start, and none of a crash.
  const third = await start()
  const lines = await logLines(third.clients, '/aws/sagemaker/Endpoints/e', 'AllTraffic/')
  assert.deepEqual([...new Set(lines)], ['listening'])
  assert.ok(lines.length >= 2)
  await third.app.stop('suspend')
  for (const server of [first, second, third]) server.clients.destroy()
})
