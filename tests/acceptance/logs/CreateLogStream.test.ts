import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateLogGroupCommand, CreateLogStreamCommand } from '@aws-sdk/client-cloudwatch-logs'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { logs } = server.clients
await logs.send(new CreateLogGroupCommand({ logGroupName: 'g' }))

test('CreateLogStream makes a stream once, in a group that is there', async () => {
  const stream = { logGroupName: 'g', logStreamName: 'job/algo-1-1' }
  await logs.send(new CreateLogStreamCommand(stream))
  await assert.rejects(logs.send(new CreateLogStreamCommand(stream)), {
    name: 'ResourceAlreadyExistsException',
    message: 'The specified log stream already exists',
  })
  await assert.rejects(logs.send(new CreateLogStreamCommand({ ...stream, logGroupName: 'none' })), {
    name: 'ResourceNotFoundException',
    message: 'The specified log group does not exist.',
  })
  await assert.rejects(logs.send(new CreateLogStreamCommand({ ...stream, logStreamName: 'a:b' })), { name: 'InvalidParameterException' })
})
