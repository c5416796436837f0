/** If-Match and its kin, for reading (RFC 9110 §13) and for writing (S3's conditional writes). */

import { ServiceError } from '../../../operation.ts'
import { conditionalRequestConflict, noSuchKey, notImplementedHeader, preconditionFailed } from '../errors.ts'
import { quoted, type StoredObject } from './object.ts'

export interface ReadConditions {
  readonly IfMatch?: string | undefined
  readonly IfNoneMatch?: string | undefined
  readonly IfModifiedSince?: Date | undefined
  readonly IfUnmodifiedSince?: Date | undefined
}

/** Whether a list of entity tags names this one. Weak marks and missing quotes are overlooked, as S3 does. */
function names(list: string, etag: string): boolean {
  return list.split(',').some((item) => {
    const tag = item.trim().replace(/^W\//, '')
    return tag === '*' || tag === etag || tag === `"${etag}"`
  })
}

type Facts = Pick<StoredObject, 'etag' | 'modifiedAt'>

/** An answer without a body: the tag and the time, which a cache keeps its copy by, travel as headers. */
const notModified = ({ etag, modifiedAt }: Facts) =>
  new ServiceError('NotModified', 'Not Modified', 304, { ETag: quoted(etag), 'Last-Modified': modifiedAt.toUTCString() })

/** Throws PreconditionFailed (412) or NotModified (304). */
export function checkRead(object: Facts, conditions: ReadConditions): void {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions
  if (IfMatch !== undefined) {
    if (!names(IfMatch, object.etag)) throw preconditionFailed('If-Match')
  } else if (IfUnmodifiedSince !== undefined && object.modifiedAt > IfUnmodifiedSince) throw preconditionFailed('If-Unmodified-Since')
  if (IfNoneMatch !== undefined) {
    if (names(IfNoneMatch, object.etag)) throw notModified(object)
  } else if (IfModifiedSince !== undefined && object.modifiedAt <= IfModifiedSince) throw notModified(object)
}

export interface CopySourceConditions {
  readonly CopySourceIfMatch?: string | undefined
  readonly CopySourceIfNoneMatch?: string | undefined
  readonly CopySourceIfModifiedSince?: Date | undefined
  readonly CopySourceIfUnmodifiedSince?: Date | undefined
}

/** For a copy's source every failure is 412. */
export function checkCopySource(object: Facts, conditions: CopySourceConditions): void {
  try {
    checkRead(object, {
      IfMatch: conditions.CopySourceIfMatch,
      IfNoneMatch: conditions.CopySourceIfNoneMatch,
      IfModifiedSince: conditions.CopySourceIfModifiedSince,
      IfUnmodifiedSince: conditions.CopySourceIfUnmodifiedSince,
    })
  } catch {
    const condition = Object.entries(conditions).find(([name, value]) => name.startsWith('CopySourceIf') && value !== undefined)?.[0] ?? ''
    throw preconditionFailed(
      `x-amz-copy-source-${condition
        .replace('CopySource', '')
        .replace(/(?<=.)(?=[A-Z])/g, '-')
        .toLowerCase()}`,
    )
  }
}

export interface WriteConditions {
  readonly IfMatch?: string | undefined
  readonly IfNoneMatch?: string | undefined
}

/**
 * Asked twice: before a body is read (`first`), which spares a hopeless upload, and in the transaction that writes.
 * What held first and does no longer is a lost race: 412 when somebody else wrote, 409 when the object was deleted meanwhile.
 */
export function checkWrite(key: string, current: Pick<StoredObject, 'etag'> | undefined, conditions: WriteConditions, when: 'first' | 'commit'): void {
  const { IfMatch, IfNoneMatch } = conditions
  if (IfNoneMatch !== undefined) {
    if (IfNoneMatch.trim() !== '*') throw notImplementedHeader('If-None-Match')
    if (current) throw preconditionFailed('If-None-Match')
  }
  if (IfMatch === undefined) return
  if (!current) throw when === 'first' ? noSuchKey(key) : conditionalRequestConflict('If-Match', key)
  if (!names(IfMatch, current.etag)) throw preconditionFailed('If-Match')
}
