/** What a client declares of the bytes it sends: Content-MD5, a checksum header, or a trailer that comes after them. */
import { CHECKSUM_ALGORITHMS, CHECKSUM_LENGTHS } from '../../../objects/checksum.ts'
import type { Blob, ChecksumAlgorithm } from '../../../objects/objects.ts'
import { badChecksum, badContentMd5, invalidDigest, invalidRequest, malformedTrailer } from '../errors.ts'

export type ChecksumInput = { readonly ContentMD5?: string | undefined; readonly ChecksumAlgorithm?: string | undefined } & Readonly<Record<string, unknown>>

/** What S3 computes when the client declares nothing. */
export const DEFAULT_CHECKSUM: ChecksumAlgorithm = 'CRC64NVME'

const isBase64Of = (value: string, bytes: number) => {
  const raw = Buffer.from(value, 'base64')
  return raw.length === bytes && raw.toString('base64') === value
}

const unsupported = () =>
  invalidRequest(`Checksum algorithm provided is unsupported. Please try again with any of the valid types: [${CHECKSUM_ALGORITHMS.join(', ')}]`)

const OTHER_ALGORITHMS = ['SHA512', 'MD5', 'XXHASH64', 'XXHASH3', 'XXHASH128']

/** The name, checked. Throws InvalidRequest for those that Kenja does not compute. */
export function checksumAlgorithm(name: string | undefined): ChecksumAlgorithm | undefined {
  if (name === undefined) return undefined
  const known = CHECKSUM_ALGORITHMS.find((algorithm) => algorithm === name.toUpperCase())
  if (!known) throw unsupported()
  return known
}

/** The one `x-amz-checksum-…` header among the input's members, checked. */
export function checksumHeader(input: Readonly<Record<string, unknown>>): { algorithm: ChecksumAlgorithm; value: string } | undefined {
  if (OTHER_ALGORITHMS.some((name) => input[`Checksum${name}`] !== undefined)) throw unsupported()
  const given = CHECKSUM_ALGORITHMS.filter((algorithm) => input[`Checksum${algorithm}`] !== undefined)
  if (given.length > 1) throw invalidRequest('Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.')
  const [algorithm] = given
  return algorithm && { algorithm, value: String(input[`Checksum${algorithm}`]) }
}

export interface DeclaredChecksum {
  /** To compute while the bytes arrive. */
  readonly compute: readonly ChecksumAlgorithm[]
  /** Throws BadDigest or MalformedTrailerError; answers the algorithm that the object keeps. Call it when the body has ended. */
  verify(blob: Blob): ChecksumAlgorithm
}

type Trailers = (() => Readonly<Record<string, string>>) | undefined

/** Throws InvalidDigest or InvalidRequest for what can be seen before the body. */
export function declaredChecksum(input: ChecksumInput, trailers: Trailers, fallback: ChecksumAlgorithm = DEFAULT_CHECKSUM): DeclaredChecksum {
  const { ContentMD5 } = input
  if (ContentMD5 !== undefined && !isBase64Of(ContentMD5, 16)) throw invalidDigest(ContentMD5)
  const named = checksumAlgorithm(input.ChecksumAlgorithm)
  const header = checksumHeader(input)
  if (header) {
    if (!isBase64Of(header.value, CHECKSUM_LENGTHS[header.algorithm]))
      throw invalidRequest(`Value for x-amz-checksum-${header.algorithm.toLowerCase()} header is invalid.`)
    if (named && named !== header.algorithm) throw invalidRequest('Value for x-amz-sdk-checksum-algorithm header is invalid.')
  } else if (named && !trailers) {
    throw invalidRequest('x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.')
  }
  return {
    // A trailer's name is known for sure only after the bytes.
    compute: header ? [header.algorithm] : trailers ? (named ? [named] : CHECKSUM_ALGORITHMS) : [fallback],
    verify(blob) {
      if (ContentMD5 !== undefined) verifyMd5(ContentMD5, blob)
      const declared = header ?? trailingChecksum(trailers?.() ?? {})
      if (!declared && named) throw malformedTrailer()
      if (!declared) return fallback
      const computed = blob.checksums[declared.algorithm]
      if (computed === undefined) throw malformedTrailer()
      if (computed !== declared.value) throw badChecksum(declared.algorithm)
      return declared.algorithm
    },
  }
}

function verifyMd5(contentMd5: string, blob: Blob): void {
  const expected = Buffer.from(contentMd5, 'base64').toString('hex')
  if (expected !== blob.md5) throw badContentMd5(contentMd5, Buffer.from(blob.md5, 'hex').toString('base64'))
}

/** The gateway has seen to it that every trailer announced has come. */
function trailingChecksum(values: Readonly<Record<string, string>>): { algorithm: ChecksumAlgorithm; value: string } | undefined {
  const algorithm = CHECKSUM_ALGORITHMS.find((name) => values[`x-amz-checksum-${name.toLowerCase()}`] !== undefined)
  if (!algorithm) return undefined
  const value = values[`x-amz-checksum-${algorithm.toLowerCase()}`] as string
  if (!isBase64Of(value, CHECKSUM_LENGTHS[algorithm])) throw invalidRequest(`Value for x-amz-checksum-${algorithm.toLowerCase()} trailing header is invalid.`)
  return { algorithm, value }
}
