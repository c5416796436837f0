import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CreateEndpointCommand, ListEndpointsCommand, type ListEndpointsCommandInput } from '@aws-sdk/client-sagemaker'
import { createConfig, createModel, prepareAccount, withMock } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer(withMock)
const { sagemaker } = server.clients
after(() => server.stop())
before(async () => {
  await prepareAccount(server.clients)
  await createModel(server.clients, 'e', 'm')
  await createConfig(server.clients, 'e')
  for (const EndpointName of ['b', 'c', 'a']) await sagemaker.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName: 'e' }))
})

const names = async (input: ListEndpointsCommandInput = {}) =>
  (await sagemaker.send(new ListEndpointsCommand(input))).Endpoints?.map(({ EndpointName }) => EndpointName)

test('by name and status, filtered, in pages', async () => {
  assert.deepEqual(await names({ SortBy: 'Name', SortOrder: 'Ascending' }), ['a', 'b', 'c'])
  assert.deepEqual(await names({ SortBy: 'Status' }), ['c', 'b', 'a'])
  assert.deepEqual(await names({ StatusEquals: 'InService' }), [])
  assert.deepEqual(await names({ StatusEquals: 'Creating', NameContains: 'a' }), ['a'])
  const { NextToken } = await sagemaker.send(new ListEndpointsCommand({ MaxResults: 2, SortBy: 'Name' }))
  assert.deepEqual(await names({ NextToken, SortBy: 'Name' }), ['a'])
})
