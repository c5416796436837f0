import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateMultipartUploadCommand, ListPartsCommand, UploadPartCommand } from '@aws-sdk/client-s3'
import { BUCKET, startRoom } from './room.ts'

const { s3 } = await startRoom()

const begin = async (Key: string, more: object = {}) => (await s3.send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key, ...more }))).UploadId as string
const part = (Key: string, UploadId: string, PartNumber: number, Body: Buffer | string, more: object = {}) =>
  s3.send(new UploadPartCommand({ Bucket: BUCKET, Key, UploadId, PartNumber, Body, ...more }))

test('ListParts pages by part number', async () => {
  const UploadId = await begin('k')
  for (const number of [3, 1, 2]) await part('k', UploadId, number, `part ${number}`)
  const list = (more: object = {}) => s3.send(new ListPartsCommand({ Bucket: BUCKET, Key: 'k', UploadId, ...more }))
  assert.deepEqual(
    (await list()).Parts?.map(({ PartNumber }) => PartNumber),
    [1, 2, 3],
  )
  const page = await list({ MaxParts: 2 })
  assert.deepEqual([page.IsTruncated, page.NextPartNumberMarker], [true, '2'])
  const rest = await list({ PartNumberMarker: page.NextPartNumberMarker })
  assert.deepEqual([rest.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size]), rest.IsTruncated], [[[3, 6]], false])
})
