import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StartLoggingCommand, StopLoggingCommand } from '@aws-sdk/client-cloudtrail'
import { CreateUserCommand } from '@aws-sdk/client-iam'
import { startRoom } from './room.ts'

const { cloudtrail, createAndStart, delivered, server } = await startRoom()
const user = (UserName: string) => server.clients.iam.send(new CreateUserCommand({ UserName }))

test('after StopLogging nothing more is delivered, also not what happened meanwhile', async () => {
  await createAndStart('stopping')
  await user('while-on')
  await delivered()
  await cloudtrail.send(new StopLoggingCommand({ Name: 'stopping' }))
  await user('while-off')
  await cloudtrail.send(new StartLoggingCommand({ Name: 'stopping' }))
  await user('on-again')
  const { records } = await delivered()
  const users = records
    .filter(({ eventName }) => eventName === 'CreateUser')
    .map(({ requestParameters }) => (requestParameters as { userName: string }).userName)
  assert.deepEqual(users.sort(), ['on-again', 'while-on'])
})

test('an unknown trail is refused', async () => {
  await assert.rejects(cloudtrail.send(new StopLoggingCommand({ Name: 'unknown' })), { name: 'TrailNotFoundException' })
})
