import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { DescribeTransformJobCommand } from '@aws-sdk/client-sagemaker'
import { createModel, prepareAccount, put, transform, transformJob, withProcesses } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer({ ...withProcesses, config: { ...withProcesses.config, describeWaitMs: 10_000 } })
const { clients } = server
after(() => server.stop())
await prepareAccount(clients)
await createModel(clients, 'counter', 'm', { EACH_LINE: '1' })
await put(clients.s3, 'in/a.csv', '1,2,3\n')
const describe = (TransformJobName: string) => clients.sagemaker.send(new DescribeTransformJobCommand({ TransformJobName }))

test('the request comes back with what AWS fills in', async () => {
  const job = await transform(clients, 'defaults', { prefix: 'in/', MaxPayloadInMB: 2, Environment: { A: 'b' } })
  assert.equal(job.TransformJobName, 'defaults')
  assert.equal(job.ModelName, 'counter')
  assert.deepEqual([job.MaxPayloadInMB, job.Environment], [2, { A: 'b' }])
  assert.equal(job.TransformInput?.CompressionType, 'None')
  assert.deepEqual(job.TransformOutput, { S3OutputPath: 's3://sagemaker-tests/out/defaults', AssembleWith: 'Line', KmsKeyId: '' })
  assert.deepEqual(job.DataProcessing, { InputFilter: '$', OutputFilter: '$', JoinSource: 'None' })
})

test('the first look after the creation waits for the end', async () => {
  await clients.sagemaker.send(transformJob('waited', 'in/'))
  assert.equal((await describe('waited')).TransformJobStatus, 'Completed')
})

test('a job that is not there', async () => {
  await assert.rejects(describe('nobody'), { name: 'ResourceNotFound' })
})
