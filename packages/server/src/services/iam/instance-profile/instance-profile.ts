/** An instance profile: the wrapping in which EC2 hands a role to a machine. Kenja has no machines; tools that describe an account expect it. */
import type { InstanceProfile } from '@aws-sdk/client-iam'
import { describeRole, type RoleRecord } from '../role/role.ts'

export interface InstanceProfileRecord {
  readonly name: string
  readonly path: string
  readonly arn: string
  /** `AIPA…` */
  readonly id: string
  readonly createdAt: Date
  readonly roleName: string | undefined
}

export const instanceProfileArn = (account: string, path: string, name: string) => `arn:aws:iam::${account}:instance-profile${path}${name}`

export const describeInstanceProfile = (profile: InstanceProfileRecord, role: RoleRecord | undefined): InstanceProfile => ({
  Path: profile.path,
  InstanceProfileName: profile.name,
  InstanceProfileId: profile.id,
  Arn: profile.arn,
  CreateDate: profile.createdAt,
  Roles: role ? [describeRole(role)] : [],
})
