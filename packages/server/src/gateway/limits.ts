import type { BackOffOptions } from '../lib/back-off.ts'

/** Limits on everything that reaches the gateway from outside; those on bodies held in memory are the wire's. Tests pass smaller ones. */
export interface Limits {
  /** Open connections of the port; further ones are closed at once. */
  readonly connections: number
  /** Request line and headers together, bytes; more is answered 431. */
  readonly headerBytes: number
  readonly headerCount: number
  /** From the first byte of a request to the end of its headers, and for a connection's first byte. */
  readonly headersTimeoutMs: number
  /** An idle kept-alive connection. Above the idle time of the SDKs' pools, so that it is they who close. */
  readonly keepAliveMs: number
  /** Slowest body: fewer bytes than this a second, over `bodyWindowMs`, end the request. It replaces a total time, which would cut long uploads. */
  readonly bodyBytesPerSecond: number
  readonly bodyWindowMs: number
  /** Request target, bytes. */
  readonly targetBytes: number
  /** Body of `/_kenja/sign-in`. */
  readonly signInBytes: number
  /** Failed sign-ins a minute, all together. */
  readonly signInFailures: number
  /** Failed sign-ins with a password, by account and user, and by the caller's address. */
  readonly signInByName: BackOffOptions
  readonly signInByAddress: BackOffOptions
  /** Passwords that are hashed at the same time (each takes 32 MiB), and that may wait for it. */
  readonly passwordsAtOnce: number
  readonly passwordsWaiting: number
  /** Open tunnels through the proxy. */
  readonly tunnels: number
  readonly connectTimeoutMs: number
  readonly handshakeTimeoutMs: number
  /** Signing keys, leaf certificates and callers that are remembered; the oldest go first. */
  readonly signingKeys: number
  readonly certificates: number
  readonly callers: number
  /** One aws-chunked header line, its trailers together, and the fields of a POST form. */
  readonly chunkLineBytes: number
  readonly chunkBytes: number
  readonly trailerBytes: number
  readonly formFieldBytes: number
}

const KIB = 1024
const MIB = 1024 * KIB

export const defaultLimits: Limits = {
  connections: 4096,
  headerBytes: 32 * KIB,
  headerCount: 200,
  headersTimeoutMs: 30_000,
  keepAliveMs: 60_000,
  bodyBytesPerSecond: 512,
  bodyWindowMs: 20_000,
  targetBytes: 16 * KIB,
  signInBytes: 4 * KIB,
  signInFailures: 30,
  signInByName: { freeFailures: 4, firstMs: 1_000, longestMs: 15 * 60_000, forgetMs: 24 * 3_600_000, names: 10_000 },
  // Many people may stand behind one address.
  signInByAddress: { freeFailures: 20, firstMs: 1_000, longestMs: 15 * 60_000, forgetMs: 3_600_000, names: 10_000 },
  passwordsAtOnce: 2,
  passwordsWaiting: 16,
  tunnels: 512,
  connectTimeoutMs: 15_000,
  handshakeTimeoutMs: 15_000,
  signingKeys: 1_000,
  certificates: 200,
  callers: 1_000,
  chunkLineBytes: KIB,
  // AWS SDKs send 64 KiB to 1 MiB; a chunk is hashed as it passes, so its size costs no memory.
  chunkBytes: 5 * KIB * MIB,
  trailerBytes: 4 * KIB,
  formFieldBytes: 20 * KIB,
}
