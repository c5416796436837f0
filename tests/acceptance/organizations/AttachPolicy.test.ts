/** Service control policies: what they hold back, at each level, and in whose words. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam'
import {
  AttachPolicyCommand,
  CreateOrganizationalUnitCommand,
  CreatePolicyCommand,
  DetachPolicyCommand,
  DisablePolicyTypeCommand,
  EnablePolicyTypeCommand,
  ListPoliciesForTargetCommand,
  MoveAccountCommand,
} from '@aws-sdk/client-organizations'
import { CreateBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3'
import { ListModelsCommand } from '@aws-sdk/client-sagemaker'
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { makeRole } from '../../support/identities.ts'
import { allow, deny, trust } from '../../support/policies.ts'
import { startOrganization } from './room.ts'

const { server, organizations, rootId, account, inside } = await startOrganization()
const id = await account('member')
const member = await inside(id)
const Type = 'SERVICE_CONTROL_POLICY'
const create = async (Name: string, Content: string) =>
  (await organizations.send(new CreatePolicyCommand({ Name, Content, Description: '', Type }))).Policy?.PolicySummary?.Id as string
const attach = (PolicyId: string, TargetId: string) => organizations.send(new AttachPolicyCommand({ PolicyId, TargetId }))
const detach = (PolicyId: string, TargetId: string) => organizations.send(new DetachPolicyCommand({ PolicyId, TargetId }))
const { OrganizationalUnit } = await organizations.send(new CreateOrganizationalUnitCommand({ Name: 'unit', ParentId: rootId }))
const unit = OrganizationalUnit?.Id as string
const noBuckets = await create('no-buckets', deny('s3:CreateBucket'))
const onlyS3 = await create('only-s3', allow(['s3:*', 'sts:*', 'iam:*']))
const arn = `arn:aws:sts::${id}:assumed-role/OrganizationAccountAccessRole/administrator`
const FULL = 'p-FullAWSAccess'

test('before the type is enabled, nothing can be attached', async () => {
  await assert.rejects(attach(noBuckets, id), { name: 'PolicyTypeNotEnabledException' })
  const { Root } = await organizations.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: Type }))
  assert.deepEqual(Root?.PolicyTypes, [{ Type, Status: 'ENABLED' }])
  await assert.rejects(organizations.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: Type })), { name: 'PolicyTypeAlreadyEnabledException' })
  const { Policies } = await organizations.send(new ListPoliciesForTargetCommand({ TargetId: id, Filter: Type }))
  assert.deepEqual(
    Policies?.map((policy) => [policy.Id, policy.AwsManaged]),
    [[FULL, true]],
  )
  await member.s3.send(new CreateBucketCommand({ Bucket: 'before-the-policy' }))
})

test('an explicit deny at the root: administrators too, in these words; the management account never', async () => {
  await attach(noBuckets, rootId)
  await assert.rejects(member.s3.send(new CreateBucketCommand({ Bucket: 'forbidden' })), {
    name: 'AccessDenied',
    message: `User: ${arn} is not authorized to perform: s3:CreateBucket on resource: "arn:aws:s3:::forbidden" with an explicit deny in a service control policy`,
  })
  await member.s3.send(new ListBucketsCommand({}))
  await server.clients.s3.send(new CreateBucketCommand({ Bucket: 'of-the-management-account' }))
  await assert.rejects(attach(noBuckets, rootId), { name: 'DuplicatePolicyAttachmentException' })
  await detach(noBuckets, rootId)
  await member.s3.send(new CreateBucketCommand({ Bucket: 'allowed-again' }))
})

test('something must allow at every level', async () => {
  await organizations.send(new MoveAccountCommand({ AccountId: id, SourceParentId: rootId, DestinationParentId: unit }))
  await attach(onlyS3, unit)
  await member.sagemaker.send(new ListModelsCommand({}))
  await detach(FULL, unit)
  await assert.rejects(member.sagemaker.send(new ListModelsCommand({})), {
    name: 'AccessDeniedException',
    message: `User: ${arn} is not authorized to perform: sagemaker:ListModels on resource: * because no service control policy allows the sagemaker:ListModels action`,
  })
  await member.s3.send(new ListBucketsCommand({}))
  // No policy can forbid to learn one's own name.
  await member.sts.send(new GetCallerIdentityCommand({}))
  await assert.rejects(detach(onlyS3, unit), { name: 'ConstraintViolationException', Reason: 'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED' })
  await assert.rejects(detach(noBuckets, unit), { name: 'PolicyNotAttachedException' })
})

test('the simulation knows it too', async () => {
  const simulate = new SimulatePrincipalPolicyCommand({
    PolicySourceArn: `arn:aws:iam::${id}:role/OrganizationAccountAccessRole`,
    ActionNames: ['sagemaker:ListModels', 's3:ListAllMyBuckets'],
  })
  const { EvaluationResults } = await member.iam.send(simulate)
  assert.deepEqual(
    EvaluationResults?.map((result) => [result.EvalActionName, result.EvalDecision, result.OrganizationsDecisionDetail?.AllowedByOrganizations]),
    [
      ['sagemaker:ListModels', 'implicitDeny', false],
      ['s3:ListAllMyBuckets', 'allowed', true],
    ],
  )
})

test('who may not assume roles assumes none, whatever the trust policy says', async () => {
  const RoleArn = await makeRole(server.clients.iam, 'for-the-member', trust({ AWS: id }), allow('s3:ListAllMyBuckets'))
  const assume = () => member.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'visit' }))
  await assume()
  const noRoles = await create('no-roles', deny('sts:AssumeRole'))
  await attach(noRoles, id)
  await assert.rejects(assume(), { name: 'AccessDenied', message: /sts:AssumeRole on resource: .* with an explicit deny in a service control policy/ })
})

test('while the type is off, none counts, and all attachments are lost', async () => {
  await organizations.send(new DisablePolicyTypeCommand({ RootId: rootId, PolicyType: Type }))
  await member.sagemaker.send(new ListModelsCommand({}))
  await organizations.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: Type }))
  await member.sagemaker.send(new ListModelsCommand({}))
  await organizations.send(new DisablePolicyTypeCommand({ RootId: rootId, PolicyType: Type }))
  await assert.rejects(organizations.send(new DisablePolicyTypeCommand({ RootId: rootId, PolicyType: Type })), { name: 'PolicyTypeNotEnabledException' })
})

test('targets and policies that are none', async () => {
  await organizations.send(new EnablePolicyTypeCommand({ RootId: rootId, PolicyType: Type }))
  await assert.rejects(attach('p-00000000', id), { name: 'PolicyNotFoundException' })
  await assert.rejects(attach(noBuckets, '999999999999'), { name: 'TargetNotFoundException' })
  await assert.rejects(organizations.send(new EnablePolicyTypeCommand({ RootId: 'r-zzzz', PolicyType: Type })), { name: 'RootNotFoundException' })
})
