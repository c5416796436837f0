/** A role: a name that others may act in. */
import type { Role, RoleLastUsed } from '@aws-sdk/client-iam'

export interface RoleRecord {
  readonly name: string
  readonly path: string
  readonly arn: string
  /** `AROA…`: a role made again under the same name is another role, and credentials of the old one do not pass for it. */
  readonly id: string
  readonly createdAt: Date
  /** The trust policy, as it was sent. */
  readonly trustPolicy: string
  readonly description: string | undefined
  readonly maxSessionSeconds: number
  readonly boundaryArn: string | undefined
}

export const DEFAULT_MAX_SESSION_SECONDS = 3600

export const roleArn = (account: string, path: string, name: string) => `arn:aws:iam::${account}:role${path}${name}`

/** `list` answers leave out what only Get knows (tags, boundary), as IAM's do. */
export function describeRole(role: RoleRecord): Role {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.createdAt,
    AssumeRolePolicyDocument: encodeURIComponent(role.trustPolicy),
    ...(role.description === undefined ? {} : { Description: role.description }),
    MaxSessionDuration: role.maxSessionSeconds,
  }
}

/** Empty for a role that nobody has worked in. */
export const describeLastUsed = (use: { readonly at: Date; readonly region: string } | undefined): RoleLastUsed =>
  use ? { LastUsedDate: use.at, Region: use.region } : {}

/** Made by CreateServiceLinkedRole, for one of AWS's services. */
export const isServiceLinked = ({ path }: Pick<RoleRecord, 'path'>): boolean => path.startsWith('/aws-service-role/')

/** What an ARN of a role names, when it is one. */
export function parseRoleArn(arn: string): { account: string; name: string } | undefined {
  const match = /^arn:aws:iam::(\d{12}):role\/(?:[\x21-\x7e]+\/)?([\w+=,.@-]{1,64})$/.exec(arn)
  return match ? { account: match[1] as string, name: match[2] as string } : undefined
}
