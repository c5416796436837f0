import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateEndpointConfigCommand, CreateModelCommand, DeleteEndpointConfigCommand, DescribeEndpointConfigCommand } from '@aws-sdk/client-sagemaker'
import { TOY, withMock } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer(withMock)
const { sagemaker } = server.clients
after(() => server.stop())

test('a configuration is gone when it was deleted', async () => {
  await sagemaker.send(new CreateModelCommand({ ModelName: 'm', PrimaryContainer: { Image: TOY } }))
  const ProductionVariants = [{ VariantName: 'v', ModelName: 'm', InitialInstanceCount: 1, InstanceType: 'ml.m4.xlarge' as const }]
  await sagemaker.send(new CreateEndpointConfigCommand({ EndpointConfigName: 'c', ProductionVariants }))
  await sagemaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName: 'c' }))
  for (const Command of [DescribeEndpointConfigCommand, DeleteEndpointConfigCommand]) {
    await assert.rejects(sagemaker.send(new Command({ EndpointConfigName: 'c' }) as DescribeEndpointConfigCommand), {
      name: 'ValidationException',
      message: /^Could not find endpoint configuration "arn:/,
    })
  }
})
