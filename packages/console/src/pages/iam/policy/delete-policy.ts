import {
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DetachRolePolicyCommand,
  DetachUserPolicyCommand,
  ListEntitiesForPolicyCommand,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iam'
import { iam } from '../../../aws/iam.ts'

/** IAM refuses while something has the policy, or while it has more than one version. */
export async function deletePolicy(PolicyArn: string): Promise<void> {
  const { PolicyRoles = [], PolicyUsers = [] } = await iam().send(new ListEntitiesForPolicyCommand({ PolicyArn }))
  for (const { RoleName } of PolicyRoles) await iam().send(new DetachRolePolicyCommand({ RoleName, PolicyArn }))
  for (const { UserName } of PolicyUsers) await iam().send(new DetachUserPolicyCommand({ UserName, PolicyArn }))
  const { Versions = [] } = await iam().send(new ListPolicyVersionsCommand({ PolicyArn }))
  for (const { VersionId, IsDefaultVersion } of Versions) if (!IsDefaultVersion) await iam().send(new DeletePolicyVersionCommand({ PolicyArn, VersionId }))
  await iam().send(new DeletePolicyCommand({ PolicyArn }))
}
