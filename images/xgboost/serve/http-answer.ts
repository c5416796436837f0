import type { ResponseHead } from '../../../packages/frames/src/index.ts'

/** What a request is answered with: an HTTP status, a content type, a body. */
export interface Answer {
  readonly head: ResponseHead
  readonly body: Buffer
}
