/** What can go wrong with bytes on a disk, for callers to put into their protocol's words. */

/** More bytes came than `maxBytes`. */
export class BlobTooLarge extends Error {
  override readonly name = 'BlobTooLarge'
  readonly maxBytes: number
  constructor(maxBytes: number) {
    super(`more than ${maxBytes} bytes`)
    this.maxBytes = maxBytes
  }
}

/** No room for the blob (ENOSPC, or a quota's EDQUOT). Nothing of it remains. */
export class DiskFull extends Error {
  override readonly name = 'DiskFull'
  constructor(cause: unknown) {
    super('no space left on the disk that holds the objects', { cause })
  }
}

/** The bytes could not be taken from the source; `cause` is what the source said. The disk is not to blame. */
export class SourceFailed extends Error {
  override readonly name = 'SourceFailed'
  constructor(cause: unknown) {
    super('the source of the bytes failed', { cause })
  }
}
