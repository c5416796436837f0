/** A request's body as the rooms of byte streams get it: decoded, verified (it errors instead of ending when a hash or signature is wrong). */
import type { Readable } from 'node:stream'

export type BodyStream = Readable & {
  /** Headers that came after the body (`x-amz-trailer`), lower-case names; complete once the stream has ended. Absent when none were announced. */
  readonly trailers?: () => Readonly<Record<string, string>>
}
