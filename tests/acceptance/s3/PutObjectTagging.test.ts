import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetObjectTaggingCommand, PutObjectTaggingCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3, put } = await startRoom()

test('PutObjectTagging replaces the whole set, of ten at most', async () => {
  await put('k', '', { Tagging: 'a=1&b=two%20words' })
  const set = (TagSet: { Key: string; Value: string }[]) => s3.send(new PutObjectTaggingCommand({ Bucket: BUCKET, Key: 'k', Tagging: { TagSet } }))
  await set([{ Key: 'c', Value: '' }])
  assert.deepEqual((await s3.send(new GetObjectTaggingCommand({ Bucket: BUCKET, Key: 'k' }))).TagSet, [{ Key: 'c', Value: '' }])
  await assert.rejects(
    set(Array.from({ length: 11 }, (_, n) => ({ Key: `k${n}`, Value: '' }))),
    refusal('BadRequest', 400, 'Object tags cannot be greater than 10'),
  )
  await assert.rejects(set([{ Key: 'a', Value: 'v'.repeat(257) }]), refusal('InvalidTag', 400, 'The TagValue you have provided is invalid'))
})
