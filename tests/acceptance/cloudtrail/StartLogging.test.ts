import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StartLoggingCommand } from '@aws-sdk/client-cloudtrail'
import { CreateUserCommand } from '@aws-sdk/client-iam'
import { ListBucketsCommand } from '@aws-sdk/client-s3'
import { ACCOUNT, REGION } from '../../support/server.ts'
import { startRoom } from './room.ts'

const { cloudtrail, create, delivered, s3, server } = await startRoom()

test('after StartLogging management events come into the bucket, under AWS’s keys, and none of before', async () => {
  await create('logs')
  await server.clients.iam.send(new CreateUserCommand({ UserName: 'before' }))
  await cloudtrail.send(new StartLoggingCommand({ Name: 'logs' }))
  await server.clients.iam.send(new CreateUserCommand({ UserName: 'after' }))
  await s3.send(new ListBucketsCommand({}))
  const { keys, records } = await delivered()
  assert.equal(keys.length, 1)
  assert.match(
    keys[0] as string,
    new RegExp(`^AWSLogs/${ACCOUNT}/CloudTrail/${REGION}/\\d{4}/\\d\\d/\\d\\d/${ACCOUNT}_CloudTrail_${REGION}_\\d{8}T\\d{4}Z_[0-9a-z]{16}\\.json\\.gz$`),
  )
  assert.deepEqual(
    records.map(({ eventName }) => eventName),
    ['StartLogging', 'CreateUser', 'ListBuckets'],
  )
  assert.deepEqual(records[1]?.requestParameters, { userName: 'after' })
  const again = await delivered()
  assert.equal(again.keys.length, 1, 'nothing is delivered twice, and what CloudTrail itself does is no event')
})

test('an unknown trail is refused', async () => {
  await assert.rejects(cloudtrail.send(new StartLoggingCommand({ Name: 'unknown' })), { name: 'TrailNotFoundException' })
})
