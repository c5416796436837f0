import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AddUserToGroupCommand, CreateGroupCommand, GetUserCommand, PutGroupPolicyCommand } from '@aws-sdk/client-iam'
import { makeUser } from '../../support/identities.ts'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

const join = (GroupName: string, UserName = 'alice') => iam.send(new AddUserToGroupCommand({ GroupName, UserName }))

test("a member has the group's rights at its next call", async () => {
  const alice = server.clientsAs(await makeUser(iam, 'alice')).iam
  await iam.send(new CreateGroupCommand({ GroupName: 'readers' }))
  await iam.send(new PutGroupPolicyCommand({ GroupName: 'readers', PolicyName: 'p', PolicyDocument: allow('iam:Get*') }))
  await assert.rejects(alice.send(new GetUserCommand({ UserName: 'alice' })), { name: 'AccessDenied' })
  await join('readers')
  await join('readers')
  assert.equal((await alice.send(new GetUserCommand({ UserName: 'alice' }))).User?.UserName, 'alice')
})

test('ten groups at most', async () => {
  for (let number = 2; number <= 11; number++) {
    await iam.send(new CreateGroupCommand({ GroupName: `g${number}` }))
    if (number <= 10) await join(`g${number}`)
  }
  await assert.rejects(join('g11'), { name: 'LimitExceededException', message: 'Cannot exceed quota for GroupsPerUser: 10' })
})

test('neither a group nor a user that is not there', async () => {
  await assert.rejects(join('nowhere'), { name: 'NoSuchEntityException' })
  await assert.rejects(join('readers', 'nobody'), { name: 'NoSuchEntityException' })
})
