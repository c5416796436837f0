import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateLogGroupCommand, CreateLogStreamCommand, DeleteLogGroupCommand, GetLogEventsCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { logs } = server.clients

test('DeleteLogGroup takes streams and events with it: a new group of the name is empty', async () => {
  const group = { logGroupName: 'g' }
  const stream = { ...group, logStreamName: 's' }
  const make = async () => {
    await logs.send(new CreateLogGroupCommand(group))
    await logs.send(new CreateLogStreamCommand(stream))
  }
  await make()
  await logs.send(new PutLogEventsCommand({ ...stream, logEvents: [{ timestamp: Date.now(), message: 'old' }] }))
  await logs.send(new DeleteLogGroupCommand(group))
  await assert.rejects(logs.send(new GetLogEventsCommand(stream)), { name: 'ResourceNotFoundException', message: 'The specified log group does not exist.' })
  await make()
  assert.deepEqual((await logs.send(new GetLogEventsCommand(stream))).events, [])
})

test('a group that is not there is not found', async () => {
  await assert.rejects(logs.send(new DeleteLogGroupCommand({ logGroupName: 'none' })), {
    name: 'ResourceNotFoundException',
    message: 'The specified log group does not exist.',
  })
})
