const MIB = 1024 * 1024
/** S3 takes at most so many parts. */
const MOST_PARTS = 10_000
const USUAL = 8 * MIB

/** Bytes a part, so that the file fits into the parts that S3 takes. */
export function partSize(fileBytes: number): number {
  return Math.max(USUAL, Math.ceil(fileBytes / MOST_PARTS / MIB) * MIB)
}
