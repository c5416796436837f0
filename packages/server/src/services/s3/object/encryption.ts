/** Encryption with KMS's keys: each object has a data key of its own, of which only what KMS encrypted is kept. Without the caller's permission to decrypt that, nobody reads the object. */
import type { Context } from '../../../operation.ts'
import type { Bucket } from '../bucket/bucket.ts'
import { invalidArgument, kmsRefused } from '../errors.ts'
import { bucketArn, objectArn } from '../names.ts'
import { type Encryption, type EncryptionInput, encryptionOf } from './stored-headers.ts'

/** What opens an object's data key. */
export interface Protection {
  /** Base64 of the data key as KMS encrypted it. */
  readonly dataKey: string
  /** ARN of the KMS key. */
  readonly keyArn: string
  /** Of the key: the bucket's own. */
  readonly region: string
  readonly context: Readonly<Record<string, string>>
}

export interface Encrypting {
  readonly headers: Encryption
  /** Undefined without KMS. */
  readonly protection: Protection | undefined
  /** The data key itself: for the bytes, and to be forgotten. */
  readonly key: Uint8Array | undefined
}

const ENCRYPTION_CONTEXT = 'x-amz-server-side-encryption-context'

/** The pairs that the client adds to S3's own. Throws InvalidArgument. */
function givenContext(header: string | undefined): Readonly<Record<string, string>> {
  if (header === undefined) return {}
  const refused = () =>
    invalidArgument(
      "The header 'x-amz-server-side-encryption-context' shall be Base64-encoded UTF-8 string holding JSON with the encryption context key-value pairs",
      ENCRYPTION_CONTEXT,
      header,
    )
  let context: unknown
  try {
    context = JSON.parse(Buffer.from(header, 'base64').toString('utf8'))
  } catch {
    throw refused()
  }
  if (typeof context !== 'object' || context === null || Array.isArray(context)) throw refused()
  if (Object.values(context).some((value) => typeof value !== 'string')) throw refused()
  return context as Record<string, string>
}

type Input = EncryptionInput & { readonly SSEKMSEncryptionContext?: string | undefined }

/**
 * How a new object is encrypted, and with KMS the data key for it: the caller needs kms:GenerateDataKey. Inside a transaction.
 * Throws InvalidArgument, AccessDenied, and KMS's own errors as S3 writes them (`KMS.DisabledException`).
 */
export function encryptionFor(ctx: Context, bucket: Bucket, key: string, input: Input): Encrypting {
  const encryption = encryptionOf(input, bucket)
  if (encryption.ServerSideEncryption !== 'aws:kms') return { headers: encryption, protection: undefined, key: undefined }
  const own = { 'aws:s3:arn': encryption.BucketKeyEnabled ? bucketArn(bucket.name) : objectArn(bucket.name, key) }
  const use = {
    service: 's3',
    keyId: encryption.SSEKMSKeyId,
    region: bucket.region,
    context: { ...givenContext(input.SSEKMSEncryptionContext), ...own },
  } as const
  const made = passingKmsErrors(() => ctx.keys.dataKey(use))
  return {
    headers: { ...encryption, SSEKMSKeyId: made.keyArn },
    protection: { dataKey: Buffer.from(made.ciphertext).toString('base64'), keyArn: made.keyArn, region: bucket.region, context: use.context },
    key: made.plaintext,
  }
}

/** The data key of an object or upload that is there: the caller needs kms:Decrypt. Undefined without KMS. Inside a transaction. Throws as `encryptionFor`. */
export function keyOf(ctx: Context, protection: Protection | undefined): Uint8Array | undefined {
  if (!protection) return undefined
  const { dataKey, keyArn, region, context } = protection
  return passingKmsErrors(() => ctx.keys.openDataKey({ service: 's3', keyId: keyArn, region, context }, Buffer.from(dataKey, 'base64')))
}

function passingKmsErrors<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw kmsRefused(error)
  }
}
