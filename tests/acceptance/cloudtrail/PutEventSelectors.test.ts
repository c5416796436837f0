import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type AdvancedEventSelector, type EventSelector, GetEventSelectorsCommand, PutEventSelectorsCommand } from '@aws-sdk/client-cloudtrail'
import { CreateUserCommand, GetUserCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime'
import { startRoom } from './room.ts'

const { cloudtrail, create, createAndStart, delivered, s3, server } = await startRoom()
await s3.send(new CreateBucketCommand({ Bucket: 'watched' }))
await s3.send(new CreateBucketCommand({ Bucket: 'ignored' }))
const basic = (TrailName: string, ...EventSelectors: EventSelector[]) => cloudtrail.send(new PutEventSelectorsCommand({ TrailName, EventSelectors }))
const advanced = (TrailName: string, ...AdvancedEventSelectors: AdvancedEventSelector[]) =>
  cloudtrail.send(new PutEventSelectorsCommand({ TrailName, AdvancedEventSelectors }))

test('object calls of the selected bucket are delivered, one by one and with their resources', async () => {
  await createAndStart('objects')
  await basic('objects', {
    ReadWriteType: 'WriteOnly',
    IncludeManagementEvents: false,
    DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::watched/'] }],
  })
  for (const Bucket of ['watched', 'ignored']) await s3.send(new PutObjectCommand({ Bucket, Key: 'a/b.txt', Body: 'x' }))
  await s3.send(new GetObjectCommand({ Bucket: 'watched', Key: 'a/b.txt' })).then(({ Body }) => Body?.transformToByteArray())
  const { records } = await delivered()
  const data = records.filter(({ eventCategory }) => eventCategory === 'Data')
  assert.deepEqual(
    data.map(({ eventName }) => eventName),
    ['PutObject'],
  )
  assert.deepEqual(
    (data[0]?.resources as { ARN: string }[] | undefined)?.map(({ ARN }) => ARN),
    ['arn:aws:s3:::watched/a/b.txt', 'arn:aws:s3:::watched'],
  )
  assert.equal(data[0]?.managementEvent, false)
})

test('advanced selectors take InvokeEndpoint, and management events by their names', async () => {
  await createAndStart('advanced')
  await advanced(
    'advanced',
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Data'] },
        { Field: 'resources.type', Equals: ['AWS::SageMaker::Endpoint'] },
      ],
    },
    {
      FieldSelectors: [
        { Field: 'eventCategory', Equals: ['Management'] },
        { Field: 'eventName', StartsWith: ['Create'] },
      ],
    },
  )
  const { iam, sagemakerRuntime } = server.clients
  await assert.rejects(sagemakerRuntime.send(new InvokeEndpointCommand({ EndpointName: 'nowhere', Body: '1' })))
  await iam.send(new CreateUserCommand({ UserName: 'selected' }))
  await iam.send(new GetUserCommand({ UserName: 'selected' }))
  const { records } = await delivered()
  const names = records.map(({ eventName }) => eventName)
  assert.ok(names.includes('InvokeEndpoint') && names.includes('CreateUser') && !names.includes('GetUser'))
  assert.equal(records.find(({ eventName }) => eventName === 'InvokeEndpoint')?.errorCode, 'ValidationError')
})

test('selectors of one kind replace those of the other; wrong ones are refused', async () => {
  await create('choosy')
  await basic('choosy', { ReadWriteType: 'ReadOnly' })
  await advanced('choosy', { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] })
  const { EventSelectors, AdvancedEventSelectors } = await cloudtrail.send(new GetEventSelectorsCommand({ TrailName: 'choosy' }))
  assert.equal(EventSelectors, undefined)
  assert.equal(AdvancedEventSelectors?.length, 1)
  const invalid = { name: 'InvalidEventSelectorsException' }
  await assert.rejects(basic('choosy', { DataResources: [{ Type: 'AWS::SageMaker::Endpoint', Values: ['arn:aws:sagemaker'] }] }), invalid)
  await assert.rejects(basic('choosy', { DataResources: [{ Type: 'AWS::S3::Object', Values: ['my-bucket'] }] }), invalid)
  await assert.rejects(advanced('choosy', { FieldSelectors: [{ Field: 'eventName', Equals: ['X'] }] }), invalid)
  await assert.rejects(advanced('choosy', { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }] }), invalid)
})
