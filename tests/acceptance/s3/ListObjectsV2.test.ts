import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import { BUCKET, refusal, startRoom } from './room.ts'

const { s3, put } = await startRoom()

const keys = ['a', 'b/1', 'b/2', 'b/c/3', 'd&<e>', 'z z', 'é', '\uffee', '😀']
for (const key of keys) await put(key, key)
const list = (more: object = {}) => s3.send(new ListObjectsV2Command({ Bucket: BUCKET, ...more }))
const names = (answer: { Contents?: { Key?: string | undefined }[] | undefined }) => answer.Contents?.map(({ Key }) => Key) ?? []

test('ListObjectsV2 lists in the order of UTF-8 bytes, in pages of any size', async () => {
  assert.deepEqual(names(await list()), keys)
  const seen: (string | undefined)[] = []
  let ContinuationToken: string | undefined
  do {
    const page = await list({ MaxKeys: 2, ContinuationToken })
    assert.equal(page.KeyCount, names(page).length)
    seen.push(...names(page))
    ContinuationToken = page.NextContinuationToken
  } while (ContinuationToken)
  assert.deepEqual(seen, keys)
})

test('ListObjectsV2 groups by prefix and delimiter', async () => {
  const top = await list({ Delimiter: '/' })
  assert.deepEqual([names(top).length, top.CommonPrefixes, top.KeyCount], [6, [{ Prefix: 'b/' }], 7])
  const below = await list({ Prefix: 'b/', Delimiter: '/' })
  assert.deepEqual([names(below), below.CommonPrefixes], [['b/1', 'b/2'], [{ Prefix: 'b/c/' }]])
  const page = await list({ Delimiter: '/', MaxKeys: 2 })
  assert.deepEqual([names(page), page.CommonPrefixes, page.IsTruncated], [['a'], [{ Prefix: 'b/' }], true])
  assert.deepEqual(names(await list({ Delimiter: '/', ContinuationToken: page.NextContinuationToken, MaxKeys: 1 })), ['d&<e>'])
})

test('ListObjectsV2: start-after, owners, encoding, an empty page', async () => {
  assert.deepEqual(names(await list({ StartAfter: 'b/2', MaxKeys: 1 })), ['b/c/3'])
  assert.deepEqual(names(await list({ StartAfter: 'a', Prefix: 'd' })), ['d&<e>'])
  assert.match((await list({ FetchOwner: true })).Contents?.[0]?.Owner?.ID ?? '', /^[0-9a-f]{64}$/)
  assert.deepEqual(names(await list({ EncodingType: 'url', Prefix: 'd' })), ['d%26%3Ce%3E'])
  const none = await list({ MaxKeys: 0 })
  assert.deepEqual([none.KeyCount, none.IsTruncated], [0, false])
  assert.deepEqual((await list({ Prefix: 'nothing' })).Contents, undefined)
})

test('ListObjectsV2 refuses what makes no sense', async () => {
  await assert.rejects(list({ ContinuationToken: '%%%' }), refusal('InvalidArgument', 400, 'The continuation token provided is incorrect'))
  await assert.rejects(list({ MaxKeys: -1 }), refusal('InvalidArgument', 400))
  await assert.rejects(s3.send(new ListObjectsV2Command({ Bucket: 'missing-bucket' })), refusal('NoSuchBucket', 404))
})
