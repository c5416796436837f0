/** A parquet file, wherever its bytes are. */
export interface ParquetSource {
  readonly name: string
  readonly read: () => Buffer
}

const MAGIC = 'PAR1'
/** A file holds at least its magic twice and the length of its footer. */
const LEAST_BYTES = 12

/** The files that came through a pipe one after another: each ends with its magic, behind which the next one begins. */
export function splitParquet(bytes: Buffer): ParquetSource[] {
  const sources: ParquetSource[] = []
  let start = 0
  while (start < bytes.length) {
    const end = endOfFile(bytes, start)
    const file = bytes.subarray(start, end)
    sources.push({ name: `file ${sources.length + 1} of the pipe`, read: () => file })
    start = end
  }
  return sources
}

/** Where a file's magic is followed by another file's or by nothing, and the footer's length fits in between. */
function endOfFile(bytes: Buffer, start: number): number {
  for (let at = bytes.indexOf(MAGIC + MAGIC, start); at >= 0; at = bytes.indexOf(MAGIC + MAGIC, at + 1)) {
    const end = at + MAGIC.length
    if (end - start >= LEAST_BYTES && bytes.readUInt32LE(at - 4) <= end - start - LEAST_BYTES) return end
  }
  return bytes.length
}
