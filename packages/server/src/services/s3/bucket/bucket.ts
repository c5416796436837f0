/** A bucket. Its name is unique over all accounts and regions; every region's endpoint answers for it. */
import type { ServerSideEncryptionConfiguration } from '@aws-sdk/client-s3'
import type { Context, Tag } from '../../../operation.ts'
import { accessDenied, noSuchBucket } from '../errors.ts'
import { find } from './bucket.store.ts'

export interface Bucket {
  readonly name: string
  readonly account: string
  readonly region: string
  readonly createdAt: Date
  /** Undefined when never set: GetBucketTagging then says NoSuchTagSet. */
  readonly tags: readonly Tag[] | undefined
  /** ServerSideEncryptionConfiguration as it came; undefined is AWS's default, AES256. */
  readonly encryption: ServerSideEncryptionConfiguration | undefined
}

/** What every bucket has since January 2023. */
export const DEFAULT_ENCRYPTION: ServerSideEncryptionConfiguration = {
  Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
}

/** The members that an object gets whose request says nothing of encryption. */
export function defaultEncryption({ encryption }: Pick<Bucket, 'encryption'>) {
  const rule = (encryption ?? DEFAULT_ENCRYPTION).Rules?.[0]
  const { SSEAlgorithm = 'AES256', KMSMasterKeyID } = rule?.ApplyServerSideEncryptionByDefault ?? {}
  return {
    ServerSideEncryption: SSEAlgorithm,
    ...(KMSMasterKeyID !== undefined && { SSEKMSKeyId: KMSMasterKeyID }),
    ...(rule?.BucketKeyEnabled && { BucketKeyEnabled: true }),
  }
}

/** The bucket. Throws NoSuchBucket, or AccessDenied when it is not `expectedOwner`'s. Whether the caller may, IAM has decided: it may be another account's. */
export function mustFind(ctx: Pick<Context, 'db'>, name: string, expectedOwner?: string): Bucket {
  const bucket = find(ctx.db, name)
  if (!bucket) throw noSuchBucket(name)
  if (expectedOwner !== undefined && expectedOwner !== bucket.account) throw accessDenied()
  return bucket
}
