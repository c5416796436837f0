import { GetPolicyCommand, GetPolicyVersionCommand } from '@aws-sdk/client-iam'
import { iam } from '../../../aws/iam.ts'

/** A managed policy with the document of its default version. */
export async function readPolicy(PolicyArn: string) {
  const { Policy } = await iam().send(new GetPolicyCommand({ PolicyArn }))
  const { PolicyVersion } = await iam().send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }))
  return { ...Policy, document: PolicyVersion?.Document }
}
