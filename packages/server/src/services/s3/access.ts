/** What S3's calls are about, beyond what the public table says; and the policies that guard buckets. */
import { type Asked, type Demand, type Guard, type ServiceAccess, text } from '../../access.ts'
import * as buckets from './bucket/bucket.store.ts'
import { findPolicy } from './bucket-policy/bucket-policy.store.ts'
import { blockOf } from './bucket-policy/public-access-block.ts'
import { bucketArn } from './names.ts'
import * as objects from './object/object.store.ts'

/** S3's permissions are older than many of its operations (S3 user guide, "Required permissions for Amazon S3 API operations"). */
const ACTIONS: Readonly<Record<string, string>> = {
  CompleteMultipartUpload: 'PutObject',
  CopyObject: 'PutObject',
  CreateMultipartUpload: 'PutObject',
  DeleteBucketCors: 'PutBucketCORS',
  DeleteBucketEncryption: 'PutEncryptionConfiguration',
  DeleteBucketLifecycle: 'PutLifecycleConfiguration',
  DeleteBucketOwnershipControls: 'PutBucketOwnershipControls',
  DeleteBucketReplication: 'PutReplicationConfiguration',
  DeleteBucketTagging: 'PutBucketTagging',
  DeletePublicAccessBlock: 'PutBucketPublicAccessBlock',
  GetBucketAccelerateConfiguration: 'GetAccelerateConfiguration',
  GetBucketCors: 'GetBucketCORS',
  GetBucketEncryption: 'GetEncryptionConfiguration',
  GetBucketLifecycleConfiguration: 'GetLifecycleConfiguration',
  GetBucketNotificationConfiguration: 'GetBucketNotification',
  GetBucketReplication: 'GetReplicationConfiguration',
  GetObjectAttributes: 'GetObject',
  GetObjectLockConfiguration: 'GetBucketObjectLockConfiguration',
  GetPublicAccessBlock: 'GetBucketPublicAccessBlock',
  HeadBucket: 'ListBucket',
  HeadObject: 'GetObject',
  ListBuckets: 'ListAllMyBuckets',
  ListMultipartUploads: 'ListBucketMultipartUploads',
  ListObjects: 'ListBucket',
  ListObjectsV2: 'ListBucket',
  ListObjectVersions: 'ListBucketVersions',
  ListParts: 'ListMultipartUploadParts',
  PutBucketAccelerateConfiguration: 'PutAccelerateConfiguration',
  PutBucketCors: 'PutBucketCORS',
  PutBucketEncryption: 'PutEncryptionConfiguration',
  PutBucketLifecycleConfiguration: 'PutLifecycleConfiguration',
  PutBucketNotificationConfiguration: 'PutBucketNotification',
  PutBucketReplication: 'PutReplicationConfiguration',
  PutObjectLockConfiguration: 'PutBucketObjectLockConfiguration',
  PutPublicAccessBlock: 'PutBucketPublicAccessBlock',
  SelectObjectContent: 'GetObject',
  UploadPart: 'PutObject',
  UploadPartCopy: 'PutObject',
}

/** Reading a version by its name is another action than reading what is there now. */
const OF_VERSIONS: Readonly<Record<string, string>> = {
  DeleteObject: 's3:DeleteObjectVersion',
  GetObject: 's3:GetObjectVersion',
  GetObjectAcl: 's3:GetObjectVersionAcl',
  GetObjectAttributes: 's3:GetObjectVersion',
  GetObjectTagging: 's3:GetObjectVersionTagging',
  HeadObject: 's3:GetObjectVersion',
  PutObjectTagging: 's3:PutObjectVersionTagging',
}

const READS = new Set(['GetObject', 'HeadObject', 'GetObjectAttributes', 'GetObjectTagging', 'GetObjectAcl'])
const MAKES = new Set(['PutObject', 'CopyObject', 'CreateMultipartUpload'])

function* also({ operation, input, ctx }: Asked, resource: string): Iterable<Demand> {
  const [bucket, key] = [text(input.Bucket) ?? '', text(input.Key) ?? '']
  const version = text(input.VersionId) && OF_VERSIONS[operation]
  if (version) yield { action: version, resource }
  if (operation === 'GetObjectAttributes') yield { action: version ? 's3:GetObjectVersionAttributes' : 's3:GetObjectAttributes', resource }
  if (MAKES.has(operation)) {
    if (text(input.Tagging)) yield { action: 's3:PutObjectTagging', resource }
    if (text(input.ACL)) yield { action: 's3:PutObjectAcl', resource }
  }
  if (operation === 'CreateBucket') {
    const { Tags } = (input.CreateBucketConfiguration ?? {}) as { readonly Tags?: readonly unknown[] }
    if (Tags?.length) yield { action: 's3:TagResource', resource }
    if (text(input.ACL)) yield { action: 's3:PutBucketAcl', resource }
  }
  // Whoever may not list a bucket does not learn which keys it lacks.
  if (READS.has(operation) && ctx.call.principal.kind !== 'root' && !objects.find(ctx.db, bucket, key))
    yield { action: 's3:ListBucket', resource: bucketArn(bucket) }
}

/** Members of requests by the condition keys that they fill. */
const MEMBERS: Readonly<Record<string, string>> = {
  's3:delimiter': 'Delimiter',
  's3:if-match': 'IfMatch',
  's3:if-none-match': 'IfNoneMatch',
  's3:max-keys': 'MaxKeys',
  's3:prefix': 'Prefix',
  's3:versionid': 'VersionId',
  's3:x-amz-acl': 'ACL',
  's3:x-amz-copy-source': 'CopySource',
  's3:x-amz-grant-full-control': 'GrantFullControl',
  's3:x-amz-grant-read': 'GrantRead',
  's3:x-amz-grant-read-acp': 'GrantReadACP',
  's3:x-amz-grant-write': 'GrantWrite',
  's3:x-amz-grant-write-acp': 'GrantWriteACP',
  's3:x-amz-metadata-directive': 'MetadataDirective',
  's3:x-amz-object-ownership': 'ObjectOwnership',
  's3:x-amz-server-side-encryption': 'ServerSideEncryption',
  's3:x-amz-server-side-encryption-aws-kms-key-id': 'SSEKMSKeyId',
  's3:x-amz-server-side-encryption-customer-algorithm': 'SSECustomerAlgorithm',
  's3:x-amz-storage-class': 'StorageClass',
  's3:x-amz-website-redirect-location': 'WebsiteRedirectLocation',
}

/** Bucket and key of an ARN; undefined for one that names no bucket. */
function nameOf(arn: string): { readonly bucket: string; readonly key: string | undefined } | undefined {
  const prefix = bucketArn('')
  if (!arn.startsWith(prefix)) return undefined
  const rest = arn.slice(prefix.length)
  const slash = rest.indexOf('/')
  return slash < 0 ? { bucket: rest, key: undefined } : { bucket: rest.slice(0, slash), key: rest.slice(slash + 1) }
}

interface RequestTag {
  readonly Key?: string
  readonly Value?: string
}

/** Tags that a request gives an object: a header, or the body of PutObjectTagging. */
function requestTags({ input }: Asked): RequestTag[] {
  if (typeof input.Tagging === 'string') return [...new URLSearchParams(input.Tagging)].map(([Key, Value]) => ({ Key, Value }))
  return [...(((input.Tagging ?? {}) as { readonly TagSet?: readonly RequestTag[] }).TagSet ?? [])]
}

const named = (tags: readonly RequestTag[], name: string) => {
  const tag = tags.find(({ Key }) => Key?.toLowerCase() === name)
  return tag && [tag.Value ?? '']
}

function key(name: string, asked: Asked, resource: string): readonly string[] | undefined {
  const { input, ctx } = asked
  const member = MEMBERS[name]
  if (member !== undefined) {
    const value = input[member]
    return value === undefined || value === '' ? undefined : [String(value)]
  }
  const [family = '', tag = ''] = name.split(/\/(.*)/s)
  const where = nameOf(resource)
  switch (family) {
    case 's3:resourceaccount':
      return [(where && buckets.find(ctx.db, where.bucket)?.account) ?? ctx.account]
    case 's3:signatureversion':
      return ['AWS4-HMAC-SHA256']
    case 's3:locationconstraint': {
      const { LocationConstraint } = (input.CreateBucketConfiguration ?? {}) as { readonly LocationConstraint?: string }
      return LocationConstraint === undefined ? undefined : [LocationConstraint]
    }
    case 's3:existingobjecttag':
      return where?.key === undefined ? undefined : named(objects.find(ctx.db, where.bucket, where.key)?.tags ?? [], tag)
    case 's3:requestobjecttag':
      return named(requestTags(asked), tag)
    case 's3:requestobjecttagkeys': {
      const keys = requestTags(asked).map(({ Key }) => Key ?? '')
      return keys.length > 0 ? keys : undefined
    }
    default:
      return undefined
  }
}

/** The root of the account that owns a bucket can always put its policy right. */
const RESCUES = new Set(['DeleteBucketPolicy', 'GetBucketPolicy', 'PutBucketPolicy'])

function guard(arn: string, { operation, ctx }: Asked): Guard | 'missing' | undefined {
  const where = nameOf(arn)
  if (!where || where.bucket === '*' || operation === 'CreateBucket') return undefined
  const bucket = buckets.find(ctx.db, where.bucket)
  if (!bucket) return 'missing'
  const { principal } = ctx.call
  const policy = findPolicy(ctx.db, bucket.name)
  if (!policy || (RESCUES.has(operation) && principal.kind === 'root' && principal.account === bucket.account)) return { account: bucket.account }
  const ownAccountOnly = policy.isPublic && (blockOf(ctx.db, bucket.name)?.RestrictPublicBuckets ?? false)
  return { account: bucket.account, policy: policy.document, ownAccountOnly }
}

export const access: ServiceAccess = {
  // Each key is asked about on its own, and refused on its own.
  free: ['DeleteObjects'],
  actions: ACTIONS,
  resources: { ListBuckets: () => bucketArn('*') },
  variables: { BucketName: ({ input }) => text(input.Bucket), ObjectName: ({ input }) => text(input.Key) },
  also,
  key,
  guard,
}
