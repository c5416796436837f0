/** Content-MD5 and x-amz-checksum-* of bodies that are read as a whole (S3's documents). Those of objects are verified as the bytes pass, by the operations that store them. */
import { createHash } from 'node:crypto'
import { CHECKSUM_ALGORITHMS, CHECKSUM_LENGTHS, checksumOf } from '../objects/checksum.ts'
import type { ChecksumAlgorithm } from '../objects/objects.ts'
import { ServiceError } from '../operation.ts'

type Fields = Readonly<Record<string, string>>

const isBase64Of = (value: string, bytes: number) => {
  const raw = Buffer.from(value, 'base64')
  return raw.length === bytes && raw.toString('base64') === value
}

/**
 * Throws what S3 answers: InvalidDigest and InvalidRequest for what is no digest, BadDigest for one of other bytes.
 * `checksummed`: the operation's x-amz-checksum-* headers are about its body.
 */
export function verifyDigests(body: Uint8Array, headers: Fields, trailers: Fields | undefined, checksummed: boolean): void {
  const md5 = headers['content-md5']
  if (md5 !== undefined) verifyMd5(body, md5)
  if (!checksummed) return
  for (const algorithm of CHECKSUM_ALGORITHMS) {
    const name = `x-amz-checksum-${algorithm.toLowerCase()}`
    const declared = headers[name] ?? trailers?.[name]
    if (declared !== undefined) verifyChecksum(body, algorithm, declared)
  }
}

function verifyMd5(body: Uint8Array, declared: string): void {
  if (!isBase64Of(declared, 16)) throw new ServiceError('InvalidDigest', 'The Content-MD5 you specified was invalid.', 400, { 'Content-MD5': declared })
  const computed = createHash('md5').update(body).digest('base64')
  if (computed === declared) return
  const fields = { ExpectedDigest: declared, CalculatedDigest: computed }
  throw new ServiceError('BadDigest', 'The Content-MD5 you specified did not match what we received.', 400, fields)
}

function verifyChecksum(body: Uint8Array, algorithm: ChecksumAlgorithm, declared: string): void {
  if (!isBase64Of(declared, CHECKSUM_LENGTHS[algorithm])) {
    throw new ServiceError('InvalidRequest', `Value for x-amz-checksum-${algorithm.toLowerCase()} header is invalid.`)
  }
  if (checksumOf(algorithm, body).toString('base64') === declared) return
  throw new ServiceError('BadDigest', `The ${algorithm} you specified did not match the calculated checksum.`)
}
