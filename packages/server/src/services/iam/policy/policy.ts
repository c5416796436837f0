/** A managed policy with its versions. */
import type { Policy, PolicyVersion } from '@aws-sdk/client-iam'

export interface PolicyRecord {
  readonly arn: string
  readonly name: string
  readonly path: string
  /** `ANPA…` */
  readonly id: string
  readonly description: string | undefined
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly defaultVersion: number
}

export interface PolicyVersionRecord {
  readonly version: number
  readonly document: string
  readonly createdAt: Date
}

export const policyArn = (account: string, path: string, name: string) => `arn:aws:iam::${account}:policy${path}${name}`

export const isAwsManaged = (arn: string) => arn.startsWith('arn:aws:iam::aws:policy/')

export const versionId = (version: number) => `v${version}`

export interface PolicyUses {
  /** How many roles, users and groups have it. */
  readonly attachments: number
  /** How many roles and users it bounds. */
  readonly boundaries: number
}

export function describePolicy(policy: PolicyRecord, uses: PolicyUses): Policy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: versionId(policy.defaultVersion),
    AttachmentCount: uses.attachments,
    PermissionsBoundaryUsageCount: uses.boundaries,
    IsAttachable: true,
    ...(policy.description === undefined ? {} : { Description: policy.description }),
    CreateDate: policy.createdAt,
    UpdateDate: policy.updatedAt,
  }
}

export function describeVersion(version: PolicyVersionRecord, defaultVersion: number, withDocument: boolean): PolicyVersion {
  return {
    ...(withDocument ? { Document: encodeURIComponent(version.document) } : {}),
    VersionId: versionId(version.version),
    IsDefaultVersion: version.version === defaultVersion,
    CreateDate: version.createdAt,
  }
}
