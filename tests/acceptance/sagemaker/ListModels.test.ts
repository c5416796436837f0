import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CreateModelCommand, ListModelsCommand, type ListModelsCommandInput } from '@aws-sdk/client-sagemaker'
import { TOY, withMock } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer(withMock)
const { sagemaker } = server.clients
after(() => server.stop())
before(async () => {
  for (const ModelName of ['b', 'c', 'a']) await sagemaker.send(new CreateModelCommand({ ModelName, PrimaryContainer: { Image: TOY } }))
})

const names = async (input: ListModelsCommandInput = {}) => (await sagemaker.send(new ListModelsCommand(input))).Models?.map(({ ModelName }) => ModelName)

test('newest first unless asked otherwise; by name; filtered; in pages', async () => {
  assert.deepEqual(await names({ SortBy: 'Name', SortOrder: 'Ascending' }), ['a', 'b', 'c'])
  assert.deepEqual(await names({ SortBy: 'Name' }), ['c', 'b', 'a'])
  assert.deepEqual(await names({ NameContains: 'b' }), ['b'])
  assert.deepEqual(await names({ CreationTimeBefore: new Date(0) }), [])
  const { Models, NextToken } = await sagemaker.send(new ListModelsCommand({ MaxResults: 2, SortBy: 'Name', SortOrder: 'Ascending' }))
  assert.deepEqual(
    Models?.map(({ ModelName }) => ModelName),
    ['a', 'b'],
  )
  assert.deepEqual(await names({ NextToken, SortBy: 'Name', SortOrder: 'Ascending' }), ['c'])
})
