import { CreatePolicyVersionCommand, DeletePolicyVersionCommand, ListPolicyVersionsCommand } from '@aws-sdk/client-iam'
import { iam } from '../../../aws/iam.ts'

/** IAM keeps so many; the oldest that is not in use makes room. */
const MOST_VERSIONS = 5

/** Gives a policy another document, in use from now on. */
export async function addPolicyVersion(PolicyArn: string, PolicyDocument: string): Promise<void> {
  const { Versions = [] } = await iam().send(new ListPolicyVersionsCommand({ PolicyArn }))
  const oldest = Versions.filter(({ IsDefaultVersion }) => !IsDefaultVersion).at(-1)
  if (Versions.length >= MOST_VERSIONS && oldest) await iam().send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: oldest.VersionId }))
  await iam().send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }))
}
