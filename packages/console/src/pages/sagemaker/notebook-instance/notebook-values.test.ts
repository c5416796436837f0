import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRequest, INITIAL, isRepository, isValid, networkRight, updateRequest, valuesOfInstance } from './notebook-values.ts'

const role = 'arn:aws:iam::123456789012:role/r'
const values = { ...INITIAL, name: 'n', role }

test('the least that a form can ask for', () => {
  assert.deepEqual(createRequest(values), {
    NotebookInstanceName: 'n',
    InstanceType: 'ml.t3.medium',
    RoleArn: role,
    VolumeSizeInGB: 5,
    PlatformIdentifier: 'notebook-al2023-v1',
    RootAccess: 'Enabled',
    InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
    Tags: undefined,
  })
  assert.ok(isValid(values))
})

test('everything that it can ask for', () => {
  const all = {
    ...values,
    lifecycle: 'l',
    kmsKey: 'k',
    vpc: 'vpc-1',
    subnet: 'subnet-1',
    securityGroups: ['sg-1'],
    internet: 'Disabled' as const,
    repositories: ['stored', '', 'https://example.com/a.git'],
  }
  const { LifecycleConfigName, KmsKeyId, SubnetId, SecurityGroupIds, DirectInternetAccess, DefaultCodeRepository, AdditionalCodeRepositories } =
    createRequest(all)
  assert.deepEqual(
    [LifecycleConfigName, KmsKeyId, SubnetId, SecurityGroupIds, DirectInternetAccess, DefaultCodeRepository, AdditionalCodeRepositories],
    ['l', 'k', 'subnet-1', ['sg-1'], 'Disabled', 'stored', ['https://example.com/a.git']],
  )
  assert.ok(networkRight(all))
  assert.ok(!networkRight({ ...all, securityGroups: [] }))
})

test('an update takes away what was emptied, and begins with what is there', () => {
  const before = valuesOfInstance({ NotebookInstanceName: 'n', RoleArn: role, NotebookInstanceLifecycleConfigName: 'l', DefaultCodeRepository: 'd' })
  assert.deepEqual([before.lifecycle, before.repositories], ['l', ['d']])
  const request = updateRequest({ ...before, lifecycle: '', repositories: [''] })
  assert.deepEqual(
    [request.DisassociateLifecycleConfig, request.DisassociateDefaultCodeRepository, request.DisassociateAdditionalCodeRepositories],
    [true, true, true],
  )
  assert.equal(updateRequest(before).DisassociateLifecycleConfig, undefined)
})

test('repositories are names or addresses', () => {
  for (const right of ['', 'my-repository', 'https://github.com/aws/amazon-sagemaker-examples.git']) assert.ok(isRepository(right), right)
  for (const wrong of ['http://example.com/a', 'git@example.com:a', 'a b']) assert.ok(!isRepository(wrong), wrong)
})
