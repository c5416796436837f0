import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CreateModelCommand, DescribeModelCommand } from '@aws-sdk/client-sagemaker'
import { prepareAccount, ROLE, TOY, withMock } from '../../support/sagemaker.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer(withMock)
const { sagemaker } = server.clients
before(() => prepareAccount(server.clients))
after(() => server.stop())

test('the request as it came, without its tags', async () => {
  const PrimaryContainer = { Image: TOY, ModelDataUrl: 's3://b/m.tar.gz', Environment: { A: 'b' } }
  await sagemaker.send(new CreateModelCommand({ ModelName: 'M', ExecutionRoleArn: ROLE, PrimaryContainer, Tags: [{ Key: 'k', Value: 'v' }] }))
  const { $metadata: _, CreationTime, ...model } = await sagemaker.send(new DescribeModelCommand({ ModelName: 'M' }))
  assert.ok(CreationTime instanceof Date)
  assert.deepEqual(model, {
    ModelName: 'M',
    ModelArn: `arn:aws:sagemaker:${REGION}:${ACCOUNT}:model/m`,
    ExecutionRoleArn: ROLE,
    PrimaryContainer: { ...PrimaryContainer, Mode: 'SingleModel' },
    EnableNetworkIsolation: false,
  })
})

test('a model that is not there', async () => {
  await assert.rejects(sagemaker.send(new DescribeModelCommand({ ModelName: 'no' })), {
    name: 'ValidationException',
    message: `Could not find model "arn:aws:sagemaker:${REGION}:${ACCOUNT}:model/no".`,
  })
})
