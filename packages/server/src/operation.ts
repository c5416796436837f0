/** What an operation is, and what it may ask for. Everything a room knows of the outside stands here; `app.ts` binds it. */
import type { DatabaseSync, StatementSync } from 'node:sqlite'
import type { ServiceId } from '#wire'
import type { Demand } from './access.ts'
import type { Vault } from './lib/vault.ts'
import type { ObjectStore } from './objects/objects.ts'

/** Whose resources a call sees: nothing is ever looked up without both. IAM has no region; S3 bucket names are unique over all accounts. */
export interface Scope {
  readonly account: string
  readonly region: string
}

/** Who calls. */
export interface Principal {
  readonly kind: 'root' | 'user' | 'assumed-role' | 'federated-user'
  readonly account: string
  /** `arn:aws:iam::A:root`, `arn:aws:iam::A:user/path/name`, `arn:aws:sts::A:assumed-role/name/session`, `arn:aws:sts::A:federated-user/name`. */
  readonly arn: string
  /** What GetCallerIdentity calls UserId: the account, `AIDA…`, or `AROA…:session`. */
  readonly userId: string
  /** The role behind an assumed-role principal. */
  readonly roleArn?: string
  /** Who vouched for a federated user (GetFederationToken): its rights are the most that the session has. */
  readonly federatedBy?: { readonly kind: 'root' | 'user'; readonly arn: string; readonly userId: string }
  /** Session policies (JSON texts) that came with AssumeRole. */
  readonly sessionPolicies?: readonly string[]
  /** Managed policies that came with it: their documents count as they are when they are asked. */
  readonly sessionPolicyArns?: readonly string[]
  /** Tags that came with AssumeRole; they win over the role's own in `aws:PrincipalTag`. */
  readonly sessionTags?: Readonly<Record<string, string>>
  /** Those of them that a role assumed from this session inherits. */
  readonly transitiveTagKeys?: readonly string[]
  /** Set once, kept by every further session (`aws:SourceIdentity`). */
  readonly sourceIdentity?: string
  /** Temporary credentials only: when they were made, and when a code of an MFA device was shown for them; epoch milliseconds. */
  readonly issuedAtMs?: number
  readonly mfaAtMs?: number
  /** The sign-in that this session comes from: it ends with it. */
  readonly signInId?: string
}

/** The call at hand, for records and messages. */
export interface Call {
  readonly id: string
  readonly principal: Principal
  readonly accessKeyId: string
  readonly sourceIp: string
  readonly userAgent: string
  /** The service that makes this call with a role's rights, for example `sagemaker.amazonaws.com`. */
  readonly invokedBy?: string
  /** The services that pass the caller's own request on, first to last (AWS: "forward access sessions"). */
  readonly calledVia?: readonly string[]
  /** scheme://host:port the caller used, for URLs in answers. */
  readonly origin: string
}

/** The open database. `prepare` is cached by text. Only `*.store.ts` files and `store/` use it. */
export interface Database {
  prepare(sql: string): StatementSync
  readonly raw: DatabaseSync
}

export interface LogEvent {
  /** Epoch milliseconds. */
  readonly timestamp: number
  readonly message: string
}

export interface MetricDatum {
  readonly name: string
  readonly value: number
  readonly at: Date
  readonly unit?: string
  readonly dimensions: Readonly<Record<string, string>>
}

export interface Tag {
  readonly Key: string
  readonly Value: string
}

/** VPCs, subnets and security groups of the account and region. All throw ServiceErrors with EC2's codes and sentences. */
export interface Network {
  /** Throws unless all the ids are there and all the groups lie in the subnets' VPC. */
  mustBeOne(subnetIds: readonly string[], groupIds: readonly string[]): void
  /** A network interface in the subnet, with the groups (none: the VPC's default one); its id. */
  attach(subnetId: string, groupIds: readonly string[], description: string): string
  detach(networkInterfaceId: string): void
}

/** Ports that need no caller: operations and the engine both have them. All of them write inside the open transaction. */
export interface Ports extends Scope {
  readonly db: Database
  readonly now: Date
  readonly objects: ObjectStore
  readonly tags: {
    /** Merges into what is there. Throws ValidationException above 50 tags or on a reserved `aws:` key. */
    set(arn: string, tags: readonly Tag[] | undefined): void
    of(arn: string): Tag[]
    remove(arn: string, keys: readonly string[]): void
    /** Forgets all tags of a resource that is gone. */
    drop(arn: string): void
  }
  readonly logs: {
    /** Makes the group and stream when they are missing. Events keep the order given. */
    put(group: string, stream: string, events: readonly LogEvent[]): void
  }
  readonly metrics: { put(namespace: string, data: readonly MetricDatum[]): void }
  readonly network: Network
  /** Secrets Manager: whether there is such a secret, and it is not to be deleted. Its value is for those who may read it. */
  readonly secrets: { has(arn: string): boolean }
  /** Tells the engine, after the commit, that a wish changed. Calling it twice or never costs time, not truth: the engine also looks by itself. */
  wake(resourceArn: string): void
}

/** A call made with a role's credentials, authorised and recorded like any call from outside. */
export interface ActingAs {
  call<Output = Record<string, unknown>>(service: ServiceId, operation: string, input: Record<string, unknown>): Promise<Output>
}

/** What STS hands out: good until `expiresAt`, known to the gateway without any record of it. */
export interface TemporaryCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly expiresAt: Date
}

export interface AssumeRoleRequest {
  readonly roleArn: string
  readonly sessionName: string
  readonly durationSeconds: number
  readonly externalId?: string
  /** A session policy (JSON text) and managed policies that narrow the session further. */
  readonly policy?: string
  readonly policyArns?: readonly string[]
  readonly tags?: readonly Tag[]
  readonly transitiveTagKeys?: readonly string[]
  readonly sourceIdentity?: string
  readonly mfa?: MfaCode
}

export interface FederationRequest {
  readonly name: string
  readonly durationSeconds: number
  readonly policy?: string
  readonly policyArns?: readonly string[]
  readonly tags?: readonly Tag[]
}

/** The caller's MFA device and the code that it shows. */
export interface MfaCode {
  readonly serialNumber: string
  readonly tokenCode: string
}

/** An action that a principal was allowed on a resource; `passedTo` is the service that a role was passed to. */
export interface PermissionUse {
  readonly action: string
  readonly resource: string
  readonly passedTo?: string
}

/** What a service uses a key for. */
export interface KeyUse {
  /** The service that passes the caller's request on: `kms:ViaService` is `<service>.<region>.amazonaws.com`. */
  readonly service: 's3' | 'sagemaker' | 'secretsmanager'
  /** Key id, key ARN, `alias/…` or alias ARN. Undefined: the service's AWS-managed key (`alias/aws/<service>`), which is made when it is first used. */
  readonly keyId?: string | undefined
  /** The region of the key, where that is not the call's own: a bucket's. */
  readonly region?: string | undefined
  /** The encryption context: what was encrypted with one cannot be decrypted with another. Policies may ask for it, CloudTrail records it. */
  readonly context: Readonly<Record<string, string>>
}

/** A key of 32 bytes to encrypt much with, and what to keep of it. */
export interface DataKey {
  /** Encrypt with it, then forget it. */
  readonly plaintext: Uint8Array
  /** Opens by `openDataKey`. */
  readonly ciphertext: Uint8Array
  /** ARN of the KMS key, as answers name it. */
  readonly keyArn: string
}

/**
 * KMS for other services. Every method is a call of KMS in the caller's own name, judged by the key's policy, grants and IAM, and on record; it looks at the key
 * as it is now, so that a disabled or deleted key refuses at once. Only inside a transaction. All throw KMS's ServiceErrors: NotFoundException, DisabledException,
 * KMSInvalidStateException, AccessDeniedException, InvalidCiphertextException; the service gives them the form in which it passes KMS's errors on.
 */
export interface Keys {
  /** The ARN of a key that is there, enabled, symmetric and usable by the caller (kms:DescribeKey, kms:CreateGrant), for a service that will use it later. */
  mustUse(use: Omit<KeyUse, 'context'>): string
  /** Looks at a key that the service was allowed to use before: nobody's permission is asked. Throws unless it is there and enabled. */
  mustBeEnabled(use: Omit<KeyUse, 'context'>): void
  /** kms:GenerateDataKey. */
  dataKey(use: KeyUse): DataKey
  /** kms:Decrypt. `keyId` undefined: the ciphertext tells. */
  openDataKey(use: KeyUse, ciphertext: Uint8Array): Uint8Array
  /** Bytes of any length under a data key of their own (kms:GenerateDataKey): all that must be kept to open them. */
  seal(use: KeyUse, plain: Uint8Array): { readonly sealed: Uint8Array; readonly keyArn: string }
  /** What `seal` made for the same context (kms:Decrypt). Throws InvalidCiphertextException for anything else. */
  open(use: KeyUse, sealed: Uint8Array): Uint8Array
}

export interface Context extends Ports {
  readonly call: Call
  /**
   * Runs `work` in one transaction. Handlers that are synchronous already are in one (do not call this there);
   * those that export `ownTransactions = true` use it for each piece of their metadata.
   */
  transact<T>(work: () => T): T
  readonly iam: {
    /** Throws AccessDeniedException, or ValidationException "Could not assume role …", unless the caller may pass the role and the role trusts the service. */
    mustPassRole(roleArn: string, service: string): void
    /** Throws AccessDenied in AWS's words unless the caller may. */
    must(action: string, resourceArn: string, conditionKeys?: Readonly<Record<string, string | readonly string[]>>): void
    /** Service control policies of the caller's account, level by level; undefined when nothing limits it. */
    controls(): readonly (readonly { readonly id: string; readonly document: string }[])[] | undefined
    /** What an encoded authorization failure message of the caller's account says (JSON); undefined for a text that is none. */
    decodeMessage(encoded: string): string | undefined
    /** Whether the root of the caller's account has a password. */
    rootHasPassword(): boolean
    /** What is wrong with a resource's policy, in IAM's words; undefined when nothing is. */
    checkPolicy(document: string): string | undefined
    /** Whether a resource's policy lets the caller do this, or leaves it to the policies of the caller's account. */
    admits(document: string, action: string, resourceArn: string): boolean
    /** Work in a role's name. `service` is the principal that the role's trust policy must name. */
    as(roleArn: string, service: string): ActingAs
  }
  /** KMS's keys for other services, in the caller's name. */
  readonly keys: Keys
  /** For KMS alone: what its keys' material is wrapped under. */
  readonly vault: Vault
  /** Temporary credentials, for STS: it may not import IAM. */
  readonly sessions: {
    /** Throws AccessDenied unless the role's trust policy lets the caller in (and, where it only delegates to the account, the caller's own policies do). */
    assumeRole(request: AssumeRoleRequest): { readonly credentials: TemporaryCredentials; readonly principal: Principal }
    /** The caller's own rights for a while. Throws AccessDenied for a caller that is a role already, or for a code that does not fit. */
    ofCaller(durationSeconds: number, mfa?: MfaCode): TemporaryCredentials
    /** A session for somebody whom the caller vouches for: what the caller may and the session policies allow. Throws AccessDenied for a caller with temporary credentials. */
    federate(request: FederationRequest): { readonly credentials: TemporaryCredentials; readonly principal: Principal }
    /** Whose access key it is, long-term or temporary; undefined for a text that is none. */
    accountOfKey(accessKeyId: string): string | undefined
  }
  /** The record of all calls. It is written by the dispatcher: operations only ask. */
  readonly trail: {
    /** What a role or user (ARN) of the caller's account was allowed and did between two times, data events included; objects by their folders. */
    uses(principalArn: string, from: Date, to: Date): readonly PermissionUse[]
    /** Whether CloudTrail may write a trail's files: `missing` is no bucket, `refused` is the bucket's policy. */
    destination(trailArn: string, bucket: string, prefix: string | undefined): 'fine' | 'missing' | 'refused'
  }
  /** Limits by AWS's names of them (`ml.m4.xlarge for training job usage`); undefined where the person who runs Kenja has set none. */
  readonly quotas: { limit(name: string): number | undefined }
  /** Endpoints in service. Never touches the database. */
  readonly serving: Serving
  /** The images that Kenja runs (`engine/images.ts`). */
  readonly images: {
    /** Throws ValidationException, naming what Kenja runs, unless the URI names an image that has this command. */
    mustRun(imageUri: string, capability: 'train' | 'serve' | 'multi-model'): void
  }
  /** Where browsers reach a notebook instance of the caller's account and region: host and port, and sealed tokens to enter by. */
  readonly notebooks: { host(name: string): string; authorizedUrl(name: string, sessionSeconds: number): string }
}

export interface InvokeRequest {
  readonly body: Uint8Array
  readonly contentType?: string
  readonly accept?: string
  readonly customAttributes?: string
  readonly targetModel?: string
  readonly targetVariant?: string
  readonly inferenceId?: string
  /** Of the call, for messages that name it. */
  readonly requestId?: string
}

export interface InvokeResponse {
  readonly status: number
  readonly body: Uint8Array
  readonly contentType?: string
  readonly customAttributes?: string
  /** The variant that answered. */
  readonly variant: string
}

export interface Serving {
  /** Throws ServiceError ValidationError when there is no such endpoint; a model's own error status comes back as a response. */
  invoke(scope: Scope, endpointName: string, request: InvokeRequest): Promise<InvokeResponse>
}

/** The SDK types a required member as `T | undefined`; the wire has refused its absence before an operation sees the input. Optional members stay optional. */
export type Valid<T> = { [K in keyof T]: object extends Pick<T, K> ? T[K] : Exclude<T[K], undefined> }

/** One call of an AWS API. Synchronous: one transaction, no waiting. A thrown ServiceError becomes AWS's error answer; anything else is our bug. */
export type Operation<Input, Output> = (input: Valid<Input>, ctx: Context) => Output

/** An operation on byte streams. Its file exports `ownTransactions = true`; it opens transactions by `ctx.transact` and waits outside them. */
export type StreamOperation<Input, Output> = (input: Valid<Input>, ctx: Context) => Promise<Output>

/**
 * An operation's file, as `operations.ts` lists it: `export * as CreateModel from './model/create-model.ts'`.
 * The handler is the export with the operation's name, first letter lower-cased (`createModel`).
 */
export interface OperationFile {
  readonly ownTransactions?: true
  /**
   * For a Describe: the ARN when the resource is in a passing state, so that the gateway may wait for its next change before it answers
   * (waiting is answered, not polled). `settled` asks for a wait until the state is no longer passing instead of until the next change.
   */
  readonly passing?: (input: never, ctx: Context) => { readonly arn: string; readonly until: 'changed' | 'settled' } | undefined
  /**
   * For an operation that is called again and again and touches no database: the member that is the request's body. A call that differs from one that was allowed in
   * nothing but this member is allowed too, for as long as no policy, tag, key or trail changes.
   */
  readonly repeats?: string
  /** What the caller must be allowed, where it is not the action of the operation's name on the resources that AWS's public table says (`services/<service>/access.ts` completes those). */
  readonly authorizes?: (input: never, ctx: Context) => Iterable<Demand>
}

/** An error that AWS would answer: its code, its words, its HTTP status. */
export class ServiceError extends Error {
  readonly code: string
  readonly httpStatus: number
  readonly fields: Readonly<Record<string, unknown>> | undefined
  constructor(code: string, message: string, httpStatus = 400, fields?: Readonly<Record<string, unknown>>) {
    super(message)
    this.name = 'ServiceError'
    this.code = code
    this.httpStatus = httpStatus
    this.fields = fields
  }
}
