import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CreateEndpointConfigCommand, CreateModelCommand, DescribeEndpointConfigCommand } from '@aws-sdk/client-sagemaker'
import { TOY, withMock } from '../../support/sagemaker.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer(withMock)
const { sagemaker } = server.clients
before(() => sagemaker.send(new CreateModelCommand({ ModelName: 'm', PrimaryContainer: { Image: TOY } })))
after(() => server.stop())

test('the request as it came, with the default weight', async () => {
  const variant = { VariantName: 'v', ModelName: 'm', InitialInstanceCount: 2, InstanceType: 'ml.m4.xlarge' as const }
  await sagemaker.send(new CreateEndpointConfigCommand({ EndpointConfigName: 'C', ProductionVariants: [variant], Tags: [{ Key: 'k', Value: 'v' }] }))
  const { $metadata: _, CreationTime, ...config } = await sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName: 'C' }))
  assert.ok(CreationTime instanceof Date)
  assert.deepEqual(config, {
    EndpointConfigName: 'C',
    EndpointConfigArn: `arn:aws:sagemaker:${REGION}:${ACCOUNT}:endpoint-config/c`,
    ProductionVariants: [{ ...variant, InitialVariantWeight: 1 }],
    EnableNetworkIsolation: false,
  })
})

test('one that is not there: SDK v1 probes for it before it creates it', async () => {
  await assert.rejects(sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName: 'no' })), {
    name: 'ValidationException',
    message: `Could not find endpoint configuration "arn:aws:sagemaker:${REGION}:${ACCOUNT}:endpoint-config/no".`,
  })
})
