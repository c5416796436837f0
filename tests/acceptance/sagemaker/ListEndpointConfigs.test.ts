import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CreateEndpointConfigCommand, CreateModelCommand, ListEndpointConfigsCommand, type ListEndpointConfigsCommandInput } from '@aws-sdk/client-sagemaker'
import { TOY, withMock } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer(withMock)
const { sagemaker } = server.clients
after(() => server.stop())
before(async () => {
  await sagemaker.send(new CreateModelCommand({ ModelName: 'm', PrimaryContainer: { Image: TOY } }))
  const ProductionVariants = [{ VariantName: 'v', ModelName: 'm', InitialInstanceCount: 1, InstanceType: 'ml.m4.xlarge' as const }]
  for (const EndpointConfigName of ['b', 'c', 'a']) await sagemaker.send(new CreateEndpointConfigCommand({ EndpointConfigName, ProductionVariants }))
})

const names = async (input: ListEndpointConfigsCommandInput = {}) =>
  (await sagemaker.send(new ListEndpointConfigsCommand(input))).EndpointConfigs?.map(({ EndpointConfigName }) => EndpointConfigName)

test('by name, filtered, in pages', async () => {
  assert.deepEqual(await names({ SortBy: 'Name', SortOrder: 'Ascending' }), ['a', 'b', 'c'])
  assert.deepEqual(await names({ SortBy: 'Name' }), ['c', 'b', 'a'])
  assert.deepEqual(await names({ NameContains: 'c' }), ['c'])
  const { EndpointConfigs, NextToken } = await sagemaker.send(new ListEndpointConfigsCommand({ MaxResults: 1, SortBy: 'Name' }))
  assert.equal(EndpointConfigs?.[0]?.EndpointConfigName, 'c')
  assert.deepEqual(await names({ NextToken, SortBy: 'Name' }), ['b', 'a'])
})
