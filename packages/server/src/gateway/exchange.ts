/** One request and its answer, as they go through the chain: each step adds what it has found out. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import type { Route, ServiceId } from '#wire'
import type { Call, ServiceError } from '../operation.ts'
import type { ChunkSigning } from './aws-chunked.ts'
import type { Host } from './hosts.ts'
import type { PostForm } from './post-form.ts'
import type { Tunnel } from './proxy.ts'
import type { Signature } from './signature.ts'

/** How the body's bytes are to be checked, decided from the signed headers before any of them is read. */
export type Payload =
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'hashed'; readonly sha256: string }
  | { readonly kind: 'chunked'; readonly signed: boolean; readonly trailers: boolean }

export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** For answers and records; S3's have a shape of their own. */
  id: string
  readonly receivedAt: Date
  readonly startedMs: number
  readonly method: string
  /** Still percent-encoded, one character a byte, without query; for S3 path style once the signature has been verified. */
  path: string
  readonly query: string
  /** Lower-case names; repeated headers joined by `, `. One character a byte. */
  readonly headers: Readonly<Record<string, string>>
  /** The single values of headers that came more than once. */
  readonly repeated: ReadonlyMap<string, readonly string[]> | undefined
  /** Where the caller reached us: the proxy's way in for AWS's host names adds https. */
  readonly scheme: 'http' | 'https'
  /** The target was a whole address, as clients send it to a plain-http proxy. */
  readonly absolute: boolean
  /** Set when the connection came through the proxy. */
  readonly tunnel: Tunnel | undefined
  /** The client waits for `100 Continue` before it sends the body. */
  expectsContinue: boolean
  /** Set by `admit`. */
  host: Host | undefined
  /** Set by `identify`. */
  service: ServiceId | undefined
  /** What an answer looks like before the operation is known: by the service, and for CloudWatch by the request. */
  protocol: Route['protocol']
  signature: Signature | undefined
  region: string
  /** Set by `authenticate`. */
  call: Call | undefined
  payload: Payload | undefined
  /** For a payload whose chunks are signed one by one. */
  chunkSigning: ChunkSigning | undefined
  body: Uint8Array | undefined
  /** For a form posted to a bucket: the PutObject that it stands for. */
  form: PostForm | undefined
  /** Set by `read`. */
  stream: Readable | undefined
  route: Route | undefined
  input: Record<string, unknown> | undefined
  /** Set by `dispatch`. */
  output: unknown
  /** What ends the way early: an answer that is no AWS operation's … */
  answer: PlainAnswer | undefined
  /** … or an error. */
  fault: ServiceError | undefined
  /** The connection was handed to someone else (the notebook's proxy): nothing is left to answer. */
  handedOver: boolean
}

export interface PlainAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | Readable
}
