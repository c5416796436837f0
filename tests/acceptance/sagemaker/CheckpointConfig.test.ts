/** A job's checkpoints: restored before the start, copied while it runs and at its end, deleted in S3 when the job deletes them. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3'
import { BUCKET, jobEnded, jobUntil, prepareAccount, trainingJob, withMock } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer(withMock)
const { sagemaker, s3 } = server.clients
before(() => prepareAccount(server.clients))
after(() => server.stop())

const keys = async (Prefix: string) =>
  ((await s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix }))).Contents ?? []).map(({ Key }) => Key?.slice(Prefix.length))

async function running(name: string): Promise<{ task: string; optMl: string }> {
  await jobUntil(sagemaker, name, ({ SecondaryStatusTransitions }) => SecondaryStatusTransitions?.at(-1)?.StatusMessage?.includes('in progress') === true)
  const [task = ''] = server.mock.list()
  const optMl = server.mock.specOf(task)?.mounts.find(({ target }) => target === '/opt/ml')?.source ?? ''
  return { task, optMl }
}

test('files under S3Uri are there before the start; what changes is copied, what goes is deleted', async () => {
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'ck/old.1', Body: 'one' }))
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'ck/sub/old.2', Body: 'two' }))
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'ck-other/x', Body: 'not ours' }))
  await sagemaker.send(trainingJob('resumes', { CheckpointConfig: { S3Uri: `s3://${BUCKET}/ck` } }))
  const { task, optMl } = await running('resumes')
  const local = join(optMl, 'checkpoints')
  assert.equal(readFileSync(join(local, 'sub/old.2'), 'utf8'), 'two')
  assert.equal(existsSync(join(local, 'x')), false, 'a prefix is a folder here')
  const config = JSON.parse(readFileSync(join(optMl, 'input/config/checkpointconfig.json'), 'utf8')) as unknown
  assert.deepEqual(config, { S3Uri: `s3://${BUCKET}/ck`, LocalPath: '/opt/ml/checkpoints/' })

  writeFileSync(join(local, 'new.3'), 'three')
  writeFileSync(join(local, 'half.sagemaker-ignore'), 'being written')
  rmSync(join(local, 'old.1'))
  while (!(await keys('ck/')).includes('new.3')) await new Promise((resolve) => setTimeout(resolve, 50))
  writeFileSync(join(local, 'last.4'), 'four')
  server.mock.exit(task, 0)
  assert.equal((await jobEnded(sagemaker, 'resumes')).TrainingJobStatus, 'Completed')
  assert.deepEqual(await keys('ck/'), ['last.4', 'new.3', 'sub/old.2'])
  const copied = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'ck/last.4' }))
  assert.equal(await copied.Body?.transformToString(), 'four')
  assert.deepEqual(await keys('ck-other/'), ['x'])
})

test('checkpoints of a job that fails stay in S3; a path of its own is taken', async () => {
  await sagemaker.send(trainingJob('fails', { CheckpointConfig: { S3Uri: `s3://${BUCKET}/mine/`, LocalPath: '/opt/ml/my/checkpoints' } }))
  const { task, optMl } = await running('fails')
  writeFileSync(join(optMl, 'my/checkpoints/a.0'), 'x')
  server.mock.exit(task, 1)
  assert.equal((await jobEnded(sagemaker, 'fails')).TrainingJobStatus, 'Failed')
  assert.deepEqual(await keys('mine/'), ['a.0'])
})
