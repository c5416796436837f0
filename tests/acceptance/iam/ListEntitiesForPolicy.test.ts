import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  ListEntitiesForPolicyCommand,
  type ListEntitiesForPolicyCommandInput,
  PutUserPermissionsBoundaryCommand,
} from '@aws-sdk/client-iam'
import { makeRole, makeUser } from '../../support/identities.ts'
import { trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

const PolicyArn = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'
await makeUser(iam, 'alice')
await makeUser(iam, 'bob')
await makeRole(iam, 'r', trust())
await iam.send(new CreateGroupCommand({ GroupName: 'g' }))
await iam.send(new AttachUserPolicyCommand({ UserName: 'alice', PolicyArn }))
await iam.send(new AttachRolePolicyCommand({ RoleName: 'r', PolicyArn }))
await iam.send(new AttachGroupPolicyCommand({ GroupName: 'g', PolicyArn }))
await iam.send(new PutUserPermissionsBoundaryCommand({ UserName: 'bob', PermissionsBoundary: PolicyArn }))

async function names(input: Partial<ListEntitiesForPolicyCommandInput>) {
  const answer = await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn, ...input }))
  return [
    answer.PolicyUsers?.map((user) => user.UserName),
    answer.PolicyRoles?.map((role) => role.RoleName),
    answer.PolicyGroups?.map((group) => group.GroupName),
  ]
}

test('ListEntitiesForPolicy: who has it, and whom it bounds', async () => {
  assert.deepEqual(await names({}), [['alice', 'bob'], ['r'], ['g']])
  assert.deepEqual(await names({ PolicyUsageFilter: 'PermissionsBoundary' }), [['bob'], [], []])
  assert.deepEqual(await names({ PolicyUsageFilter: 'PermissionsPolicy', EntityFilter: 'User' }), [['alice'], [], []])
  assert.deepEqual(await names({ EntityFilter: 'Role' }), [[], ['r'], []])
  assert.deepEqual(await names({ PathPrefix: '/x/' }), [[], [], []])
  await assert.rejects(names({ PolicyArn: `${PolicyArn}X` }), { name: 'NoSuchEntityException' })
})

test('in pages', async () => {
  const first = await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn, MaxItems: 3 }))
  assert.deepEqual([first.IsTruncated, await names({ Marker: first.Marker })], [true, [['bob'], [], []]])
})
