import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CreateCodeRepositoryCommand,
  CreateNotebookInstanceLifecycleConfigCommand,
  StartNotebookInstanceCommand,
  UpdateNotebookInstanceCommand,
  type UpdateNotebookInstanceCommandInput,
} from '@aws-sdk/client-sagemaker'
import { type Notebooks, startNotebooks } from '../../support/notebooks.ts'

const update = ({ server }: Notebooks, name: string, input: Omit<UpdateNotebookInstanceCommandInput, 'NotebookInstanceName'>) =>
  server.clients.sagemaker.send(new UpdateNotebookInstanceCommand({ NotebookInstanceName: name, ...input }))

test('every setting that may change is changed, seen after Updating and in effect at the next start', async (t) => {
  const notebooks = await startNotebooks(t)
  const { server, createStopped, until, tasks } = notebooks
  await createStopped('n')
  await server.clients.sagemaker.send(
    new CreateNotebookInstanceLifecycleConfigCommand({ NotebookInstanceLifecycleConfigName: 'on-start', OnStart: [{ Content: btoa('true') }] }),
  )
  await server.clients.sagemaker.send(
    new CreateCodeRepositoryCommand({ CodeRepositoryName: 'code', GitConfig: { RepositoryUrl: 'https://git.example.com/code.git' } }),
  )
  const settings = {
    InstanceType: 'ml.t3.xlarge',
    VolumeSizeInGB: 20,
    RootAccess: 'Disabled',
    DefaultCodeRepository: 'code',
    AdditionalCodeRepositories: ['https://git.example.com/more.git'],
    AcceleratorTypes: ['ml.eia2.medium'],
    PlatformIdentifier: 'notebook-al2-v3',
    IpAddressType: 'dualstack',
    InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '1' },
  } as const
  await update(notebooks, 'n', {
    ...settings,
    AdditionalCodeRepositories: [...settings.AdditionalCodeRepositories],
    AcceleratorTypes: ['ml.eia2.medium'],
    LifecycleConfigName: 'on-start',
  })
  const described = await until('n', 'Stopped')
  for (const [name, value] of Object.entries(settings)) assert.deepEqual(described[name as keyof typeof described], value, name)
  assert.equal(described.NotebookInstanceLifecycleConfigName, 'on-start')
  await server.clients.sagemaker.send(new StartNotebookInstanceCommand({ NotebookInstanceName: 'n' }))
  await until('n', 'InService')
  assert.deepEqual([tasks[0]?.cpus, tasks.at(-1)?.cpus], [2, 4])
})

test('what is disassociated is gone, and may be gone already', async (t) => {
  const notebooks = await startNotebooks(t)
  const { createStopped, until } = notebooks
  await createStopped('n')
  await update(notebooks, 'n', { DefaultCodeRepository: 'https://git.example.com/a.git', AcceleratorTypes: ['ml.eia1.large'] })
  await until('n', 'Stopped')
  const all = {
    DisassociateLifecycleConfig: true,
    DisassociateDefaultCodeRepository: true,
    DisassociateAdditionalCodeRepositories: true,
    DisassociateAcceleratorTypes: true,
  }
  for (let time = 0; time < 2; time++) {
    await update(notebooks, 'n', all)
    const described = await until('n', 'Stopped')
    assert.equal(described.DefaultCodeRepository, undefined)
    assert.equal(described.AcceleratorTypes, undefined)
  }
})

test('a volume grows and never shrinks', async (t) => {
  const notebooks = await startNotebooks(t)
  await notebooks.createStopped('n')
  await update(notebooks, 'n', { VolumeSizeInGB: 10 })
  assert.equal((await notebooks.until('n', 'Stopped')).VolumeSizeInGB, 10)
  await assert.rejects(update(notebooks, 'n', { VolumeSizeInGB: 9 }), { name: 'ValidationException', message: /cannot be decreased to 9/ })
})

test('only a stopped or failed instance is updated', async (t) => {
  const notebooks = await startNotebooks(t)
  await notebooks.createInService('n')
  const arn = 'arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/n'
  await assert.rejects(update(notebooks, 'n', { VolumeSizeInGB: 9 }), {
    name: 'ValidationException',
    message: `Status (InService) not in ([Stopped, Failed]). Unable to transition to (Updating) for Notebook Instance (${arn}).`,
  })
  await assert.rejects(update(notebooks, 'nobody', {}), { name: 'ValidationException', message: 'RecordNotFound' })
})

test('names of nothing, and contradictions, are refused', async (t) => {
  const notebooks = await startNotebooks(t)
  await notebooks.createStopped('n')
  const ValidationException = 'ValidationException'
  await assert.rejects(update(notebooks, 'n', { LifecycleConfigName: 'none' }), {
    name: ValidationException,
    message:
      "Unable to describe Notebook Instance Lifecycle Config 'arn:aws:sagemaker:us-east-1:123456789012:notebook-instance-lifecycle-config/none'. (Details: Notebook Instance Lifecycle Config does not exist.)",
  })
  await assert.rejects(update(notebooks, 'n', { DefaultCodeRepository: 'none' }), { name: ValidationException, message: /^Cannot find CodeRepository/ })
  await assert.rejects(update(notebooks, 'n', { LifecycleConfigName: 'a', DisassociateLifecycleConfig: true }), { name: ValidationException })
  await assert.rejects(update(notebooks, 'n', { InstanceType: 'ml.m5.large' as never }), { name: ValidationException, message: /enum value set/ })
  const RoleArn = 'arn:aws:iam::123456789012:role/nobody'
  await assert.rejects(update(notebooks, 'n', { RoleArn }), { name: ValidationException, message: /^Could not assume role/ })
})
