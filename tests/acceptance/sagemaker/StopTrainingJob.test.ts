import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { StopTrainingJobCommand } from '@aws-sdk/client-sagemaker'
import { get, jobEnded, logLines, prepareAccount, trainingJob, withProcesses } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer(withProcesses)
const { clients } = server
const { sagemaker, s3 } = clients
before(() => prepareAccount(clients))
after(() => server.stop())

const stop = (TrainingJobName: string) => sagemaker.send(new StopTrainingJobCommand({ TrainingJobName }))
/** The program runs, and so can hear a signal. */
const printing = async (name: string) => {
  while ((await logLines(clients, '/aws/sagemaker/TrainingJobs', `${name}/`).catch(() => [])).length < 2)
    await new Promise((resolve) => setTimeout(resolve, 20))
}

test('SIGTERM, then Stopped; what the job has written of its model is kept', async () => {
  await sagemaker.send(trainingJob('long', { HyperParameters: { rounds: '1000', pause_ms: '50' } }))
  await printing('long')
  await stop('long')
  const job = await jobEnded(sagemaker, 'long')
  assert.equal(job.TrainingJobStatus, 'Stopped')
  assert.equal(job.SecondaryStatus, 'Stopped')
  assert.deepEqual(
    job.SecondaryStatusTransitions?.slice(-2).map(({ Status }) => Status),
    ['Stopping', 'Stopped'],
  )
  assert.ok((await logLines(clients, '/aws/sagemaker/TrainingJobs', 'long/')).includes('told to stop'))
  assert.ok((await get(s3, 'output/long/output/model.tar.gz')).length > 0)
  await assert.rejects(stop('long'), { name: 'ValidationException', message: 'The request was rejected because the training job is in status Stopped.' })
})

test('MaxRuntimeInSeconds stops a job by itself', async () => {
  await sagemaker.send(trainingJob('overtime', { HyperParameters: { rounds: '1000', pause_ms: '50' }, StoppingCondition: { MaxRuntimeInSeconds: 1 } }))
  const job = await jobEnded(sagemaker, 'overtime')
  assert.equal(job.TrainingJobStatus, 'Stopped')
  assert.equal(job.SecondaryStatus, 'MaxRuntimeExceeded')
})

test('stopping at once', async () => {
  await sagemaker.send(trainingJob('early', { HyperParameters: { rounds: '1000', pause_ms: '50' } }))
  await stop('early')
  assert.equal((await jobEnded(sagemaker, 'early')).TrainingJobStatus, 'Stopped')
})

test('stopping twice at the same moment is stopping once', async () => {
  // The program goes on until it is let go, so that the job cannot have ended before the second request.
  const enough = join(server.home, 'enough')
  await sagemaker.send(trainingJob('twice', { HyperParameters: { on_term: 'ignore', until: enough, pause_ms: '20' } }))
  await printing('twice')
  await Promise.all([stop('twice'), stop('twice')])
  await stop('twice')
  writeFileSync(enough, '')
  assert.equal((await jobEnded(sagemaker, 'twice')).TrainingJobStatus, 'Stopped')
})

test('a job that is not there', async () => {
  await assert.rejects(stop('no'), { name: 'ValidationException', message: 'Requested resource not found.' })
})
