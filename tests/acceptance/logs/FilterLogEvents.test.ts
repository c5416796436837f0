import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  PutLogEventsCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { logs } = server.clients
const group = { logGroupName: 'g' }
const base = Date.now() - 60_000
const content = {
  'job/a': [
    [0, 'INFO start'],
    [2, 'ERROR "disk full"'],
    [4, 'INFO end'],
  ],
  'job/b': [
    [0, '{"level":"ERROR","code":500}'],
    [1, '{"level":"INFO","code":200}'],
    [4, 'WARN late'],
  ],
  other: [[3, 'ERROR elsewhere']],
} as const
await logs.send(new CreateLogGroupCommand(group))
for (const [logStreamName, events] of Object.entries(content)) {
  await logs.send(new CreateLogStreamCommand({ ...group, logStreamName }))
  await logs.send(new PutLogEventsCommand({ ...group, logStreamName, logEvents: events.map(([offset, message]) => ({ timestamp: base + offset, message })) }))
}

const filter = (input: Partial<FilterLogEventsCommandInput>) => logs.send(new FilterLogEventsCommand({ ...group, ...input }))
const messages = async (input: Partial<FilterLogEventsCommandInput>) => (await filter(input)).events?.map((event) => event.message)
const everything = [
  'INFO start',
  '{"level":"ERROR","code":500}',
  '{"level":"INFO","code":200}',
  'ERROR "disk full"',
  'ERROR elsewhere',
  'INFO end',
  'WARN late',
]

test('FilterLogEvents interleaves the streams by time', async () => {
  const { events, nextToken, searchedLogStreams } = await filter({})
  assert.deepEqual(
    events?.map((event) => event.message),
    everything,
  )
  assert.equal(nextToken, undefined)
  assert.deepEqual(searchedLogStreams, [])
  assert.equal(events?.[1]?.logStreamName, 'job/b')
  assert.equal(events?.[1]?.timestamp, base)
  assert.equal(new Set(events?.map((event) => event.eventId)).size, everything.length)
})

test('by streams, by prefix, by times that are both inclusive', async () => {
  assert.deepEqual(await messages({ logStreamNames: ['other'] }), ['ERROR elsewhere'])
  assert.equal((await messages({ logStreamNamePrefix: 'job/' }))?.length, 6)
  assert.deepEqual(await messages({ startTime: base + 1, endTime: base + 3 }), everything.slice(2, 5))
  await assert.rejects(messages({ logStreamNames: ['none'] }), { name: 'ResourceNotFoundException', message: 'The specified log stream does not exist.' })
  await assert.rejects(messages({ logStreamNames: ['other'], logStreamNamePrefix: 'o' }), { name: 'InvalidParameterException' })
})

test('by patterns', async () => {
  assert.deepEqual(await messages({ filterPattern: 'ERROR -elsewhere' }), ['{"level":"ERROR","code":500}', 'ERROR "disk full"'])
  assert.deepEqual(await messages({ filterPattern: '"disk full"' }), ['ERROR "disk full"'])
  assert.deepEqual(await messages({ filterPattern: '?end ?late' }), ['INFO end', 'WARN late'])
  assert.deepEqual(await messages({ filterPattern: '{ $.level = "ERROR" && $.code >= 500 }' }), ['{"level":"ERROR","code":500}'])
  await assert.rejects(messages({ filterPattern: '[a, b]' }), { name: 'InvalidParameterException', message: /space-delimited/ })
  await assert.rejects(messages({ filterPattern: '{ $.x ~ 1 }' }), { name: 'InvalidParameterException', message: /Invalid filter pattern/ })
})

test('pages meet without gap or overlap, whatever their size', async () => {
  for (const pageSize of [1, 2, 3, 7]) {
    const found: (string | undefined)[] = []
    for await (const page of paginateFilterLogEvents({ client: logs, pageSize }, { ...group }))
      found.push(...(page.events?.map((event) => event.message) ?? []))
    assert.deepEqual(found, everything)
  }
  await assert.rejects(messages({ nextToken: 'foreign' }), { name: 'InvalidParameterException', message: 'The specified nextToken is invalid.' })
})
