/** A group: users who share policies. It is no principal: nobody signs in as a group. */
import type { Group } from '@aws-sdk/client-iam'

export interface GroupRecord {
  readonly name: string
  readonly path: string
  readonly arn: string
  /** `AGPA…` */
  readonly id: string
  readonly createdAt: Date
}

export const groupArn = (account: string, path: string, name: string) => `arn:aws:iam::${account}:group${path}${name}`

export const describeGroup = (group: GroupRecord): Group => ({
  Path: group.path,
  GroupName: group.name,
  GroupId: group.id,
  Arn: group.arn,
  CreateDate: group.createdAt,
})
