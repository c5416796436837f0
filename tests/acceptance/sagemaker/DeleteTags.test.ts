import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CreateModelCommand, DeleteTagsCommand, ListTagsCommand } from '@aws-sdk/client-sagemaker'
import { TOY, withMock } from '../../support/sagemaker.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer(withMock)
const { sagemaker } = server.clients
const ResourceArn = `arn:aws:sagemaker:${REGION}:${ACCOUNT}:model/m`
before(() => sagemaker.send(new CreateModelCommand({ ModelName: 'm', PrimaryContainer: { Image: TOY }, Tags: [{ Key: 'a', Value: '1' }] })))
after(() => server.stop())

test('removes those that are there', async () => {
  await sagemaker.send(new DeleteTagsCommand({ ResourceArn, TagKeys: ['a', 'never'] }))
  assert.deepEqual((await sagemaker.send(new ListTagsCommand({ ResourceArn }))).Tags, [])
})
