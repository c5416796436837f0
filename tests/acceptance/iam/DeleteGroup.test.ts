import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  CreateUserCommand,
  DeleteGroupCommand,
  DeleteGroupPolicyCommand,
  PutGroupPolicyCommand,
  RemoveUserFromGroupCommand,
} from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('DeleteGroup, once nothing hangs on it', async () => {
  const remove = () => iam.send(new DeleteGroupCommand({ GroupName: 'g' }))
  await iam.send(new CreateGroupCommand({ GroupName: 'g' }))
  await iam.send(new CreateUserCommand({ UserName: 'alice' }))
  await iam.send(new AddUserToGroupCommand({ GroupName: 'g', UserName: 'alice' }))
  await iam.send(new PutGroupPolicyCommand({ GroupName: 'g', PolicyName: 'p', PolicyDocument: allow('s3:*') }))
  await assert.rejects(remove(), { name: 'DeleteConflictException', message: 'Cannot delete entity, must remove users from group first.' })
  await iam.send(new RemoveUserFromGroupCommand({ GroupName: 'g', UserName: 'alice' }))
  await assert.rejects(remove(), { name: 'DeleteConflictException', message: 'Cannot delete entity, must delete policies first.' })
  await iam.send(new DeleteGroupPolicyCommand({ GroupName: 'g', PolicyName: 'p' }))
  await remove()
  await assert.rejects(remove(), { name: 'NoSuchEntityException' })
})
