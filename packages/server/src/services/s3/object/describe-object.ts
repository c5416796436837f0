/** The headers of a GetObject or HeadObject answer, and the bytes they speak of. */
import type { GetObjectRequest } from '@aws-sdk/client-s3'
import { invalidArgument, invalidPartNumber, invalidRequest } from '../errors.ts'
import { MAX_PARTS } from '../limits.ts'
import { checksumMembers, quoted, type StoredObject } from './object.ts'
import { type ByteRange, parseRange } from './range.ts'
import { answeredHeaders } from './stored-headers.ts'

type Input = Pick<
  GetObjectRequest,
  | 'Range'
  | 'PartNumber'
  | 'ChecksumMode'
  | 'ResponseCacheControl'
  | 'ResponseContentDisposition'
  | 'ResponseContentEncoding'
  | 'ResponseContentLanguage'
  | 'ResponseContentType'
  | 'ResponseExpires'
>

/** Throws InvalidRange or InvalidPartNumber (416), InvalidRequest, InvalidArgument. An empty object's range ends before it starts. */
export function describeObject(object: StoredObject, input: Input): { answer: Record<string, unknown>; range: ByteRange } {
  const part = partRange(object, input)
  const asked = part ?? parseRange(input.Range, object.size)
  const range = asked ?? { start: 0, end: object.size - 1 }
  const whole = range.start === 0 && range.end === object.size - 1
  const answer: Record<string, unknown> = {
    ...answeredHeaders(object.headers),
    ...overrides(input),
    AcceptRanges: 'bytes',
    LastModified: object.modifiedAt,
    ETag: quoted(object.etag),
    ContentLength: range.end - range.start + 1,
  }
  // As on AWS, the usual class is told by silence.
  if (object.storageClass !== 'STANDARD') answer.StorageClass = object.storageClass
  if (asked && object.size > 0) answer.ContentRange = `bytes ${range.start}-${range.end}/${object.size}`
  if (object.tags.length > 0) answer.TagCount = object.tags.length
  if (input.PartNumber !== undefined && isMultipart(object)) answer.PartsCount = object.segments.length
  if (input.ChecksumMode === 'ENABLED') Object.assign(answer, checksumOfAnswer(object, input, whole))
  return { answer, range }
}

/** A checksum of the whole says nothing of a range, and clients would try it; a part has its own. */
function checksumOfAnswer(object: StoredObject, { PartNumber }: Input, whole: boolean): Record<string, unknown> {
  const part = PartNumber === undefined ? undefined : object.segments.find((segment) => segment.partNumber === PartNumber)
  if (part?.checksum !== undefined) return checksumMembers({ ...object.checksum, value: part.checksum })
  return whole ? checksumMembers(object.checksum) : {}
}

const isMultipart = (object: StoredObject) => object.segments[0]?.partNumber !== undefined

function partRange(object: StoredObject, { PartNumber, Range }: Input): ByteRange | undefined {
  if (PartNumber === undefined) return undefined
  if (Range !== undefined) throw invalidRequest('Cannot specify both Range header and partNumber query parameter')
  if (PartNumber < 1 || PartNumber > MAX_PARTS)
    throw invalidArgument(`Part number must be an integer between 1 and ${MAX_PARTS}, inclusive`, 'partNumber', PartNumber)
  let start = 0
  for (const [index, segment] of object.segments.entries()) {
    if ((segment.partNumber ?? index + 1) === PartNumber) return { start, end: start + segment.size - 1 }
    start += segment.size
  }
  throw invalidPartNumber(PartNumber, object.segments.length)
}

const OVERRIDES = {
  ResponseCacheControl: 'CacheControl',
  ResponseContentDisposition: 'ContentDisposition',
  ResponseContentEncoding: 'ContentEncoding',
  ResponseContentLanguage: 'ContentLanguage',
  ResponseContentType: 'ContentType',
} as const

const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

/** `response-…` parameters come from a URL that anybody may have made: they must not break out of their header. */
function overrides(input: Input): Record<string, unknown> {
  const answer: Record<string, unknown> = {}
  for (const [parameter, member] of Object.entries(OVERRIDES)) {
    const value = input[parameter as keyof typeof OVERRIDES]
    if (value === undefined) continue
    if (!HEADER_VALUE.test(value)) {
      const name = parameter.replace(/(?<=.)(?=[A-Z])/g, '-').toLowerCase()
      throw invalidArgument('Header value cannot be represented using ISO-8859-1.', name, value)
    }
    answer[member] = value
  }
  if (input.ResponseExpires !== undefined) answer.Expires = input.ResponseExpires
  return answer
}
