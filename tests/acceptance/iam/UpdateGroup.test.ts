import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  CreateUserCommand,
  GetGroupCommand,
  GetGroupPolicyCommand,
  PutGroupPolicyCommand,
  UpdateGroupCommand,
} from '@aws-sdk/client-iam'
import { allow } from '../../support/policies.ts'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('UpdateGroup: members and policies follow a new name', async () => {
  const { Group } = await iam.send(new CreateGroupCommand({ GroupName: 'old' }))
  await iam.send(new CreateUserCommand({ UserName: 'alice' }))
  await iam.send(new AddUserToGroupCommand({ GroupName: 'old', UserName: 'alice' }))
  await iam.send(new PutGroupPolicyCommand({ GroupName: 'old', PolicyName: 'p', PolicyDocument: allow('s3:*') }))
  await iam.send(new UpdateGroupCommand({ GroupName: 'old', NewGroupName: 'new', NewPath: '/p/' }))
  const after = await iam.send(new GetGroupCommand({ GroupName: 'new' }))
  assert.deepEqual([after.Group?.Arn, after.Group?.GroupId], [`arn:aws:iam::${ACCOUNT}:group/p/new`, Group?.GroupId])
  assert.equal(after.Users?.[0]?.UserName, 'alice')
  assert.equal((await iam.send(new GetGroupPolicyCommand({ GroupName: 'new', PolicyName: 'p' }))).GroupName, 'new')
  await assert.rejects(iam.send(new GetGroupCommand({ GroupName: 'old' })), { name: 'NoSuchEntityException' })
})

test('a name that is taken; its own in another case is not', async () => {
  await iam.send(new CreateGroupCommand({ GroupName: 'taken' }))
  await assert.rejects(iam.send(new UpdateGroupCommand({ GroupName: 'new', NewGroupName: 'taken' })), { name: 'EntityAlreadyExistsException' })
  await iam.send(new UpdateGroupCommand({ GroupName: 'taken', NewGroupName: 'Taken' }))
})
