/** What S3 bounds. AWS's own numbers unless said otherwise (user guide, "Amazon S3 multipart upload limits" and "Object metadata"). */
const KIB = 1024
const MIB = 1024 * KIB
const GIB = 1024 * MIB

/** One PutObject, UploadPart or copy. */
export const MAX_UPLOAD_BYTES = 5 * GIB
/** Every part but the last. */
export const MIN_PART_BYTES = 5 * MIB
export const MAX_PARTS = 10_000
export const MAX_KEY_BYTES = 1024
/** User metadata: names and values together. */
export const MAX_METADATA_BYTES = 2 * KIB
/** Keys in a page of a list, uploads in a page, parts in a page, objects in DeleteObjects. */
export const MAX_PAGE = 1000
export const MAX_BUCKETS_PAGE = 10_000
export const MAX_OBJECT_TAGS = 10
export const MAX_BUCKET_TAGS = 50
export const MAX_TAG_KEY_CHARACTERS = 128
export const MAX_TAG_VALUE_CHARACTERS = 256
/** AWS's default quota of buckets for an account. */
export const MAX_BUCKETS = 10_000
/** How long a completed upload is remembered, so that a repeated CompleteMultipartUpload (its answer was lost) gets the same answer. Our own number. */
export const COMPLETED_UPLOAD_MS = 24 * 60 * 60 * 1000

/** AWS: "Bucket policies are limited to 20 KB in size". */
export const MAX_BUCKET_POLICY_BYTES = 20 * 1024
