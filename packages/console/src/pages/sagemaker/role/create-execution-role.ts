/** The role that AWS's console makes by "Create a new role". Source: Amazon SageMaker developer guide, "How to use SageMaker AI execution roles". */
import { AttachRolePolicyCommand, CreatePolicyCommand, CreateRoleCommand } from '@aws-sdk/client-iam'
import { iam } from '../../../aws/iam.ts'

export type BucketChoice = { readonly kind: 'any' } | { readonly kind: 'specific'; readonly buckets: readonly string[] } | { readonly kind: 'none' }

const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }],
}
const FULL_ACCESS = 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess'

export function bucketPolicy(choice: BucketChoice): object | undefined {
  if (choice.kind === 'none') return undefined
  const buckets = choice.kind === 'any' ? ['*'] : choice.buckets
  return {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['s3:ListBucket'], Resource: buckets.map((bucket) => `arn:aws:s3:::${bucket}`) },
      {
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
        Resource: buckets.map((bucket) => (bucket === '*' ? 'arn:aws:s3:::*' : `arn:aws:s3:::${bucket}/*`)),
      },
    ],
  }
}

/** `20261125T045012`, as the names of these roles and policies end. */
const stampOf = (now: Date): string => now.toISOString().replace(/[-:]|\.\d+Z$/g, '')

/** @returns the role's ARN */
export async function createExecutionRole(choice: BucketChoice, now: Date): Promise<string> {
  const RoleName = `AmazonSageMaker-ExecutionRole-${stampOf(now)}`
  const { Role } = await iam().send(
    new CreateRoleCommand({
      RoleName,
      Path: '/service-role/',
      AssumeRolePolicyDocument: JSON.stringify(TRUST),
      Description: 'SageMaker execution role created from the console.',
    }),
  )
  await iam().send(new AttachRolePolicyCommand({ RoleName, PolicyArn: FULL_ACCESS }))
  const document = bucketPolicy(choice)
  if (document) {
    const { Policy } = await iam().send(
      new CreatePolicyCommand({
        PolicyName: `AmazonSageMaker-ExecutionPolicy-${stampOf(now)}`,
        Path: '/service-role/',
        PolicyDocument: JSON.stringify(document),
      }),
    )
    await iam().send(new AttachRolePolicyCommand({ RoleName, PolicyArn: Policy?.Arn as string }))
  }
  return Role?.Arn as string
}
