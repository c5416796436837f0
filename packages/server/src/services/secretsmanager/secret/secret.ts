/** A secret: its name, who may use it, when it goes. Its values are its versions. Pure. */
import type { DescribeSecretResponse, SecretListEntry } from '@aws-sdk/client-secrets-manager'
import type { Tag } from '../../../operation.ts'

export interface Secret {
  readonly account: string
  readonly region: string
  readonly name: string
  readonly arn: string
  readonly description?: string
  /** As it was given; undefined: the account's key for Secrets Manager. */
  readonly kmsKeyId?: string
  readonly createdAt: Date
  readonly changedAt: Date
  /** The day on which its value was last read. */
  readonly accessedAt?: Date
  /** Scheduled to be deleted, and when. */
  readonly deletion?: { readonly askedAt: Date; readonly dueAt: Date }
  readonly policy?: string
}

/** What all of a secret's versions are called: only those with a label. */
export type StagesByVersion = Readonly<Record<string, string[]>>

const DAY_MS = 86_400_000

/** AWS tells the day only. */
export const dayOf = (at: Date): Date => new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS)

export const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS)

/** Tags are given in the order of their keys. */
export const describe = (
  secret: Secret,
  stages: StagesByVersion,
  tags: readonly Tag[],
): Omit<DescribeSecretResponse, 'VersionIdsToStages'> & {
  VersionIdsToStages?: Record<string, string[]>
} => ({
  ...common(secret, tags),
  ...(Object.keys(stages).length > 0 ? { VersionIdsToStages: stages } : {}),
})

export const summarize = (secret: Secret, stages: StagesByVersion, tags: readonly Tag[]): SecretListEntry => ({
  ...common(secret, tags),
  ...(Object.keys(stages).length > 0 ? { SecretVersionsToStages: stages } : {}),
})

const common = (secret: Secret, tags: readonly Tag[]) => ({
  ARN: secret.arn,
  Name: secret.name,
  ...(secret.description === undefined ? {} : { Description: secret.description }),
  ...(secret.kmsKeyId === undefined ? {} : { KmsKeyId: secret.kmsKeyId }),
  LastChangedDate: secret.changedAt,
  ...(secret.accessedAt === undefined ? {} : { LastAccessedDate: secret.accessedAt }),
  ...(secret.deletion === undefined ? {} : { DeletedDate: secret.deletion.askedAt }),
  ...(tags.length > 0 ? { Tags: [...tags] } : {}),
  CreatedDate: secret.createdAt,
})
