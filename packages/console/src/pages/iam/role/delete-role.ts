import {
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam'
import { iam } from '../../../aws/iam.ts'

/** As AWS's console does it: IAM itself refuses while the role has policies. */
export async function deleteRole(RoleName: string): Promise<void> {
  const { AttachedPolicies = [] } = await iam().send(new ListAttachedRolePoliciesCommand({ RoleName }))
  for (const { PolicyArn } of AttachedPolicies) if (PolicyArn) await iam().send(new DetachRolePolicyCommand({ RoleName, PolicyArn }))
  const { PolicyNames = [] } = await iam().send(new ListRolePoliciesCommand({ RoleName }))
  for (const PolicyName of PolicyNames) await iam().send(new DeleteRolePolicyCommand({ RoleName, PolicyName }))
  await iam().send(new DeleteRoleCommand({ RoleName }))
}
