/** What is done to buckets and to many objects at once. */
import {
  DeleteBucketCommand,
  DeleteObjectsCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ObjectIdentifier,
} from '@aws-sdk/client-s3'
import { s3 } from '../../../aws/s3.ts'

export const listBuckets = async () => (await s3().send(new ListBucketsCommand({}))).Buckets ?? []

export const deleteBucket = (Bucket: string) => s3().send(new DeleteBucketCommand({ Bucket }))

/** What the API takes at once. */
const BATCH = 1_000

/** @returns how many went. Throws the first refusal. */
async function deleteAll(Bucket: string, Objects: readonly ObjectIdentifier[]): Promise<number> {
  if (Objects.length === 0) return 0
  const { Errors = [] } = await s3().send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [...Objects], Quiet: true } }))
  const [first] = Errors
  if (first) throw Object.assign(new Error(`${first.Key}: ${first.Message}`), { name: first.Code ?? 'Error' })
  return Objects.length
}

/** All versions and delete markers. `onCount` hears how many are gone. */
export async function emptyBucket(Bucket: string, onCount: (count: number) => void): Promise<number> {
  let count = 0
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await s3().send(new ListObjectVersionsCommand({ Bucket, MaxKeys: BATCH }))
    const found = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, ...(VersionId && VersionId !== 'null' && { VersionId }) }))
    if (found.length === 0) return count
    count += await deleteAll(Bucket, found)
    onCount(count)
  }
}

/** Objects by key, and folders (keys that end in `/`) with all that lies in them. */
export async function deleteEntries(Bucket: string, keys: readonly string[]): Promise<number> {
  let count = 0
  const plain = keys.filter((key) => !key.endsWith('/'))
  for (let at = 0; at < plain.length; at += BATCH) {
    count += await deleteAll(
      Bucket,
      plain.slice(at, at + BATCH).map((Key) => ({ Key })),
    )
  }
  for (const Prefix of keys.filter((key) => key.endsWith('/'))) {
    for (;;) {
      const { Contents = [], IsTruncated } = await s3().send(new ListObjectsV2Command({ Bucket, Prefix, MaxKeys: BATCH }))
      count += await deleteAll(
        Bucket,
        Contents.map(({ Key }) => ({ Key })),
      )
      if (!IsTruncated) break
    }
  }
  return count
}
