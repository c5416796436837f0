import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  GetLogEventsCommand,
  type InputLogEvent,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { logs } = server.clients
const HOUR = 3_600_000
const DAY = 24 * HOUR
await logs.send(new CreateLogGroupCommand({ logGroupName: 'g' }))

async function stream(logStreamName: string) {
  const names = { logGroupName: 'g', logStreamName }
  await logs.send(new CreateLogStreamCommand(names))
  return {
    put: (logEvents: InputLogEvent[]) => logs.send(new PutLogEventsCommand({ ...names, logEvents })),
    messages: async () => (await logs.send(new GetLogEventsCommand({ ...names, startFromHead: true }))).events?.map((event) => event.message),
  }
}
const at = (age: number, message = 'm'): InputLogEvent => ({ timestamp: Date.now() - age, message })

test('PutLogEvents keeps events as they came, and any sequence token will do', async () => {
  const { put, messages } = await stream('kept')
  const answer = await put([at(1000, 'tab\there'), at(1000, '日本語 \u001b[31m')])
  assert.ok(answer.nextSequenceToken)
  assert.equal(answer.rejectedLogEventsInfo, undefined)
  await logs.send(new PutLogEventsCommand({ logGroupName: 'g', logStreamName: 'kept', logEvents: [at(0, 'last')], sequenceToken: 'nobody’s' }))
  assert.deepEqual(await messages(), ['tab\there', '日本語 \u001b[31m', 'last'])
})

test('a batch out of order, over a day or too large is refused whole', async () => {
  const { put, messages } = await stream('whole')
  const refused = (message: string | RegExp) => ({ name: 'InvalidParameterException', message })
  await assert.rejects(put([at(0), at(1000)]), refused('Log events in a single PutLogEvents request must be in chronological order.'))
  await assert.rejects(put([at(25 * HOUR), at(0)]), refused('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.'))
  const half = 'x'.repeat(524_288 - 26)
  await assert.rejects(put([at(0, half), at(0, `${half}é`)]), refused('Upload too large: 1048578 bytes exceeds limit of 1048576'))
  await assert.rejects(put([]), refused(/logEvents/))
  assert.deepEqual(await messages(), [])
  await put([at(0, half), at(0, half)])
})

test('events too old, expired or too new are left out, and the answer says which', async () => {
  const { put, messages } = await stream('aged')
  const old = await put([at(14 * DAY + HOUR, 'too old'), at(14 * DAY - HOUR, 'old')])
  assert.deepEqual(old.rejectedLogEventsInfo, { tooOldLogEventEndIndex: 1 })
  const fresh = await put([at(0, 'now'), at(-HOUR, 'soon'), at(-3 * HOUR, 'too new')])
  assert.deepEqual(fresh.rejectedLogEventsInfo, { tooNewLogEventStartIndex: 2 })
  assert.deepEqual(await messages(), ['old', 'now', 'soon'])
  await logs.send(new PutRetentionPolicyCommand({ logGroupName: 'g', retentionInDays: 1 }))
  assert.deepEqual((await put([at(DAY + HOUR, 'expired'), at(2 * HOUR, 'kept')])).rejectedLogEventsInfo, { expiredLogEventEndIndex: 1 })
  assert.deepEqual(await messages(), ['kept', 'now', 'soon'])
})

test('group and stream must be there', async () => {
  const input = { logGroupName: 'none', logStreamName: 'none', logEvents: [at(0)] }
  await assert.rejects(logs.send(new PutLogEventsCommand(input)), { name: 'ResourceNotFoundException', message: 'The specified log group does not exist.' })
  await assert.rejects(logs.send(new PutLogEventsCommand({ ...input, logGroupName: 'g' })), {
    name: 'ResourceNotFoundException',
    message: 'The specified log stream does not exist.',
  })
})
