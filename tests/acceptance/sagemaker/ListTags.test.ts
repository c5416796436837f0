import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AddTagsCommand, CreateModelCommand, DeleteModelCommand, ListTagsCommand } from '@aws-sdk/client-sagemaker'
import { TOY, withMock } from '../../support/sagemaker.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer(withMock)
const { sagemaker } = server.clients
const ResourceArn = `arn:aws:sagemaker:${REGION}:${ACCOUNT}:model/m`
before(() => sagemaker.send(new CreateModelCommand({ ModelName: 'm', PrimaryContainer: { Image: TOY }, Tags: [{ Key: 'a', Value: '1' }] })))
after(() => server.stop())

test('all of a resource, in pages when asked', async () => {
  await sagemaker.send(new AddTagsCommand({ ResourceArn, Tags: ['b', 'c'].map((Key) => ({ Key, Value: Key })) }))
  const { Tags, NextToken } = await sagemaker.send(new ListTagsCommand({ ResourceArn, MaxResults: 50 }))
  assert.deepEqual(
    Tags?.map(({ Key }) => Key),
    ['a', 'b', 'c'],
  )
  assert.equal(NextToken, undefined)
})

test('the tags of a deleted model are gone', async () => {
  await sagemaker.send(new DeleteModelCommand({ ModelName: 'm' }))
  await assert.rejects(sagemaker.send(new ListTagsCommand({ ResourceArn })), { name: 'ValidationException' })
  await sagemaker.send(new CreateModelCommand({ ModelName: 'm', PrimaryContainer: { Image: TOY } }))
  assert.deepEqual((await sagemaker.send(new ListTagsCommand({ ResourceArn }))).Tags, [])
})
