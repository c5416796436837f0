import {
  DeleteAccessKeyCommand,
  DeleteLoginProfileCommand,
  DeleteUserCommand,
  DeleteUserPolicyCommand,
  DetachUserPolicyCommand,
  ListAccessKeysCommand,
  ListAttachedUserPoliciesCommand,
  ListGroupsForUserCommand,
  ListMFADevicesCommand,
  ListUserPoliciesCommand,
  RemoveUserFromGroupCommand,
} from '@aws-sdk/client-iam'
import { iam } from '../../../aws/iam.ts'
import { unlessNotFound } from '../../../components/error-meaning.ts'
import { removeDevice } from './remove-device.ts'

/** As AWS's console does it: IAM itself refuses while the user has something. */
export async function deleteUser(UserName: string): Promise<void> {
  const user = { UserName }
  for (const { AccessKeyId } of (await iam().send(new ListAccessKeysCommand(user))).AccessKeyMetadata ?? [])
    await iam().send(new DeleteAccessKeyCommand({ ...user, AccessKeyId }))
  for (const { SerialNumber = '' } of (await iam().send(new ListMFADevicesCommand(user))).MFADevices ?? []) await removeDevice(UserName, SerialNumber)
  for (const { PolicyArn } of (await iam().send(new ListAttachedUserPoliciesCommand(user))).AttachedPolicies ?? [])
    await iam().send(new DetachUserPolicyCommand({ ...user, PolicyArn }))
  for (const PolicyName of (await iam().send(new ListUserPoliciesCommand(user))).PolicyNames ?? [])
    await iam().send(new DeleteUserPolicyCommand({ ...user, PolicyName }))
  for (const { GroupName } of (await iam().send(new ListGroupsForUserCommand(user))).Groups ?? [])
    await iam().send(new RemoveUserFromGroupCommand({ ...user, GroupName }))
  await iam().send(new DeleteLoginProfileCommand(user)).catch(unlessNotFound)
  await iam().send(new DeleteUserCommand(user))
}
