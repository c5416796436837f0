import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  AddTagsCommand,
  DeleteTrainingJobCommand,
  DescribeTrainingJobCommand,
  ListTagsCommand,
  ListTrainingJobsCommand,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker'
import { jobEnded, prepareAccount, trainingJob, withMock } from '../../support/sagemaker.ts'
import { startServer, type TestServer } from '../../support/server.ts'

let server: TestServer
before(async () => {
  server = await startServer({ ...withMock, behaviour: ({ env }) => (env.TRAINING_JOB_NAME === 'runs' ? {} : { exitCode: 0 }) })
  await prepareAccount(server.clients)
})
after(() => server.stop())

test('DeleteTrainingJob forgets a job that has ended, with its tags, and its name is free again', async () => {
  const { sagemaker } = server.clients
  const { TrainingJobArn: ResourceArn } = await sagemaker.send(trainingJob('done', { Tags: [{ Key: 'a', Value: 'b' }] }))
  await jobEnded(sagemaker, 'done')
  await sagemaker.send(new DeleteTrainingJobCommand({ TrainingJobName: 'done' }))
  await server.app.idle()
  await assert.rejects(sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: 'done' })), {
    name: 'ValidationException',
    message: 'Requested resource not found.',
  })
  assert.deepEqual((await sagemaker.send(new ListTrainingJobsCommand({}))).TrainingJobSummaries, [])
  await assert.rejects(sagemaker.send(new ListTagsCommand({ ResourceArn })), { name: 'ValidationException' })
  await assert.rejects(sagemaker.send(new DeleteTrainingJobCommand({ TrainingJobName: 'done' })), { name: 'ResourceNotFound' })
  await sagemaker.send(trainingJob('done'))
  assert.deepEqual((await sagemaker.send(new ListTagsCommand({ ResourceArn }))).Tags, [], 'the new job has no tags of the old one')
  await sagemaker.send(new AddTagsCommand({ ResourceArn, Tags: [{ Key: 'c', Value: 'd' }] }))
})

test('DeleteTrainingJob refuses a job that runs', async () => {
  const { sagemaker } = server.clients
  await sagemaker.send(trainingJob('runs'))
  await assert.rejects(sagemaker.send(new DeleteTrainingJobCommand({ TrainingJobName: 'runs' })), { name: 'ResourceInUse' })
  await sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: 'runs' }))
  await jobEnded(sagemaker, 'runs')
  await sagemaker.send(new DeleteTrainingJobCommand({ TrainingJobName: 'runs' }))
})
