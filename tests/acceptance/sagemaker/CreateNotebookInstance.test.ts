import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs'
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

test('settings that have no effect yet are refused by name, and nothing is made', async (t) => {
  const { create, describe } = await startNotebooks(t)
  const refused = {
    SubnetId: { SubnetId: 'subnet-1' },
    SecurityGroupIds: { SecurityGroupIds: ['sg-1'] },
    KmsKeyId: { KmsKeyId: 'key' },
  }
  for (const [name, more] of Object.entries(refused)) {
    await assert.rejects(
      create('n', more),
      (error: Error) => error.name === 'ValidationException' && error.message.includes(name) && error.message.includes('not support'),
    )
  }
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
