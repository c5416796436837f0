/** What a PutObject, CopyObject or CreateMultipartUpload says of an object beside its bytes, and what Get and Head give back. */
import type { CreateMultipartUploadRequest } from '@aws-sdk/client-s3'
import { type Bucket, defaultEncryption } from '../bucket/bucket.ts'
import { aclNotSupported, invalidArgument, metadataTooLarge, notImplementedHeader } from '../errors.ts'
import { MAX_METADATA_BYTES } from '../limits.ts'

export interface StoredHeaders {
  readonly ContentType?: string
  readonly CacheControl?: string
  readonly ContentDisposition?: string
  readonly ContentEncoding?: string
  readonly ContentLanguage?: string
  /** As ISO 8601. */
  readonly Expires?: string
  readonly WebsiteRedirectLocation?: string
  readonly Metadata?: Readonly<Record<string, string>>
  readonly ServerSideEncryption?: string
  readonly SSEKMSKeyId?: string
  readonly BucketKeyEnabled?: boolean
}

type Input = Partial<
  Pick<
    CreateMultipartUploadRequest,
    | 'ContentType'
    | 'CacheControl'
    | 'ContentDisposition'
    | 'ContentEncoding'
    | 'ContentLanguage'
    | 'Expires'
    | 'WebsiteRedirectLocation'
    | 'Metadata'
    | 'ServerSideEncryption'
    | 'SSEKMSKeyId'
    | 'BucketKeyEnabled'
  >
>

/** The headers as they are kept. Throws MetadataTooLarge. */
export function headersOf(input: Input): StoredHeaders {
  const encoding = withoutAwsChunked(input.ContentEncoding)
  return {
    ContentType: input.ContentType || 'binary/octet-stream',
    ...optional('CacheControl', input.CacheControl),
    ...optional('ContentDisposition', input.ContentDisposition),
    ...optional('ContentEncoding', encoding),
    ...optional('ContentLanguage', input.ContentLanguage),
    ...(input.Expires && { Expires: input.Expires.toISOString() }),
    ...optional('WebsiteRedirectLocation', input.WebsiteRedirectLocation),
    ...metadataOf(input.Metadata),
  }
}

export type Encryption = Pick<StoredHeaders, 'ServerSideEncryption' | 'SSEKMSKeyId' | 'BucketKeyEnabled'>

export type EncryptionInput = Pick<Input, 'ServerSideEncryption' | 'SSEKMSKeyId' | 'BucketKeyEnabled'>

/** How the object is encrypted by what the request says, else by the bucket's default. Without KMS (AES256) the bytes lie on the user's own disk as they are. */
export function encryptionOf(input: EncryptionInput, bucket: Pick<Bucket, 'encryption'>): Encryption {
  const { ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled } = input.ServerSideEncryption === undefined ? { ...input, ...defaultEncryption(bucket) } : input
  return checkedEncryption({ ServerSideEncryption: ServerSideEncryption ?? 'AES256', SSEKMSKeyId, BucketKeyEnabled })
}

function checkedEncryption({ ServerSideEncryption, SSEKMSKeyId, BucketKeyEnabled }: Required<Pick<Input, 'ServerSideEncryption'>> & Input): Encryption {
  if (ServerSideEncryption === undefined) return {}
  // Two layers of encryption would be a lie here.
  if (ServerSideEncryption === 'aws:kms:dsse') throw notImplementedHeader('x-amz-server-side-encryption: aws:kms:dsse')
  const kms = ServerSideEncryption === 'aws:kms'
  if (!kms && ServerSideEncryption !== 'AES256') {
    throw invalidArgument('The encryption method specified is not supported', 'x-amz-server-side-encryption', ServerSideEncryption)
  }
  if (!kms && SSEKMSKeyId !== undefined) {
    throw invalidArgument(
      'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
      'x-amz-server-side-encryption',
      ServerSideEncryption,
    )
  }
  return { ServerSideEncryption, ...(SSEKMSKeyId !== undefined && { SSEKMSKeyId }), ...(kms && BucketKeyEnabled !== undefined && { BucketKeyEnabled }) }
}

const STORAGE_CLASSES = new Set(['STANDARD', 'REDUCED_REDUNDANCY', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING', 'GLACIER', 'DEEP_ARCHIVE', 'GLACIER_IR'])

/** Kept and answered. Nothing is ever archived: an object of an archive's class stays readable. */
export function storageClassOf(input: { readonly StorageClass?: string | undefined }): string {
  const { StorageClass = 'STANDARD' } = input
  if (!STORAGE_CLASSES.has(StorageClass)) throw invalidArgument('The storage class you specified is not valid', 'x-amz-storage-class', StorageClass)
  return StorageClass
}

/** Refuses, by name, what would be a lie to accept: keys of the customer, locks, and access lists (disabled in every new bucket since 2023). */
export function refuseUnsupported(input: Readonly<Record<string, unknown>>): void {
  if (input.SSECustomerAlgorithm !== undefined || input.SSECustomerKey !== undefined)
    throw notImplementedHeader('x-amz-server-side-encryption-customer-algorithm')
  if (input.CopySourceSSECustomerAlgorithm !== undefined) throw notImplementedHeader('x-amz-copy-source-server-side-encryption-customer-algorithm')
  if (input.ObjectLockMode !== undefined) throw notImplementedHeader('x-amz-object-lock-mode')
  if (input.ObjectLockLegalHoldStatus !== undefined) throw notImplementedHeader('x-amz-object-lock-legal-hold')
  if (input.WriteOffsetBytes !== undefined) throw notImplementedHeader('x-amz-write-offset-bytes')
  const grants = [input.GrantRead, input.GrantReadACP, input.GrantWriteACP, input.GrantFullControl]
  if ((input.ACL !== undefined && input.ACL !== 'bucket-owner-full-control') || grants.some((grant) => grant !== undefined)) throw aclNotSupported()
}

/** The members of an answer, `Expires` as HTTP writes it. */
export function answeredHeaders({ Expires, ...headers }: StoredHeaders): Record<string, unknown> {
  return { ...headers, ...(Expires !== undefined && { Expires: new Date(Expires) }) }
}

const optional = <Name extends string>(name: Name, value: string | undefined) =>
  (value === undefined || value === '' ? {} : { [name]: value }) as { readonly [K in Name]?: string }

/** A coding of the transfer that some gateways leave in; others, such as gzip, belong to the object. */
function withoutAwsChunked(encoding: string | undefined): string | undefined {
  if (encoding === undefined || !/\baws-chunked\b/i.test(encoding)) return encoding
  return encoding
    .split(',')
    .map((token) => token.trim())
    .filter((token) => token !== '' && token.toLowerCase() !== 'aws-chunked')
    .join(', ')
}

function metadataOf(metadata: Readonly<Record<string, string>> | undefined): Pick<StoredHeaders, 'Metadata'> {
  const entries = Object.entries(metadata ?? {}).map(([name, value]) => [name.toLowerCase(), encodeWord(value)] as const)
  if (entries.length === 0) return {}
  const size = entries.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0)
  if (size > MAX_METADATA_BYTES) throw metadataTooLarge(size, MAX_METADATA_BYTES)
  return { Metadata: Object.fromEntries(entries) }
}

const PRINTABLE_ASCII = /^[\t\x20-\x7e]*$/
const BYTES_ONLY = /^[\0-\xff]*$/

/** RFC 2047, as S3 answers metadata that is not ASCII. Node hands header bytes over as Latin-1; SDKs send UTF-8. */
export function encodeWord(value: string): string {
  if (PRINTABLE_ASCII.test(value)) return value
  return `=?UTF-8?B?${Buffer.from(BYTES_ONLY.test(value) ? utf8OrLatin1(value) : value).toString('base64')}?=`
}

function utf8OrLatin1(value: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'latin1'))
  } catch {
    return value
  }
}
