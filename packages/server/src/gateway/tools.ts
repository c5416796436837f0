/** What the chain's steps work with: what `app.ts` gives, and what the gateway makes of it once. */
import type { IncomingMessage } from 'node:http'
import type { ServiceId } from '#wire'
import type { Config } from '../config.ts'
import type { Changes } from '../lib/changes.ts'
import type { Clock } from '../lib/clock.ts'
import type { Sealer } from '../lib/seal.ts'
import type { Call, Principal, TemporaryCredentials } from '../operation.ts'
import type { LastConcerns } from './concern.ts'
import type { ConsoleTokens } from './console-token.ts'
import type { Keyring } from './keyring.ts'
import type { Limits } from './limits.ts'
import type { Mirror } from './mirror.ts'
import type { NotebookProxy } from './notebook-proxy.ts'
import type { NotebookSessions } from './notebook-session.ts'
import type { Resolve } from './public-address.ts'
import type { Attempts } from './sign-in.ts'
import type { SignInDesk } from './sign-in-desk.ts'
import type { PasswordGuard } from './sign-in-password.ts'
import type { SigningKeys } from './sigv4.ts'

export interface RoleCredentials extends TemporaryCredentials {
  readonly roleArn: string
}

/** Where a notebook's Jupyter listens. */
export interface NotebookUpstream {
  readonly socketPath: string
  /** Jupyter's own token; it never leaves the gateway. */
  readonly token: string
}

/** One call of an operation, checked by the wire. */
export interface OperationRequest {
  readonly service: ServiceId
  readonly operation: string
  readonly input: Record<string, unknown>
  readonly call: Call
  /** `aws-global` for IAM, which has none. */
  readonly region: string
}

/** What the gateway asks of the side that has the operations. */
export interface Operations {
  /** Authorises and runs the operation. Throws ServiceError. */
  operate(request: OperationRequest): Promise<unknown>
  /** For a Describe: the ARN when the resource is in a passing state, and what the answer may wait for. Never throws, and answers at once: no change can fall between it and the wait. */
  passing(request: OperationRequest): { readonly arn: string; readonly until: 'changed' | 'settled' } | undefined
  /** See `Dispatcher.again`: how to make an allowed call again with another body, good for as long as `version` stays the same. */
  again(request: OperationRequest): ((body: Uint8Array, id: string) => Promise<unknown>) | undefined
  version(): number
  /** Whether the operation has a handler. */
  knows(service: ServiceId, operation: string): boolean | Promise<boolean>
}

/** Bound in `app.ts`. */
export interface GatewayParts {
  readonly config: Config
  readonly keyring: Keyring
  readonly dispatcher: Operations
  /** The Unix socket for sandboxes, which see its directory: it stands there alone. */
  readonly socketPath: string
  /** Durability: every answer, reads and errors too, leaves only after it. Rejects when what was seen cannot be made durable: then nothing is acknowledged. */
  settle(): Promise<void>
  readonly changes: Pick<Changes, 'next'>
  readonly clock: Clock
  log(line: string): void
  /** A sealer for one purpose, made from the home's secret. */
  sealer(purpose: string): Sealer
  /** Temporary credentials of a root or user who signed in with a long-term key. */
  signIn(principal: Principal): TemporaryCredentials | Promise<TemporaryCredentials>
  readonly desk: SignInDesk
  /** Credentials of the role that a running task works with; undefined for a token that is none (any more). */
  roleCredentials(taskToken: string): RoleCredentials | undefined | Promise<RoleCredentials | undefined>
  /** A notebook that is in service. */
  notebookUpstream(account: string, region: string, name: string): NotebookUpstream | undefined
  /** Addresses of the internet that files of the project answer: address → file. A file in the home's mirror goes before. */
  readonly mirrored?: Readonly<Record<string, string>>
  readonly limits?: Partial<Limits>
  /** For the proxy's names; tests bring their own. */
  readonly resolve?: Resolve
  /** Calls back after so many milliseconds; the returned function cancels it. Tests bring their own. */
  after?(ms: number, callback: () => void): () => void
}

export interface Tools extends Omit<GatewayParts, 'limits' | 'after' | 'resolve' | 'mirrored'> {
  readonly limits: Limits
  after(ms: number, callback: () => void): () => void
  readonly signingKeys: SigningKeys
  readonly lastConcerns: LastConcerns
  readonly signInAttempts: Attempts
  readonly passwords: PasswordGuard
  readonly consoleTokens: ConsoleTokens
  readonly resolve: Resolve | undefined
  readonly mirror: Mirror
  readonly notebookSessions: NotebookSessions
  readonly notebooks: NotebookProxy
  /** Whether a host name (lower case, no port) is one under which Kenja answers. */
  isOurHost(name: string): boolean
  readonly allowedHosts: ReadonlySet<string>
  /** Origins of our own pages; known once the port is. */
  origins(): ReadonlySet<string>
  /** Largest body in memory. */
  bufferedBytes(service: ServiceId): number
  /** Ends the request when its body comes too slowly. */
  watchBody(request: IncomingMessage): void
}
