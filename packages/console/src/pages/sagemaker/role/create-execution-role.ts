/** The role that AWS's console makes by "Create a new role". Source: Amazon SageMaker developer guide, "How to use SageMaker AI execution roles". */
import { AttachRolePolicyCommand, CreatePolicyCommand, CreateRoleCommand, GetRoleCommand } from '@aws-sdk/client-iam'
import { iam } from '../../../aws/iam.ts'
import { type ShownCall, shownCall } from '../../../code/show-call.ts'
import { meaningOf } from '../../../components/error-meaning.ts'
import { addPolicyVersion } from '../../iam/policy/add-policy-version.ts'

export type BucketChoice = { readonly kind: 'any' } | { readonly kind: 'specific'; readonly buckets: readonly string[] } | { readonly kind: 'none' }

/** Role and policy that belong together have the same time after these. */
export const ROLE_PREFIX = 'AmazonSageMaker-ExecutionRole-'
export const POLICY_PREFIX = 'AmazonSageMaker-ExecutionPolicy-'

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

/** What the dialog makes, as the requests that make it, in their order. */
export function executionRoleRequests(choice: BucketChoice, account: string, now: Date) {
  const RoleName = `${ROLE_PREFIX}${stampOf(now)}`
  const PolicyName = `${POLICY_PREFIX}${stampOf(now)}`
  const Path = '/service-role/'
  const document = bucketPolicy(choice)
  return {
    role: { RoleName, Path, AssumeRolePolicyDocument: JSON.stringify(TRUST), Description: 'SageMaker execution role created from the console.' },
    fullAccess: { RoleName, PolicyArn: FULL_ACCESS },
    ...(document && {
      policy: { PolicyName, Path, PolicyDocument: JSON.stringify(document) },
      bucketAccess: { RoleName, PolicyArn: `arn:aws:iam::${account}:policy${Path}${PolicyName}` },
    }),
  }
}

type Requests = ReturnType<typeof executionRoleRequests>

/** For what an earlier try has made: the names carry the second in which the dialog was opened, so what is there is the dialog's own. */
const ifThere =
  <Answer>(goOn: () => Promise<Answer>) =>
  (error: unknown): Promise<Answer> => {
    if (meaningOf(error) !== 'exists') throw error
    return goOn()
  }

/** A try after one that failed halfway goes on with what that one made; to attach twice is no error. @returns the role's ARN */
export async function createExecutionRole({ role, fullAccess, policy, bucketAccess }: Requests): Promise<string> {
  const { Role } = await iam()
    .send(new CreateRoleCommand(role))
    .catch(ifThere(() => iam().send(new GetRoleCommand({ RoleName: role.RoleName }))))
  await iam().send(new AttachRolePolicyCommand(fullAccess))
  if (policy && bucketAccess) {
    // Other buckets may have been chosen since: the policy that is there gets the document of now.
    await iam()
      .send(new CreatePolicyCommand(policy))
      .catch(ifThere(() => addPolicyVersion(bucketAccess.PolicyArn, policy.PolicyDocument)))
    await iam().send(new AttachRolePolicyCommand(bucketAccess))
  }
  return Role?.Arn as string
}

export const executionRoleCode = ({ role, fullAccess, policy, bucketAccess }: Requests): ShownCall[] => [
  shownCall('iam', 'CreateRole', role),
  shownCall('iam', 'AttachRolePolicy', fullAccess),
  ...(policy && bucketAccess ? [shownCall('iam', 'CreatePolicy', policy), shownCall('iam', 'AttachRolePolicy', bucketAccess)] : []),
]
