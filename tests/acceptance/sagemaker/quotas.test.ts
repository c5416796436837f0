/** Limits on instances in use, in AWS's words. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateEndpointCommand, CreateNotebookInstanceCommand, StopTrainingJobCommand } from '@aws-sdk/client-sagemaker'
import { readConfig } from '../../../packages/server/src/config.ts'
import { createConfig, createModel, jobEnded, prepareAccount, ROLE, trainingJob, transformJob, withMock } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const { quotas } = readConfig(
  {},
  {
    HOME: '/tmp',
    KENJA_QUOTAS:
      'ml.m4.xlarge for training job usage=1, ml.m5.large for transform job usage=1, * for endpoint usage=0,ml.t3.medium for notebook instance usage=1',
  },
)
const words = (name: string, limit: number, used: number, asked: number) => ({
  name: 'ResourceLimitExceeded',
  message: `The account-level service limit '${name}' is ${limit} Instances, with current utilization of ${used} Instances and a request delta of ${asked} Instances. Please use AWS Service Quotas to request an increase for this quota. If AWS Service Quotas is not available, contact AWS support to request an increase for this quota.`,
})

test('what goes beyond a limit is refused, and nothing of it remains; what ends makes room', async (t) => {
  const server = await startServer({ ...withMock, config: { quotas } })
  t.after(() => server.stop())
  const { sagemaker } = server.clients
  await prepareAccount(server.clients)
  await sagemaker.send(trainingJob('first'))
  await assert.rejects(sagemaker.send(trainingJob('second')), words('ml.m4.xlarge for training job usage', 1, 1, 1))
  await sagemaker.send(trainingJob('other-type', { ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 30 } }))
  await sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: 'first' }))
  await jobEnded(sagemaker, 'first')
  await sagemaker.send(trainingJob('second'))

  await createModel(server.clients, 'm', 'm')
  await sagemaker.send(transformJob('transform', 'data/', { ModelName: 'm' }))
  await assert.rejects(sagemaker.send(transformJob('more', 'data/', { ModelName: 'm' })), words('ml.m5.large for transform job usage', 1, 1, 1))

  await createConfig(server.clients, 'm')
  const endpoint = new CreateEndpointCommand({ EndpointName: 'm', EndpointConfigName: 'm' })
  await assert.rejects(sagemaker.send(endpoint), words('ml.m4.xlarge for endpoint usage', 0, 0, 1))

  const notebook = (NotebookInstanceName: string) => new CreateNotebookInstanceCommand({ NotebookInstanceName, InstanceType: 'ml.t3.medium', RoleArn: ROLE })
  await sagemaker.send(notebook('one'))
  await assert.rejects(sagemaker.send(notebook('two')), words('ml.t3.medium for notebook instance usage', 1, 1, 1))
})

test('a retry of a call whose answer was lost makes no second job', async (t) => {
  const server = await startServer(withMock)
  t.after(() => server.stop())
  await prepareAccount(server.clients)
  const answers = await Promise.allSettled(Array.from({ length: 5 }, () => server.clients.sagemaker.send(trainingJob('once'))))
  assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const answer of answers) if (answer.status === 'rejected') assert.equal(answer.reason.name, 'ResourceInUse')
})

test('a setting that is none is refused with a sentence', () => {
  assert.throws(() => readConfig({}, { HOME: '/tmp', KENJA_QUOTAS: 'ml.m4.xlarge=3' }), /KENJA_QUOTAS contains "ml.m4.xlarge=3", but must be like/)
})
