import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  GetUserCommand,
  ListGroupsForUserCommand,
  PutGroupPolicyCommand,
  RemoveUserFromGroupCommand,
} from '@aws-sdk/client-iam'
import { makeUser } from '../../support/identities.ts'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test("RemoveUserFromGroup takes the group's rights at once", async () => {
  const alice = server.clientsAs(await makeUser(iam, 'alice')).iam
  await iam.send(new CreateGroupCommand({ GroupName: 'readers' }))
  await iam.send(new PutGroupPolicyCommand({ GroupName: 'readers', PolicyName: 'p', PolicyDocument: allow('iam:Get*') }))
  await iam.send(new AddUserToGroupCommand({ GroupName: 'readers', UserName: 'alice' }))
  await alice.send(new GetUserCommand({ UserName: 'alice' }))
  await iam.send(new RemoveUserFromGroupCommand({ GroupName: 'readers', UserName: 'alice' }))
  await assert.rejects(alice.send(new GetUserCommand({ UserName: 'alice' })), { name: 'AccessDenied' })
  assert.deepEqual((await iam.send(new ListGroupsForUserCommand({ UserName: 'alice' }))).Groups, [])
  await assert.rejects(iam.send(new RemoveUserFromGroupCommand({ GroupName: 'x', UserName: 'alice' })), { name: 'NoSuchEntityException' })
})
