import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeletePublicAccessBlockCommand, GetPublicAccessBlockCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3 } = await startRoom()
const Bucket = BUCKET

const get = async () => (await s3.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration

test('GetPublicAccessBlock: everything is blocked from the beginning, until the owner takes it away', async () => {
  assert.deepEqual(await get(), { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true })
  await s3.send(new DeletePublicAccessBlockCommand({ Bucket }))
  await assert.rejects(get(), refusal('NoSuchPublicAccessBlockConfiguration', 404, 'The public access block configuration was not found'))
})
