import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogStreamsCommand,
  type DescribeLogStreamsCommandInput,
  PutLogEventsCommand,
  paginateDescribeLogStreams,
} from '@aws-sdk/client-cloudwatch-logs'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { logs } = server.clients
const group = { logGroupName: 'g' }
const now = Date.now()
await logs.send(new CreateLogGroupCommand(group))
// The order of last events differs from the order of names; `c` has none.
for (const [logStreamName, ages] of [
  ['a', [1000, 500]],
  ['b', [3000, 2000]],
  ['c', []],
  ['job/algo-1', [100]],
] as const) {
  await logs.send(new CreateLogStreamCommand({ ...group, logStreamName }))
  const logEvents = ages.map((age) => ({ timestamp: now - age, message: 'x' }))
  if (logEvents.length > 0) await logs.send(new PutLogEventsCommand({ ...group, logStreamName, logEvents }))
}

const describe = (input: Omit<DescribeLogStreamsCommandInput, 'logGroupName'>) => logs.send(new DescribeLogStreamsCommand({ ...group, ...input }))
const names = async (input: Omit<DescribeLogStreamsCommandInput, 'logGroupName'>) => (await describe(input)).logStreams?.map((stream) => stream.logStreamName)

test('DescribeLogStreams tells a stream’s times and ARN', async () => {
  const [stream] = (await describe({ logStreamNamePrefix: 'a' })).logStreams ?? []
  assert.equal(stream?.arn, `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:g:log-stream:a`)
  assert.equal(stream?.firstEventTimestamp, now - 1000)
  assert.equal(stream?.lastEventTimestamp, now - 500)
  assert.equal(stream?.storedBytes, 0)
  assert.ok((stream?.lastIngestionTime ?? 0) >= now)
})

test('by name, by last event, either way; by prefix', async () => {
  assert.deepEqual(await names({}), ['a', 'b', 'c', 'job/algo-1'])
  assert.deepEqual(await names({ descending: true }), ['job/algo-1', 'c', 'b', 'a'])
  assert.deepEqual(await names({ orderBy: 'LastEventTime', descending: true }), ['job/algo-1', 'a', 'b', 'c'])
  assert.deepEqual(await names({ logStreamNamePrefix: 'job/' }), ['job/algo-1'])
  await assert.rejects(names({ logStreamNamePrefix: 'a', orderBy: 'LastEventTime' }), {
    name: 'InvalidParameterException',
    message: 'Cannot order by LastEventTime with a logStreamNamePrefix.',
  })
})

test('a token comes only when more streams exist: exactly as many as the limit have none', async () => {
  assert.equal((await describe({ limit: 4 })).nextToken, undefined)
  assert.ok((await describe({ limit: 3 })).nextToken)
  for (const [orderBy, expected] of [
    ['LogStreamName', ['a', 'b', 'c', 'job/algo-1']],
    ['LastEventTime', ['c', 'b', 'a', 'job/algo-1']],
  ] as const) {
    const found: (string | undefined)[] = []
    for await (const page of paginateDescribeLogStreams({ client: logs, pageSize: 1 }, { ...group, orderBy }))
      found.push(...(page.logStreams?.map((stream) => stream.logStreamName) ?? []))
    assert.deepEqual(found, expected)
  }
})

test('a group by ARN; a group that is not there', async () => {
  const logGroupIdentifier = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:g`
  assert.equal((await logs.send(new DescribeLogStreamsCommand({ logGroupIdentifier }))).logStreams?.length, 4)
  await assert.rejects(logs.send(new DescribeLogStreamsCommand({ logGroupName: 'none' })), { name: 'ResourceNotFoundException' })
  await assert.rejects(logs.send(new DescribeLogStreamsCommand({})), { name: 'InvalidParameterException' })
})
