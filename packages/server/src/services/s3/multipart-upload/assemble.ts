/** From a CompleteMultipartUpload's list of parts to the object they make. Pure: no byte is read. */
import { createHash } from 'node:crypto'
import type { CompletedPart } from '@aws-sdk/client-s3'
import { checksumOf } from '../../../objects/checksum.ts'
import { type CombinableChecksum, combineCrc } from '../../../objects/combine-crc.ts'
import type { ChecksumAlgorithm } from '../../../objects/objects.ts'
import { entityTooSmall, invalidPart, invalidPartOrder, malformedXml } from '../errors.ts'
import { MAX_PARTS, MIN_PART_BYTES } from '../limits.ts'
import { DEFAULT_CHECKSUM } from '../object/declared-checksum.ts'
import { type Checksum, quoted, type Segment, unquoted } from '../object/object.ts'
import type { MultipartUpload, Part } from './multipart-upload.ts'

/** The parts named, in order. Throws MalformedXML, InvalidPartOrder, InvalidPart, EntityTooSmall. */
export function chosenParts(uploadId: string, listed: readonly CompletedPart[], uploaded: readonly Part[]): Part[] {
  if (listed.length === 0 || listed.length > MAX_PARTS || listed.some(({ PartNumber }) => PartNumber === undefined)) throw malformedXml()
  if (listed.some((part, index) => index > 0 && Number(part.PartNumber) <= Number(listed[index - 1]?.PartNumber))) throw invalidPartOrder(uploadId)
  const byNumber = new Map(uploaded.map((part) => [part.partNumber, part]))
  const chosen = listed.map((named) => {
    const part = byNumber.get(Number(named.PartNumber))
    const declared = part && (named as Record<string, unknown>)[`Checksum${part.algorithm}`]
    if (!part || unquoted(named.ETag ?? '') !== part.etag || (declared !== undefined && declared !== part.checksum)) {
      throw invalidPart(uploadId, Number(named.PartNumber), named.ETag ?? '')
    }
    return part
  })
  const small = chosen.slice(0, -1).find((part) => part.size < MIN_PART_BYTES)
  if (small) throw entityTooSmall({ ...small, etag: quoted(small.etag) }, MIN_PART_BYTES)
  return chosen
}

export interface Assembled {
  readonly etag: string
  readonly size: number
  readonly checksum: Checksum
  readonly segments: readonly Segment[]
}

export function assemble({ checksumAlgorithm: algorithm = DEFAULT_CHECKSUM, checksumType: type }: MultipartUpload, parts: readonly Part[]): Assembled {
  const md5s = Buffer.concat(parts.map((part) => Buffer.from(part.etag, 'hex')))
  // Parts of an upload that named no algorithm may have come with others than the default: then their own, as a composite.
  const common = parts.every((part) => part.algorithm === algorithm)
  const checksum = common ? joined(algorithm, type, parts) : undefined
  return {
    etag: `${createHash('md5').update(md5s).digest('hex')}-${parts.length}`,
    size: parts.reduce((sum, part) => sum + part.size, 0),
    checksum: checksum ?? compositeOfMixed(parts),
    segments: parts.map((part) => ({ blob: part.blob, size: part.size, partNumber: part.partNumber, checksum: part.checksum })),
  }
}

const raw = (part: Part) => Buffer.from(part.checksum, 'base64')

function joined(algorithm: ChecksumAlgorithm, type: Checksum['type'], parts: readonly Part[]): Checksum {
  if (type === 'FULL_OBJECT') {
    const whole = combineCrc(
      algorithm as CombinableChecksum,
      parts.map((part) => ({ crc: raw(part), size: part.size })),
    )
    return { algorithm, type, value: whole.toString('base64') }
  }
  return { algorithm, type, value: `${checksumOf(algorithm, Buffer.concat(parts.map(raw))).toString('base64')}-${parts.length}` }
}

function compositeOfMixed(parts: readonly Part[]): Checksum {
  const algorithm = parts[0]?.algorithm ?? DEFAULT_CHECKSUM
  const whole = algorithm.startsWith('CRC') && parts.every((part) => part.algorithm === algorithm)
  return joined(algorithm, whole ? 'FULL_OBJECT' : 'COMPOSITE', parts)
}
