/** `x-amz-copy-source`: `/bucket/key` or `bucket/key`, URL-encoded, with an optional `?versionId=`. */
import type { Context } from '../../../operation.ts'
import { mustFind } from '../bucket/bucket.ts'
import { invalidArgument, invalidRequest } from '../errors.ts'
import { MAX_UPLOAD_BYTES } from '../limits.ts'
import { objectArn } from '../names.ts'
import { type CopySourceConditions, checkCopySource } from './conditions.ts'
import { mustFindObject, type StoredObject } from './object.ts'

export interface CopySource {
  readonly bucket: string
  readonly key: string
  readonly versionId?: string
}

/** Throws InvalidArgument. */
export function parseCopySource(header: string): CopySource {
  const [path = '', versionId] = header.split('?versionId=')
  const decoded = decode(path.replace(/^\//, ''), header)
  const slash = decoded.indexOf('/')
  if (slash < 1 || slash === decoded.length - 1) {
    throw invalidArgument('Copy Source must mention the source bucket and key: sourcebucket/sourcekey', 'x-amz-copy-source', header)
  }
  return { bucket: decoded.slice(0, slash), key: decoded.slice(slash + 1), ...(versionId !== undefined && { versionId }) }
}

function decode(text: string, header: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalidArgument('Copy Source must be URL-encoded', 'x-amz-copy-source', header)
  }
}

/** The object to copy from, which the caller must be allowed to read. Throws NoSuchKey, PreconditionFailed, AccessDenied. */
export function mustFindSource(
  ctx: Context,
  source: CopySource,
  input: CopySourceConditions & { readonly ExpectedSourceBucketOwner?: string | undefined },
): StoredObject {
  mustFind(ctx, source.bucket, input.ExpectedSourceBucketOwner)
  ctx.iam.must('s3:GetObject', objectArn(source.bucket, source.key))
  const object = mustFindObject(ctx, source.bucket, source.key, source.versionId)
  checkCopySource(object, input)
  return object
}

/** One copy moves at most 5 GiB. */
export function checkCopySize(bytes: number): void {
  if (bytes > MAX_UPLOAD_BYTES) {
    throw invalidRequest(`The specified copy source is larger than the maximum allowable size for a copy source: ${MAX_UPLOAD_BYTES}`)
  }
}
