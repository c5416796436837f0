/** The whole life of a service control policy: CreatePolicy, UpdatePolicy, DescribePolicy, ListPolicies, ListTargetsForPolicy, DeletePolicy. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DeletePolicyCommand,
  DescribePolicyCommand,
  DetachPolicyCommand,
  EnablePolicyTypeCommand,
  ListPoliciesCommand,
  ListTargetsForPolicyCommand,
  UpdatePolicyCommand,
} from '@aws-sdk/client-organizations'
import { allow, deny, trust } from '../../support/policies.ts'
import { MANAGEMENT, startOrganization } from './room.ts'

const { organizations, organization, rootId } = await startOrganization()
const Type = 'SERVICE_CONTROL_POLICY'
const create = (Name: string, Content: string, more: object = {}) =>
  organizations.send(new CreatePolicyCommand({ Name, Content, Description: 'd', Type, ...more }))

test('CreatePolicy, UpdatePolicy, DescribePolicy, ListPolicies', async () => {
  const { Policy } = await create('one', deny('s3:*'))
  const PolicyId = Policy?.PolicySummary?.Id as string
  assert.match(PolicyId, /^p-[a-z0-9]{8,128}$/)
  assert.equal(Policy?.PolicySummary?.Arn, `arn:aws:organizations::${MANAGEMENT}:policy/${organization?.Id}/service_control_policy/${PolicyId}`)
  await assert.rejects(create('one', deny('s3:*')), { name: 'DuplicatePolicyException' })
  await organizations.send(new UpdatePolicyCommand({ PolicyId, Name: 'renamed', Content: deny('iam:*') }))
  const { Policy: described } = await organizations.send(new DescribePolicyCommand({ PolicyId }))
  assert.deepEqual([described?.PolicySummary?.Name, described?.PolicySummary?.Description, described?.Content], ['renamed', 'd', deny('iam:*')])
  const { Policies } = await organizations.send(new ListPoliciesCommand({ Filter: Type }))
  assert.deepEqual(
    Policies?.map(({ Name }) => Name),
    ['FullAWSAccess', 'renamed'],
  )
})

test('what is no service control policy', async () => {
  for (const content of [
    '{',
    '{}',
    trust(),
    allow('nothing'),
    `{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}]}`,
  ])
    await assert.rejects(create('bad', content), { name: 'MalformedPolicyDocumentException' }, content)
  await assert.rejects(create('long', allow('s3:*', `arn:aws:s3:::${'x'.repeat(6_000)}`)), {
    name: 'ConstraintViolationException',
    Reason: 'POLICY_CONTENT_LIMIT_EXCEEDED',
  })
  await assert.rejects(create('tags', allow(), { Type: 'TAG_POLICY' }), { name: 'PolicyTypeNotAvailableForOrganizationException' })
})

test('DeletePolicy: not while it is attached; AWS’s own stays as it is', async () => {
  const PolicyId = (await create('attached', deny('s3:*'))).Policy?.PolicySummary?.Id as string
  await organizations.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: Type }))
  await organizations.send(new AttachPolicyCommand({ PolicyId, TargetId: rootId }))
  const { Targets } = await organizations.send(new ListTargetsForPolicyCommand({ PolicyId }))
  assert.deepEqual(
    Targets?.map((target) => [target.TargetId, target.Name, target.Type]),
    [[rootId, 'Root', 'ROOT']],
  )
  await assert.rejects(organizations.send(new DeletePolicyCommand({ PolicyId })), { name: 'PolicyInUseException' })
  await organizations.send(new DetachPolicyCommand({ PolicyId, TargetId: rootId }))
  await organizations.send(new DeletePolicyCommand({ PolicyId }))
  await assert.rejects(organizations.send(new DescribePolicyCommand({ PolicyId })), { name: 'PolicyNotFoundException' })
  await assert.rejects(organizations.send(new DeletePolicyCommand({ PolicyId: 'p-FullAWSAccess' })), {
    name: 'InvalidInputException',
    Reason: 'IMMUTABLE_POLICY',
  })
  assert.equal((await organizations.send(new DescribePolicyCommand({ PolicyId: 'p-FullAWSAccess' }))).Policy?.PolicySummary?.AwsManaged, true)
})
