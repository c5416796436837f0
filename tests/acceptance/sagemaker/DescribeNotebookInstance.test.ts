import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startNotebooks } from '../../support/notebooks.ts'

test('what was asked for, AWS’s defaults, and where the notebook is', async (t) => {
  const { server, createInService, roleArn } = await startNotebooks(t)
  const { $metadata: _, CreationTime, LastModifiedTime, ...described } = await createInService('My-Notebook', { VolumeSizeInGB: 10, RootAccess: 'Disabled' })
  assert.ok(CreationTime && LastModifiedTime && LastModifiedTime >= CreationTime)
  assert.deepEqual(described, {
    NotebookInstanceArn: 'arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/my-notebook',
    NotebookInstanceName: 'My-Notebook',
    NotebookInstanceStatus: 'InService',
    Url: `my-notebook.notebook.us-east-1.localhost:${server.port}`,
    InstanceType: 'ml.t2.medium',
    RoleArn: roleArn,
    IpAddressType: 'ipv4',
    DirectInternetAccess: 'Enabled',
    VolumeSizeInGB: 10,
    RootAccess: 'Disabled',
    PlatformIdentifier: 'notebook-al2023-v1',
    InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
  })
})

test('an unknown name is RecordNotFound', async (t) => {
  const { describe } = await startNotebooks(t)
  await assert.rejects(describe('nobody'), { name: 'ValidationException', message: 'RecordNotFound' })
})
