import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  GetAccountAuthorizationDetailsCommand,
  PutUserPermissionsBoundaryCommand,
} from '@aws-sdk/client-iam'
import { makeRole, makeUser } from '../../support/identities.ts'
import { allow, decoded, trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

const own = (await iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: allow('s3:*') }))).Policy?.Arn as string
const managed = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'
await makeUser(iam, 'alice', allow('iam:Get*'))
await makeRole(iam, 'r', trust(), allow('s3:Get*'))
await iam.send(new CreateGroupCommand({ GroupName: 'g' }))
await iam.send(new AddUserToGroupCommand({ GroupName: 'g', UserName: 'alice' }))
await iam.send(new AttachGroupPolicyCommand({ GroupName: 'g', PolicyArn: managed }))
await iam.send(new PutUserPermissionsBoundaryCommand({ UserName: 'alice', PermissionsBoundary: own }))

test('GetAccountAuthorizationDetails tells who may what', async () => {
  const answer = await iam.send(new GetAccountAuthorizationDetailsCommand({}))
  const [user] = answer.UserDetailList ?? []
  assert.deepEqual([user?.UserName, user?.GroupList, user?.PermissionsBoundary?.PermissionsBoundaryArn], ['alice', ['g'], own])
  assert.deepEqual(decoded(user?.UserPolicyList?.[0]?.PolicyDocument), JSON.parse(allow('iam:Get*')))
  assert.deepEqual(answer.GroupDetailList?.[0]?.AttachedManagedPolicies, [{ PolicyName: 'AmazonS3ReadOnlyAccess', PolicyArn: managed }])
  const [role] = answer.RoleDetailList ?? []
  assert.deepEqual([decoded(role?.AssumeRolePolicyDocument), role?.RolePolicyList?.[0]?.PolicyName], [JSON.parse(trust()), 'own'])
  assert.deepEqual(
    answer.Policies?.map(({ Arn }) => Arn),
    [own, managed],
  )
  assert.deepEqual(decoded(answer.Policies?.[0]?.PolicyVersionList?.[0]?.Document), JSON.parse(allow('s3:*')))
})

test('only what is asked for', async () => {
  const { UserDetailList, RoleDetailList, GroupDetailList, Policies } = await iam.send(
    new GetAccountAuthorizationDetailsCommand({ Filter: ['Role', 'AWSManagedPolicy'] }),
  )
  assert.deepEqual([UserDetailList, GroupDetailList, RoleDetailList?.length, Policies?.map(({ Arn }) => Arn)], [[], [], 1, [managed]])
})

test('in pages across the kinds', async () => {
  const seen: string[] = []
  let Marker: string | undefined
  do {
    const page = await iam.send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 2, Marker }))
    const all = [...(page.UserDetailList ?? []), ...(page.GroupDetailList ?? []), ...(page.RoleDetailList ?? []), ...(page.Policies ?? [])]
    assert.ok(all.length <= 2)
    seen.push(...all.map(({ Arn }) => Arn as string))
    Marker = page.Marker
  } while (Marker !== undefined)
  assert.deepEqual([seen.length, new Set(seen).size], [5, 5])
})
