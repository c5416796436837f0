import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { DescribeTransformJobCommand, StopTransformJobCommand } from '@aws-sdk/client-sagemaker'
import { createModel, get, prepareAccount, put, transformEnded, transformJob, withProcesses } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer(withProcesses)
const { clients } = server
after(() => server.stop())
await prepareAccount(clients)
await createModel(clients, 'echo', 'm')
const stop = (TransformJobName: string) => clients.sagemaker.send(new StopTransformJobCommand({ TransformJobName }))

test('a job that works is stopped: its container ends, what is done stays, what is not leaves nothing', async () => {
  await put(clients.s3, 'in/a.csv', 'quick\n')
  await put(clients.s3, 'in/b.csv', 'wait 600000\n')
  await clients.sagemaker.send(transformJob('stopped', 'in/', { ModelName: 'echo', BatchStrategy: 'SingleRecord' }))
  for (let looks = 0; (await get(clients.s3, 'out/stopped/a.csv.out').catch(() => undefined)) === undefined; looks++) {
    assert.ok(looks < 400, 'the first object was not done')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await stop('stopped')
  await stop('stopped')
  assert.equal((await transformEnded(clients.sagemaker, 'stopped')).TransformJobStatus, 'Stopped')
  await assert.rejects(get(clients.s3, 'out/stopped/b.csv.out'), { name: 'NoSuchKey' })
  await server.app.idle()
  assert.deepEqual(server.app.driver.list(), [])
  await assert.rejects(stop('stopped'), { name: 'ValidationException', message: /status Stopped/ })
})

test('a job that is not there', async () => {
  await assert.rejects(stop('nobody'), { name: 'ResourceNotFound' })
  await assert.rejects(clients.sagemaker.send(new DescribeTransformJobCommand({ TransformJobName: 'nobody' })), { name: 'ResourceNotFound' })
})
