import assert from 'node:assert/strict'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import { DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker'
import { killableServer, processOf } from '../support/killable-server.ts'
import { BUCKET, get, jobEnded, logLines, prepareAccount, put, trainingJob } from '../support/sagemaker.ts'

const server = await killableServer()
before(() => prepareAccount(server.clients))
after(() => server.end())

const describe = (TrainingJobName: string) => server.clients.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }))

/** Each round of the log once, in order, and the last line; one model; nothing left behind. */
async function assertWhole(name: string, wantedRounds?: number): Promise<void> {
  const lines = await logLines(server.clients, '/aws/sagemaker/TrainingJobs', `${name}/`)
  const rounds = wantedRounds ?? lines.length - 2
  assert.deepEqual(lines.slice(1), [
    ...Array.from({ length: rounds }, (_, round) => `[${round}]#011train-error:${(0.5 / (round + 1)).toFixed(5)}`),
    'the last line has no newline',
  ])
  const { Contents } = await server.clients.s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: `output/${name}/` }))
  assert.deepEqual(
    Contents?.map(({ Key }) => Key),
    [`output/${name}/output/model.tar.gz`],
  )
  const work = join(server.home, 'work/training-job')
  // Cleaning follows the job's end; when it does not come, the test runs out of time.
  while (existsSync(work) && readdirSync(work).length > 0) await pause(20)
}

test('killed in Training, thrice: the same process goes on, every round stands in the log once, one model', async () => {
  await server.clients.sagemaker.send(trainingJob('training', { HyperParameters: { until: join(server.home, 'enough'), pause_ms: '20' } }))
  while (!processOf(server.home, 'training')) await pause(10)
  const task = processOf(server.home, 'training')
  for (let times = 0; times < 3; times++) {
    await pause(300)
    await server.kill()
    await pause(150)
    assert.deepEqual(processOf(server.home, 'training'), task)
    await server.start()
    assert.equal((await describe('training')).SecondaryStatus, 'Training')
  }
  writeFileSync(join(server.home, 'enough'), '')
  const job = await jobEnded(server.clients.sagemaker, 'training')
  assert.equal(job.TrainingJobStatus, 'Completed', job.FailureReason)
  await assertWhole('training')
})

test('killed in Training, and the process ends while no server looks: its log and its end are found', async () => {
  await server.clients.sagemaker.send(trainingJob('alone', { HyperParameters: { rounds: '5', pause_ms: '100' } }))
  while (!processOf(server.home, 'alone')) await pause(10)
  await server.kill()
  while (processOf(server.home, 'alone')) await pause(20)
  await server.start()
  assert.equal((await jobEnded(server.clients.sagemaker, 'alone')).TrainingJobStatus, 'Completed')
  await assertWhole('alone', 5)
})

/** What the database says of the job: it is asked by the test itself, because an answer of the server would come too late to kill it in a phase that passes quickly. */
function phaseOf(name: string): string | undefined {
  const database = new DatabaseSync(join(server.home, 'kenja.db'), { readOnly: true, timeout: 1000 })
  const row = database.prepare('SELECT secondary_status AS phase FROM training_job WHERE name = ?').get(name)
  database.close()
  return row?.phase as string | undefined
}

for (const phase of ['Downloading', 'Uploading']) {
  test(`killed in ${phase}, and again: the job completes, every round stands in the log once, one model`, async () => {
    await put(server.clients.s3, 'data/much/a.csv', Buffer.alloc(48 * 1024 * 1024, '1,2\n'))
    const InputDataConfig = [{ ChannelName: 'train', DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: `s3://${BUCKET}/data/much` } } }]
    const name = `killed-in-${phase.toLowerCase()}`
    const asked = server.clients.sagemaker.send(trainingJob(name, { InputDataConfig, HyperParameters: { rounds: '3' } })).catch(() => undefined)
    for (let times = 0; times < 2; times++) {
      for (let now = phaseOf(name); now !== phase; now = phaseOf(name)) {
        assert.notEqual(now, 'Completed', `${phase} passed unseen`)
        await nextTurn()
      }
      await server.kill()
      assert.equal(phaseOf(name), phase)
      await server.start()
    }
    await asked
    const job = await jobEnded(server.clients.sagemaker, name)
    assert.equal(job.TrainingJobStatus, 'Completed', job.FailureReason)
    await assertWhole(name, 3)
    assert.ok((await get(server.clients.s3, `output/${name}/output/model.tar.gz`)).length > 0)
  })
}

test('killed at any moment from the request to the end: the job still completes, once', async () => {
  await put(server.clients.s3, 'data/large/a.csv', Buffer.alloc(8 * 1024 * 1024, '1,2\n'))
  const InputDataConfig = [{ ChannelName: 'train', DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: `s3://${BUCKET}/data/large` } } }]
  const phases = new Set<string>()
  for (const [index, delayMs] of [5, 15, 30, 60, 150, 300, 330, 360, 400].entries()) {
    const name = `moment-${index}`
    await server.clients.sagemaker.send(trainingJob(name, { InputDataConfig, HyperParameters: { rounds: '3' } }))
    await pause(delayMs)
    await server.kill()
    await server.start()
    phases.add((await describe(name)).SecondaryStatus ?? '')
    const job = await jobEnded(server.clients.sagemaker, name)
    assert.equal(job.TrainingJobStatus, 'Completed', `${name}: ${job.FailureReason}`)
    await assertWhole(name, 3)
    assert.ok((await get(server.clients.s3, `output/${name}/output/model.tar.gz`)).length > 0)
  }
  assert.ok(phases.size > 1, [...phases].join())
})
