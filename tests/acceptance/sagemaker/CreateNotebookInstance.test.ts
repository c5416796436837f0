import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DescribeLogStreamsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { ListTagsCommand } from '@aws-sdk/client-sagemaker'
import { startNotebooks } from '../../support/notebooks.ts'

test('an instance goes from Pending to InService; its ARN is lower-cased, its name is not', async (t) => {
  const { server, create, describe, until, roleArn, tasks } = await startNotebooks(t)
  const arn = await create('My-Notebook', { Tags: [{ Key: 'team', Value: 'a' }] })
  assert.equal(arn, 'arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/my-notebook')
  assert.equal((await describe('My-Notebook')).NotebookInstanceName, 'My-Notebook')
  await until('My-Notebook', 'InService')
  assert.deepEqual(
    tasks.map(({ command }) => command.at(-1)?.split('/').slice(-3).join('/')),
    ['images/notebook/launch.py'],
  )
  const { env } = tasks[0] as (typeof tasks)[number]
  assert.equal(env.AWS_REGION, 'us-east-1')
  assert.match(env.AWS_CONTAINER_CREDENTIALS_FULL_URI ?? '', /^http:\/\/127\.0\.0\.1:\d+\/_kenja\/credentials$/)
  const credentials = await fetch(`${server.url}/_kenja/credentials`, { headers: { authorization: env.AWS_CONTAINER_AUTHORIZATION_TOKEN ?? '' } })
  assert.equal(((await credentials.json()) as { RoleArn: string }).RoleArn, roleArn)
  const { Tags } = await server.clients.sagemaker.send(new ListTagsCommand({ ResourceArn: arn }))
  assert.deepEqual(Tags, [{ Key: 'team', Value: 'a' }])
})

test('a name that is taken, in whatever case, is refused in AWS’s words', async (t) => {
  const { create } = await startNotebooks(t)
  await create('taken')
  const message = 'Cannot create a duplicate Notebook Instance (arn:aws:sagemaker:us-east-1:123456789012:notebook-instance/taken)'
  await assert.rejects(create('taken'), { name: 'ValidationException', message })
  await assert.rejects(create('Taken'), { name: 'ValidationException', message })
})

test('a role that is not there cannot be passed', async (t) => {
  const { create } = await startNotebooks(t)
  const RoleArn = 'arn:aws:iam::123456789012:role/nobody'
  const message = `Could not assume role ${RoleArn}. Please ensure that the role exists and allows principal 'sagemaker.amazonaws.com' to assume the role.`
  await assert.rejects(create('n', { RoleArn }), { name: 'ValidationException', message })
})

test('constraints answer in AWS’s words', async (t) => {
  const { create } = await startNotebooks(t)
  await assert.rejects(create('n', { InstanceType: 'ml.m5.large' as never }), {
    name: 'ValidationException',
    message: /^1 validation error detected: Value 'ml\.m5\.large' at 'instanceType' failed to satisfy constraint: Member must satisfy enum value set: \[/,
  })
  await assert.rejects(create('no_underscore'), {
    name: 'ValidationException',
    message:
      /^1 validation error detected: Value 'no_underscore' at 'notebookInstanceName' failed to satisfy constraint: Member must satisfy regular expression pattern: /,
  })
  await assert.rejects(create('n', { VolumeSizeInGB: 4 }), {
    name: 'ValidationException',
    message: /at 'volumeSizeInGB' failed to satisfy constraint: Member must have value greater than or equal to 5/,
  })
})

test('settings that do not go together, and nothing is made', async (t) => {
  const { create, describe } = await startNotebooks(t)
  await assert.rejects(create('n', { DirectInternetAccess: 'Disabled' }), { name: 'ValidationException', message: /DirectInternetAccess.*SubnetId/ })
  await assert.rejects(describe('n'), { name: 'ValidationException', message: 'RecordNotFound' })
})

test('an instance that cannot start is Failed, says why, and says it in its log', async (t) => {
  const { server, create, until } = await startNotebooks(t, { behaviour: () => ({ refuse: 'there is no sandbox today.' }) })
  await create('Unlucky')
  const { FailureReason } = await until('Unlucky', 'Failed')
  assert.match(FailureReason ?? '', /there is no sandbox today\.$/)
  const { logStreams } = await server.clients.logs.send(new DescribeLogStreamsCommand({ logGroupName: '/aws/sagemaker/NotebookInstances' }))
  assert.deepEqual(
    logStreams?.map(({ logStreamName }) => logStreamName),
    ['Unlucky/jupyter.log'],
  )
})

test('every constraint of a member is said in AWS’s words, and nothing is made', async (t) => {
  const { create, describe } = await startNotebooks(t)
  const wrong: readonly [string, string, object][] = [
    ['roleArn', 'regular expression pattern', { RoleArn: 'arn:aws:iam::123456789012:user/u-123' }],
    ['roleArn', 'length greater than or equal to 20', { RoleArn: 'arn' }],
    ['subnetId', 'regular expression pattern', { SubnetId: 'subnet_1' }],
    ['subnetId', 'length less than or equal to 32', { SubnetId: 's'.repeat(33) }],
    ['securityGroupIds', 'length less than or equal to 5', { SecurityGroupIds: ['1', '2', '3', '4', '5', '6'] }],
    ['kmsKeyId', 'regular expression pattern', { KmsKeyId: 'a key' }],
    ['volumeSizeInGB', 'value less than or equal to 16384', { VolumeSizeInGB: 16_385 }],
    ['platformIdentifier', 'regular expression pattern', { PlatformIdentifier: 'notebook-al3' }],
    ['lifecycleConfigName', 'regular expression pattern', { LifecycleConfigName: '-a' }],
    ['defaultCodeRepository', 'regular expression pattern', { DefaultCodeRepository: '_a' }],
    ['additionalCodeRepositories', 'length less than or equal to 3', { AdditionalCodeRepositories: ['a', 'b', 'c', 'd'] }],
    ['directInternetAccess', 'enum value set', { DirectInternetAccess: 'Off' }],
    ['rootAccess', 'enum value set', { RootAccess: 'Off' }],
    ['ipAddressType', 'enum value set', { IpAddressType: 'ipv6' }],
    ['acceleratorTypes', 'enum value set', { AcceleratorTypes: ['ml.eia3.large'] }],
    [
      'minimumInstanceMetadataServiceVersion',
      'regular expression pattern',
      { InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '3' } },
    ],
    ['notebookInstanceName', 'length less than or equal to 63', { NotebookInstanceName: 'n'.repeat(64) }],
  ]
  for (const [member, constraint, more] of wrong)
    await assert.rejects(create('n', more), (error: Error) => {
      assert.equal(error.name, 'ValidationException', member)
      assert.ok(error.message.includes('validation error') && error.message.includes(member), error.message)
      assert.ok(error.message.includes(constraint), error.message)
      return true
    })
  await assert.rejects(describe('n'), { message: 'RecordNotFound' })
})

test('what AWS has ended or leaves to the account is accepted by its rules: accelerators, platforms, metadata service, address type', async (t) => {
  const { server, createInService } = await startNotebooks(t)
  for (const [index, PlatformIdentifier] of ['notebook-al1-v1', 'notebook-al2-v1', 'notebook-al2-v2', 'notebook-al2-v3', 'notebook-al2023-v1'].entries()) {
    const described = await createInService(`n${index}`, { PlatformIdentifier, IpAddressType: 'dualstack', AcceleratorTypes: ['ml.eia1.medium'] })
    assert.deepEqual([described.PlatformIdentifier, described.IpAddressType, described.AcceleratorTypes], [PlatformIdentifier, 'dualstack', ['ml.eia1.medium']])
  }
  const stream = { logGroupName: '/aws/sagemaker/NotebookInstances', logStreamName: 'n0/jupyter.log' }
  const { events } = await server.clients.logs.send(new GetLogEventsCommand(stream))
  assert.match(events?.[0]?.message ?? '', /^Elastic Inference \(ml\.eia1\.medium\): AWS has ended it/)
})
