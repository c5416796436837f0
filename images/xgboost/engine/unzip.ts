import { inflateRawSync } from 'node:zlib'

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
/** No member that we take is larger: the largest library pinned in engines.json has 550 MB. */
const MAX_MEMBER_BYTES = 1024 ** 3

/** Reads single members of a zip archive: a wheel and a jar are both zips. Throws when the archive is damaged or lacks the member. */
export function readMember(zip: Buffer, wanted: string): Buffer {
  let end = zip.length - 22
  while (end >= 0 && zip.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1
  if (end < 0) throw new Error('it is not a zip archive')
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('its directory is damaged')
    const nameLength = zip.readUInt16LE(at + 28)
    if (zip.toString('utf8', at + 46, at + 46 + nameLength) === wanted) return inflate(zip, at)
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  throw new Error(`it holds no ${wanted}`)
}

function inflate(zip: Buffer, entry: number): Buffer {
  const method = zip.readUInt16LE(entry + 10)
  const packedSize = zip.readUInt32LE(entry + 20)
  const size = zip.readUInt32LE(entry + 24)
  const header = zip.readUInt32LE(entry + 42)
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28)
  const packed = zip.subarray(start, start + packedSize)
  if (size > MAX_MEMBER_BYTES) throw new Error(`a member has ${size} bytes`)
  if (method === 0) return packed
  if (method === 8) return inflateRawSync(packed, { maxOutputLength: size })
  throw new Error(`zip method ${method} is not supported`)
}
