import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { AddTagsCommand, CreateModelCommand } from '@aws-sdk/client-sagemaker'
import { TOY, withMock } from '../../support/sagemaker.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer(withMock)
const { sagemaker } = server.clients
const ResourceArn = `arn:aws:sagemaker:${REGION}:${ACCOUNT}:model/m`
before(() => sagemaker.send(new CreateModelCommand({ ModelName: 'm', PrimaryContainer: { Image: TOY }, Tags: [{ Key: 'a', Value: '1' }] })))
after(() => server.stop())

test('adds and replaces; answers all', async () => {
  const { Tags } = await sagemaker.send(
    new AddTagsCommand({
      ResourceArn,
      Tags: [
        { Key: 'a', Value: '2' },
        { Key: 'b', Value: '' },
      ],
    }),
  )
  assert.deepEqual(Tags, [
    { Key: 'a', Value: '2' },
    { Key: 'b', Value: '' },
  ])
})

test('a resource that is not there, or of no kind', async () => {
  for (const arn of [`${ResourceArn}x`, `arn:aws:sagemaker:${REGION}:${ACCOUNT}:nothing/m`]) {
    await assert.rejects(sagemaker.send(new AddTagsCommand({ ResourceArn: arn, Tags: [{ Key: 'a', Value: '1' }] })), {
      name: 'ValidationException',
      message: /does not exist/,
    })
  }
})

test("another account's resource is not even root's", async () => {
  const foreign = ResourceArn.replace(ACCOUNT, '210987654321')
  await assert.rejects(sagemaker.send(new AddTagsCommand({ ResourceArn: foreign, Tags: [{ Key: 'a', Value: '1' }] })), {
    name: 'AccessDeniedException',
    message: `User: arn:aws:iam::${ACCOUNT}:root is not authorized to perform: sagemaker:AddTags on resource: ${foreign} because no resource-based policy allows the sagemaker:AddTags action`,
  })
})
