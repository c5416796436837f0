/** Users and roles for tests, made through the API. */
import { CreateAccessKeyCommand, CreateRoleCommand, CreateUserCommand, type IAMClient, PutRolePolicyCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam'
import type { Credentials } from './clients.ts'

/** A user with one inline policy (none when left out), and its key. */
export async function makeUser(iam: IAMClient, UserName: string, policy?: string): Promise<Credentials & { readonly arn: string }> {
  const { User } = await iam.send(new CreateUserCommand({ UserName }))
  if (policy !== undefined) await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'own', PolicyDocument: policy }))
  return { arn: User?.Arn as string, ...(await makeKey(iam, UserName)) }
}

/** A new access key of a user that is there. */
export async function makeKey(iam: IAMClient, UserName: string): Promise<Credentials> {
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }))
  return { accessKeyId: AccessKey?.AccessKeyId as string, secretAccessKey: AccessKey?.SecretAccessKey as string }
}

/** A role with one inline policy (none when left out); its ARN. */
export async function makeRole(iam: IAMClient, RoleName: string, trustPolicy: string, policy?: string): Promise<string> {
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trustPolicy }))
  if (policy !== undefined) await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument: policy }))
  return Role?.Arn as string
}
