import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CreateEndpointCommand, DescribeEndpointCommand } from '@aws-sdk/client-sagemaker'
import { createConfig, createModel, prepareAccount, TOY, withMock } from '../../support/sagemaker.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer(withMock)
const { clients } = server
const { sagemaker } = clients
before(() => prepareAccount(clients))
after(() => server.stop())

test('an endpoint that comes up', async () => {
  await createModel(clients, 'e', 'm')
  await createConfig(clients, 'e', 2)
  await sagemaker.send(new CreateEndpointCommand({ EndpointName: 'e', EndpointConfigName: 'e' }))
  const {
    $metadata: _,
    CreationTime,
    LastModifiedTime,
    ProductionVariants,
    ...endpoint
  } = await sagemaker.send(new DescribeEndpointCommand({ EndpointName: 'E' }))
  assert.deepEqual(endpoint, {
    EndpointName: 'e',
    EndpointArn: `arn:aws:sagemaker:${REGION}:${ACCOUNT}:endpoint/e`,
    EndpointConfigName: 'e',
    EndpointStatus: 'Creating',
  })
  assert.ok(CreationTime && LastModifiedTime)
  const [variant] = ProductionVariants ?? []
  assert.equal(variant?.DeployedImages?.[0]?.SpecifiedImage, TOY)
  assert.deepEqual([variant?.CurrentInstanceCount, variant?.DesiredInstanceCount, variant?.DesiredWeight], [0, 2, 1])
})

test('one that is not there', async () => {
  await assert.rejects(sagemaker.send(new DescribeEndpointCommand({ EndpointName: 'no' })), {
    name: 'ValidationException',
    message: `Could not find endpoint "arn:aws:sagemaker:${REGION}:${ACCOUNT}:endpoint/no".`,
  })
})
