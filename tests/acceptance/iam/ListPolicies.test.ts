import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AttachRolePolicyCommand, CreatePolicyCommand, CreateRoleCommand, ListPoliciesCommand } from '@aws-sdk/client-iam'
import { allow, trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('ListPolicies by owner, by use, page by page', async () => {
  for (const PolicyName of ['b', 'a']) await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: allow() }))
  const local = await iam.send(new ListPoliciesCommand({ Scope: 'Local' }))
  assert.deepEqual(
    local.Policies?.map((policy) => policy.PolicyName),
    ['a', 'b'],
  )
  const managed = await iam.send(new ListPoliciesCommand({ Scope: 'AWS' }))
  assert.ok(managed.Policies?.some((policy) => policy.PolicyName === 'AmazonSageMakerFullAccess'))
  await iam.send(new CreateRoleCommand({ RoleName: 'r', AssumeRolePolicyDocument: trust() }))
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'r', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }))
  const attached = await iam.send(new ListPoliciesCommand({ OnlyAttached: true }))
  assert.deepEqual(
    attached.Policies?.map((policy) => policy.PolicyName),
    ['ReadOnlyAccess'],
  )
  const names: (string | undefined)[] = []
  for (let Marker: string | undefined, more: boolean | undefined = true; more; ) {
    const page = await iam.send(new ListPoliciesCommand({ MaxItems: 4, Marker }))
    names.push(...(page.Policies ?? []).map((policy) => policy.PolicyName))
    more = page.IsTruncated
    Marker = page.Marker
  }
  assert.equal(new Set(names).size, names.length)
  assert.equal(names.length, (managed.Policies?.length ?? 0) + 2)
})
