import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogStreamCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { logs } = server.clients

test('DeleteLogStream takes the stream’s events and leaves the others', async () => {
  const group = { logGroupName: 'g' }
  await logs.send(new CreateLogGroupCommand(group))
  for (const logStreamName of ['a', 'b']) {
    await logs.send(new CreateLogStreamCommand({ ...group, logStreamName }))
    await logs.send(new PutLogEventsCommand({ ...group, logStreamName, logEvents: [{ timestamp: Date.now(), message: `of ${logStreamName}` }] }))
  }
  await logs.send(new DeleteLogStreamCommand({ ...group, logStreamName: 'a' }))
  const { logStreams } = await logs.send(new DescribeLogStreamsCommand(group))
  assert.deepEqual(
    logStreams?.map((stream) => stream.logStreamName),
    ['b'],
  )
  const { events } = await logs.send(new FilterLogEventsCommand(group))
  assert.deepEqual(
    events?.map((event) => event.message),
    ['of b'],
  )
  await assert.rejects(logs.send(new DeleteLogStreamCommand({ ...group, logStreamName: 'a' })), {
    name: 'ResourceNotFoundException',
    message: 'The specified log stream does not exist.',
  })
})
