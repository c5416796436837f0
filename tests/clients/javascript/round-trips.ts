/** S3's round trips by the AWS SDK for JavaScript: put, get, range, upload in parts, list by pages, copy, delete. */
import { NoSuchKey, paginateListObjectsV2, type S3 } from '@aws-sdk/client-s3'

const FIRST_PART = 5 * 2 ** 20
const LAST_PART = 1234
const NOTE = 'notes/a b+ü.txt'

/** What was seen; the bucket keeps `notes/copy` and `notes/large`. */
export async function roundTrips(s3: S3, Bucket: string) {
  const read = async (Key: string, Range?: string) => (await s3.getObject({ Bucket, Key, ...(Range ? { Range } : {}) })).Body?.transformToByteArray()
  const readText = async (Key: string, Range?: string) => Buffer.from((await read(Key, Range)) ?? []).toString()
  await s3.putObject({ Bucket, Key: NOTE, Body: 'hello from JavaScript', Metadata: { author: 'javascript' } })
  const { Metadata } = await s3.headObject({ Bucket, Key: NOTE })
  const [text, range] = [await readText(NOTE), await readText(NOTE, 'bytes=6-9')]

  const content = Buffer.from(Uint8Array.from({ length: FIRST_PART + LAST_PART }, (_, index) => index * 7))
  await uploadInParts(s3, Bucket, 'notes/large', content)
  const multipart = content.equals((await read('notes/large')) ?? Buffer.alloc(0))

  await s3.copyObject({ Bucket, Key: 'notes/copy', CopySource: `${Bucket}/${encodeURIComponent(NOTE)}` })
  const copied = await readText('notes/copy')
  const keys: string[] = []
  let pages = 0
  for await (const page of paginateListObjectsV2({ client: s3, pageSize: 2 }, { Bucket, Prefix: 'notes/' })) {
    pages++
    for (const { Key } of page.Contents ?? []) if (Key) keys.push(Key)
  }
  await s3.deleteObject({ Bucket, Key: NOTE })
  const missing = await s3.getObject({ Bucket, Key: NOTE }).then(
    () => false,
    (error) => error instanceof NoSuchKey,
  )
  return { text, range, author: Metadata?.author, multipart, keys, pages, copied, missing }
}

async function uploadInParts(s3: S3, Bucket: string, Key: string, content: Buffer): Promise<void> {
  const { UploadId } = await s3.createMultipartUpload({ Bucket, Key })
  const Parts = []
  for (const [index, Body] of [content.subarray(0, FIRST_PART), content.subarray(FIRST_PART)].entries()) {
    const PartNumber = index + 1
    const { ETag, ChecksumCRC32 } = await s3.uploadPart({ Bucket, Key, UploadId, PartNumber, Body })
    Parts.push({ PartNumber, ETag, ChecksumCRC32 })
  }
  await s3.completeMultipartUpload({ Bucket, Key, UploadId, MultipartUpload: { Parts } })
}
