/** The role that console users get by "Create a new role". */
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  type IAMClient,
  ListAttachedRolePoliciesCommand,
} from '@aws-sdk/client-iam'

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})
const FULL_ACCESS = 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess'

/**
 * Name, path and policy as AWS's console makes them. Source: Amazon SageMaker developer guide, "How to use SageMaker AI execution roles".
 * @returns name and ARN
 */
export async function createExecutionRole(iam: IAMClient, now: Date): Promise<{ readonly name: string; readonly arn: string }> {
  const stamp = now.toISOString().replace(/[-:]|\.\d+Z$/g, '')
  const RoleName = `AmazonSageMaker-ExecutionRole-${stamp}`
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName, Path: '/service-role/', AssumeRolePolicyDocument: TRUST, Description: 'Made by ./kenja tutorial' }),
  )
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: FULL_ACCESS }))
  return { name: RoleName, arn: Role?.Arn ?? '' }
}

export async function deleteExecutionRole(iam: IAMClient, RoleName: string): Promise<void> {
  const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))
  for (const { PolicyArn } of AttachedPolicies) if (PolicyArn) await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }))
  await iam.send(new DeleteRoleCommand({ RoleName }))
}
