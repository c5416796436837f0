/** The role that console users get by "Create a new role". */
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  type IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})
const FULL_ACCESS = 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess'
/** What the console adds under "Any S3 bucket"; and DeleteBucket, which the console's role lacks and our notebook's last cell needs for its own buckets. */
const ANY_BUCKET = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:ListBucket'], Resource: 'arn:aws:s3:::*' },
    { Effect: 'Allow', Action: 's3:DeleteBucket', Resource: 'arn:aws:s3:::kenja-xgboost-*' },
  ],
})

/**
 * Name, path and managed policy as AWS's console makes them. Source: Amazon SageMaker developer guide, "How to use SageMaker AI execution roles".
 * @returns name and ARN
 */
export async function createExecutionRole(iam: IAMClient, now: Date): Promise<{ readonly name: string; readonly arn: string }> {
  const stamp = now.toISOString().replace(/[-:]|\.\d+Z$/g, '')
  const RoleName = `AmazonSageMaker-ExecutionRole-${stamp}`
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName, Path: '/service-role/', AssumeRolePolicyDocument: TRUST, Description: 'Made by ./kenja tutorial' }),
  )
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: FULL_ACCESS }))
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'buckets', PolicyDocument: ANY_BUCKET }))
  return { name: RoleName, arn: Role?.Arn ?? '' }
}

export async function deleteExecutionRole(iam: IAMClient, RoleName: string): Promise<void> {
  const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))
  for (const { PolicyArn } of AttachedPolicies) if (PolicyArn) await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }))
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }))
  for (const PolicyName of PolicyNames) await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }))
  await iam.send(new DeleteRoleCommand({ RoleName }))
}
