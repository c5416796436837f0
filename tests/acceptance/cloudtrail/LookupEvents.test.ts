import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Event, LookupEventsCommand, type LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail'
import { CreateAccessKeyCommand, CreateUserCommand, DeleteUserCommand, GetUserCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import type { Clock } from '../../../packages/server/src/lib/clock.ts'
import { systemClock } from '../../../packages/server/src/lib/clock.ts'
import { makeRole, makeUser } from '../../support/identities.ts'
import { allow, trust } from '../../support/policies.ts'
import { createModel, jobEnded, prepareAccount, TOY_IMAGES, trainingJob } from '../../support/sagemaker.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'
import { startRoom } from './room.ts'

const DAY_MS = 86_400_000
let shiftMs = 0
/** Server and clients live in the same time. */
const shiftTo = (days: number) => {
  shiftMs = days * DAY_MS
  iam.config.systemClockOffset = shiftMs
}
const clock: Clock = { ...systemClock, now: () => new Date(systemClock.now().getTime() + shiftMs) }
const { server, cloudtrail } = await startRoom({ clock, imagesRoot: TOY_IMAGES, behaviour: () => ({ exitCode: 0 }) })
const { iam, s3, sagemaker } = server.clients

// The SDK sets its clock by the Date of every answer, which is the machine's.
const lookUp = (input: LookupEventsCommandInput = {}) => {
  cloudtrail.config.systemClockOffset = shiftMs
  return cloudtrail.send(new LookupEventsCommand(input))
}
const by = (AttributeKey: NonNullable<LookupEventsCommandInput['LookupAttributes']>[number]['AttributeKey'], AttributeValue: string) =>
  lookUp({ LookupAttributes: [{ AttributeKey, AttributeValue }] })
const recordOf = (event: Event | undefined) => JSON.parse(event?.CloudTrailEvent ?? '{}') as unknown
const names = (events: readonly Event[] | undefined) => (events ?? []).map(({ EventName }) => EventName)

test('a call is told as AWS writes it: who, what, when, from where, with what, and what came of it', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'ann', Tags: [{ Key: 'team', Value: 'ml' }] }))
  const [event] = (await by('EventName', 'CreateUser')).Events ?? []
  assert.deepEqual(
    [event?.EventSource, event?.ReadOnly, event?.Username, event?.AccessKeyId],
    ['iam.amazonaws.com', 'false', 'root', server.credentials.accessKeyId],
  )
  assert.deepEqual(event?.Resources, [{ ResourceType: 'AWS::IAM::User', ResourceName: 'ann' }])
  const record = recordOf(event) as Record<string, unknown>
  assert.deepEqual(Object.keys(record), [
    ...['eventVersion', 'userIdentity', 'eventTime', 'eventSource', 'eventName', 'awsRegion', 'sourceIPAddress', 'userAgent', 'requestParameters'],
    ...['responseElements', 'requestID', 'eventID', 'readOnly', 'eventType', 'managementEvent', 'recipientAccountId', 'eventCategory'],
  ])
  assert.deepEqual(record.userIdentity, {
    type: 'Root',
    principalId: ACCOUNT,
    arn: `arn:aws:iam::${ACCOUNT}:root`,
    accountId: ACCOUNT,
    accessKeyId: server.credentials.accessKeyId,
  })
  assert.deepEqual(record.requestParameters, { userName: 'ann', tags: [{ key: 'team', value: 'ml' }] })
  const user = (record.responseElements as { user: Record<string, string> }).user
  assert.match(user.createDate ?? '', /^[A-Z][a-z]{2} \d{1,2}, \d{4} \d{1,2}:\d\d:\d\d [AP]M$/)
  assert.equal(record.eventID, event?.EventId)
  assert.equal(record.awsRegion, REGION)
  assert.match(String(record.eventTime), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
})

test('reads have no answer, refusals their code and text, S3 its own names', async () => {
  await iam.send(new GetUserCommand({ UserName: 'ann' }))
  const read = recordOf((await by('EventName', 'GetUser')).Events?.[0]) as Record<string, unknown>
  assert.deepEqual([read.readOnly, read.responseElements], [true, null])
  await assert.rejects(iam.send(new DeleteUserCommand({ UserName: 'nobody' })))
  const failed = recordOf((await by('EventName', 'DeleteUser')).Events?.[0]) as Record<string, unknown>
  assert.deepEqual([failed.errorCode, failed.responseElements], ['NoSuchEntityException', null])
  assert.match(String(failed.errorMessage), /nobody/)
  await s3.send(new CreateBucketCommand({ Bucket: 'recorded' }))
  const made = recordOf((await by('ResourceName', 'recorded')).Events?.[0]) as { requestParameters: Record<string, string>; userAgent: string }
  assert.equal(made.requestParameters.bucketName, 'recorded')
  assert.match(made.userAgent, /^\[.*\]$/)
})

test('no secret is on record', async () => {
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ann' }))
  const [event] = (await by('EventName', 'CreateAccessKey')).Events ?? []
  assert.ok(event?.CloudTrailEvent?.includes(AccessKey?.AccessKeyId as string))
  assert.ok(!event?.CloudTrailEvent?.includes(AccessKey?.SecretAccessKey as string))
  const caller = await makeUser(iam, 'assumer', allow('sts:AssumeRole'))
  const RoleArn = await makeRole(iam, 'visited', trust({ AWS: caller.arn }), allow('iam:GetUser'))
  const { Credentials } = await server.clientsAs(caller).sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'visit' }))
  const [assumed] = (await by('EventName', 'AssumeRole')).Events ?? []
  assert.ok(assumed?.CloudTrailEvent?.includes(Credentials?.AccessKeyId as string))
  assert.ok(!assumed?.CloudTrailEvent?.includes(Credentials?.SecretAccessKey as string))
  const record = recordOf(assumed) as Record<string, unknown>
  assert.deepEqual([record.readOnly, record.resources], [true, [{ accountId: ACCOUNT, type: 'AWS::IAM::Role', ARN: RoleArn }]])

  const session = server.clientsAs({
    accessKeyId: Credentials?.AccessKeyId as string,
    secretAccessKey: Credentials?.SecretAccessKey as string,
    sessionToken: Credentials?.SessionToken as string,
  })
  await session.iam.send(new GetUserCommand({ UserName: 'ann' }))
  const { Events } = await by('Username', 'visit')
  assert.deepEqual(names(Events), ['GetUser'])
  const { userIdentity } = recordOf(Events?.[0]) as {
    userIdentity: { type: string; sessionContext: { sessionIssuer: object; attributes: Record<string, string> } }
  }
  assert.equal(userIdentity.type, 'AssumedRole')
  assert.equal((userIdentity.sessionContext.sessionIssuer as { arn: string }).arn, RoleArn)
  assert.equal(userIdentity.sessionContext.attributes.mfaAuthenticated, 'false')
  assert.match(userIdentity.sessionContext.attributes.creationDate ?? '', /Z$/)
})

test('a refusal by IAM tells no parameters, as AWS does not', async () => {
  const nobody = await makeUser(iam, 'nobody-special')
  await assert.rejects(
    server.clientsAs(nobody).iam.send(new UpdateAccessKeyCommand({ UserName: 'ann', AccessKeyId: 'AKIAAAAAAAAAAAAAAAAA', Status: 'Inactive' })),
  )
  const record = recordOf((await by('Username', 'nobody-special')).Events?.[0]) as Record<string, unknown>
  assert.deepEqual([record.errorCode, record.requestParameters], ['AccessDenied', null])
  assert.match(String(record.errorMessage), /^User: .* is not authorized to perform: iam:UpdateAccessKey on resource: /)
})

test('SageMaker’s work in a role’s name is told: AssumeRole by the service, then its calls; data events are not', async () => {
  await prepareAccount(server.clients)
  await sagemaker.send(trainingJob('told'))
  await jobEnded(sagemaker, 'told')
  const assumed = (await by('Username', 'sagemaker.amazonaws.com')).Events?.[0]
  const record = recordOf(assumed) as Record<string, unknown>
  assert.deepEqual(record.userIdentity, { type: 'AWSService', invokedBy: 'sagemaker.amazonaws.com' })
  assert.equal(record.sourceIPAddress, 'sagemaker.amazonaws.com')
  const created = recordOf((await by('ResourceName', 'told')).Events?.at(-1)) as {
    responseElements: unknown
    requestParameters: { hyperParameters?: object; trainingJobName: string }
  }
  assert.deepEqual(created.responseElements, { trainingJobArn: `arn:aws:sagemaker:${REGION}:${ACCOUNT}:training-job/told` })
  await s3.send(new PutObjectCommand({ Bucket: 'recorded', Key: 'x', Body: 'x' }))
  assert.deepEqual((await by('EventName', 'PutObject')).Events, [])
  assert.deepEqual((await by('EventName', 'GetObject')).Events, [])
  await createModel(server.clients, 'env', 'text', { MODE: 'kept' })
  const model = recordOf((await by('EventName', 'CreateModel')).Events?.[0]) as { requestParameters: { primaryContainer: { environment: object } } }
  assert.deepEqual(model.requestParameters.primaryContainer.environment, { MODE: 'kept' })
})

test('each attribute finds its own, newest first; pages follow each other without gap or repetition', async () => {
  for (const name of ['p1', 'p2', 'p3', 'p4', 'p5']) await iam.send(new CreateUserCommand({ UserName: name }))
  const all = (await by('EventName', 'CreateUser')).Events ?? []
  const seen: (string | undefined)[] = []
  let NextToken: string | undefined
  do {
    const page = await lookUp({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'CreateUser' }],
      MaxResults: 2,
      ...(NextToken ? { NextToken } : {}),
    })
    assert.ok((page.Events?.length ?? 0) <= 2)
    seen.push(...(page.Events ?? []).map(({ EventId }) => EventId))
    NextToken = page.NextToken
  } while (NextToken)
  assert.deepEqual(
    seen,
    all.map(({ EventId }) => EventId),
  )
  assert.equal(all[0]?.Resources?.[0]?.ResourceName, 'p5')
  assert.deepEqual(
    (await by('EventId', all[1]?.EventId as string)).Events?.map(({ EventId }) => EventId),
    [all[1]?.EventId],
  )
  assert.ok((await by('EventSource', 'sagemaker.amazonaws.com')).Events?.every(({ EventSource }) => EventSource === 'sagemaker.amazonaws.com'))
  assert.ok((await by('ReadOnly', 'true')).Events?.every(({ ReadOnly }) => ReadOnly === 'true'))
  assert.ok(((await by('AccessKeyId', server.credentials.accessKeyId)).Events?.length ?? 0) > 0)
  assert.ok(((await by('ResourceType', 'AWS::SageMaker::TrainingJob')).Events?.length ?? 0) > 0)
})

test('wrong attributes, tokens and times are refused; Insights are none', async () => {
  const one = { AttributeKey: 'EventName', AttributeValue: 'X' } as const
  await assert.rejects(lookUp({ LookupAttributes: [one, one] }), { name: 'InvalidLookupAttributesException' })
  await assert.rejects(by('ReadOnly', 'maybe'), { name: 'InvalidLookupAttributesException' })
  await assert.rejects(lookUp({ StartTime: new Date('2026-02-01'), EndTime: new Date('2026-01-01') }), { name: 'InvalidTimeRangeException' })
  await assert.rejects(lookUp({ NextToken: 'made-up' }), { name: 'InvalidNextTokenException' })
  const { NextToken } = await lookUp({ MaxResults: 1 })
  await assert.rejects(lookUp({ NextToken, EndTime: new Date() }), { name: 'InvalidNextTokenException' })
  assert.deepEqual((await lookUp({ EventCategory: 'insight' })).Events, [])
})

test('a time range is kept to; after 90 days an event is no longer told', async () => {
  shiftTo(10)
  await iam.send(new CreateUserCommand({ UserName: 'later' }))
  const EndTime = new Date(clock.now().getTime() - 5 * DAY_MS)
  assert.ok(
    !(await lookUp({ EndTime, LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'CreateUser' }] })).Events?.some(
      ({ Resources }) => Resources?.[0]?.ResourceName === 'later',
    ),
  )
  assert.deepEqual(names((await lookUp({ StartTime: EndTime, LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'CreateUser' }] })).Events), [
    'CreateUser',
  ])
  shiftTo(95)
  assert.deepEqual((await by('ResourceName', 'p1')).Events, [])
  assert.equal((await by('ResourceName', 'later')).Events?.length, 1)
  shiftTo(0)
})

test('what was acknowledged is on record after a restart', async () => {
  const home = mkdtempSync(join(tmpdir(), 'kenja-trail-'))
  const first = await startServer({ home })
  await first.clients.iam.send(new CreateUserCommand({ UserName: 'kept' }))
  await first.stop()
  const second = await startServer({ home })
  const { Events } = await second.clients.cloudtrail.send(new LookupEventsCommand({}))
  assert.deepEqual(names(Events), ['CreateUser'])
  await second.stop()
  rmSync(home, { recursive: true })
})
