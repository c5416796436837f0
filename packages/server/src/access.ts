/** How a room tells IAM what its operations' calls are about, where AWS's public tables do not say (`services/<service>/access.ts`; `app/authorize.ts` asks). */
import type { Context } from './operation.ts'

export type ConditionKeys = Readonly<Record<string, string | readonly string[]>>

/** One action on one resource that the caller must be allowed. */
export interface Demand {
  /** `service:Action`, spelled as AWS does. */
  readonly action: string
  /** An ARN, or `*`. */
  readonly resource: string
  /** Beside those that the room tells of every call. */
  readonly keys?: ConditionKeys
}

/** A call, as its room sees it when it is asked about it. */
export interface Asked {
  readonly operation: string
  readonly input: Readonly<Record<string, unknown>>
  readonly ctx: Context
}

/** A member of an input that names something; undefined when it is not there, or empty. */
export const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

/** What guards a resource beside its owner's identity policies. */
export interface Guard {
  /** The account that owns the resource. */
  readonly account: string
  /** The resource's own policy. */
  readonly policy?: string | undefined
  /** The policy must allow too (a key's), instead of adding to identity policies (a bucket's). */
  readonly policyMustAllow?: boolean
  /** Nobody of another account may, whatever the policy says (S3's RestrictPublicBuckets). */
  readonly ownAccountOnly?: boolean
}

export interface ServiceAccess {
  /** Operations that any signed caller may call; what they demand, if anything, they demand themselves. */
  readonly free?: readonly string[]
  /** Actions that have another name than the operation. */
  readonly actions?: Readonly<Record<string, string>>
  /** Operations whose resource is not what the table's templates say. */
  readonly resources?: Readonly<Record<string, (asked: Asked) => string>>
  /** Values of the templates' variables that are no members of the input. */
  readonly variables?: Readonly<Record<string, (asked: Asked) => string | undefined>>
  /** The ARN as this service writes it. */
  readonly spell?: (arn: string) => string
  /** What a call demands beside its own action. Asked for one after the other: a later one is worked out when those before are allowed. */
  readonly also?: (asked: Asked, resource: string) => Iterable<Demand>
  /** The values of a condition key (lower case) that the table gives the action; undefined: this call has none. Tags of requests and resources are known without it. */
  readonly key?: (key: string, asked: Asked, resource: string) => readonly string[] | undefined
  /** The ARN under which the tags of a resource are kept. */
  readonly taggedAs?: (arn: string) => string
  /** Owner and policy of a resource whose ARN does not tell; `missing`: there is no such thing, and the operation says so. */
  readonly guard?: (arn: string, asked: Asked) => Guard | 'missing' | undefined
}
