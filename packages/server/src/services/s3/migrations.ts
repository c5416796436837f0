/** S3's tables, in the order of their making. */
import type { Migration } from '../../store/migration.ts'
import * as blobs from './blob.store.ts'
import * as buckets from './bucket/bucket.store.ts'
import * as bucketPolicies from './bucket-policy/bucket-policy.store.ts'
import * as uploads from './multipart-upload/multipart-upload.store.ts'
import * as objects from './object/object.store.ts'

export const migrations: readonly Migration[] = [
  ...blobs.migrations,
  ...buckets.migrations,
  ...objects.migrations,
  ...uploads.migrations,
  ...bucketPolicies.migrations,
]
