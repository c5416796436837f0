import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetObjectTaggingCommand } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3, put } = await startRoom()

test('GetObjectTagging tells the tags that came with the object', async () => {
  await put('k', '', { Tagging: 'a=1&b=two%20words' })
  const get = (Key: string) => s3.send(new GetObjectTaggingCommand({ Bucket: BUCKET, Key }))
  assert.deepEqual((await get('k')).TagSet, [
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: 'two words' },
  ])
  await assert.rejects(get('none'), refusal('NoSuchKey', 404))
  await assert.rejects(put('k', '', { Tagging: 'a=1&a=2' }), refusal('InvalidTag', 400))
})
