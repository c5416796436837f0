import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetBucketTaggingCommand, PutBucketTaggingCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3 } = await startRoom()

test('PutBucketTagging replaces the whole set and refuses what is no tag', async () => {
  const set = (TagSet: { Key: string; Value: string }[]) => s3.send(new PutBucketTaggingCommand({ Bucket: BUCKET, Tagging: { TagSet } }))
  await set([
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: '2' },
  ])
  await set([{ Key: 'c', Value: '日本' }])
  assert.deepEqual((await s3.send(new GetBucketTaggingCommand({ Bucket: BUCKET }))).TagSet, [{ Key: 'c', Value: '日本' }])
  await assert.rejects(
    set([
      { Key: 'a', Value: '1' },
      { Key: 'a', Value: '2' },
    ]),
    refusal('InvalidTag', 400, 'Cannot provide multiple Tags with the same key'),
  )
  await assert.rejects(set([{ Key: 'x'.repeat(129), Value: '' }]), refusal('InvalidTag', 400, 'The TagKey you have provided is invalid'))
  await assert.rejects(set(Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: '' }))), refusal('BadRequest', 400))
})
