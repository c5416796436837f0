import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  GetLogEventsCommand,
  type GetLogEventsCommandInput,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { logs } = server.clients
const base = Date.now() - 60_000
await logs.send(new CreateLogGroupCommand({ logGroupName: 'g' }))

async function stream(logStreamName: string, offsets: readonly number[] = []) {
  const names = { logGroupName: 'g', logStreamName }
  await logs.send(new CreateLogStreamCommand(names))
  const put = (list: readonly number[], from = 0) =>
    logs.send(new PutLogEventsCommand({ ...names, logEvents: list.map((offset, index) => ({ timestamp: base + offset, message: `e${from + index}` })) }))
  if (offsets.length > 0) await put(offsets)
  const page = (input: Partial<GetLogEventsCommandInput> = {}) => logs.send(new GetLogEventsCommand({ ...names, ...input }))
  const messages = async (input: Partial<GetLogEventsCommandInput> = {}) => (await page(input)).events?.map((event) => event.message)
  return { put, page, messages }
}

test('GetLogEvents gives the newest page, or the oldest from the head; always oldest first', async () => {
  const { messages } = await stream('ends', [0, 1, 2, 3])
  assert.deepEqual(await messages({ limit: 2 }), ['e2', 'e3'])
  assert.deepEqual(await messages({ limit: 2, startFromHead: true }), ['e0', 'e1'])
  assert.deepEqual(await messages(), ['e0', 'e1', 'e2', 'e3'])
})

test('startTime is inclusive, endTime exclusive, and equal times keep the order of their coming', async () => {
  const { put, messages } = await stream('times', [0, 5, 5, 9])
  await put([5], 4)
  assert.deepEqual(await messages({ startTime: base + 5 }), ['e1', 'e2', 'e4', 'e3'])
  assert.deepEqual(await messages({ startTime: base + 5, endTime: base + 9 }), ['e1', 'e2', 'e4'])
  assert.deepEqual(await messages({ startTime: base + 6, endTime: base + 9 }), [])
})

test('tokens walk both ways without gap or overlap', async () => {
  const { page, messages } = await stream('walk', [0, 1, 1, 1, 2, 3, 4])
  const seen: (string | undefined)[] = []
  let answer = await page({ limit: 2, startFromHead: true })
  while (answer.events?.length) {
    seen.push(...answer.events.map((event) => event.message))
    answer = await page({ limit: 2, nextToken: answer.nextForwardToken })
  }
  assert.deepEqual(seen, ['e0', 'e1', 'e2', 'e3', 'e4', 'e5', 'e6'])
  assert.deepEqual(await messages({ nextToken: answer.nextBackwardToken, limit: 3 }), ['e4', 'e5', 'e6'])
  const tail = await page({ limit: 3 })
  const middle = await page({ limit: 3, nextToken: tail.nextBackwardToken })
  assert.deepEqual(
    middle.events?.map((event) => event.message),
    ['e1', 'e2', 'e3'],
  )
  const first = await page({ limit: 3, nextToken: middle.nextBackwardToken })
  assert.deepEqual(
    first.events?.map((event) => event.message),
    ['e0'],
  )
  const before = await page({ nextToken: first.nextBackwardToken })
  assert.deepEqual([before.events, before.nextBackwardToken], [[], first.nextBackwardToken])
  assert.deepEqual(await messages({ nextToken: before.nextForwardToken, limit: 1 }), ['e0'])
})

test('a stream is followed by its forward token: it comes back at the end, and later gives only what is new', async () => {
  const { put, page } = await stream('follow')
  const empty = await page({ startFromHead: true })
  assert.ok(empty.nextForwardToken && empty.nextBackwardToken, 'there are tokens even for an empty stream')
  await put([0, 1])
  const first = await page({ nextToken: empty.nextForwardToken })
  assert.deepEqual(
    first.events?.map((event) => event.message),
    ['e0', 'e1'],
  )
  const end = await page({ nextToken: first.nextForwardToken })
  assert.deepEqual([end.events, end.nextForwardToken], [[], first.nextForwardToken])
  await put([1, 2], 2)
  const more = await page({ nextToken: first.nextForwardToken })
  assert.deepEqual(
    more.events?.map((event) => event.message),
    ['e2', 'e3'],
  )
})

test('the SageMaker SDK’s way: startTime of the last event seen, those seen there skipped', async () => {
  const { put, page } = await stream('sdk', [0, 7, 7])
  const seen = (await page({ startTime: 0, startFromHead: true })).events ?? []
  const last = seen.at(-1)?.timestamp as number
  const skip = seen.filter((event) => event.timestamp === last).length
  await put([7, 8], 3)
  const next = (await page({ startTime: last, startFromHead: true })).events ?? []
  assert.deepEqual(
    next.slice(skip).map((event) => event.message),
    ['e3', 'e4'],
  )
})

test('a page has 10,000 events or 1 MB at most', async () => {
  const { page } = await stream('large')
  const message = 'x'.repeat(300_000)
  for (let index = 0; index < 4; index++)
    await logs.send(new PutLogEventsCommand({ logGroupName: 'g', logStreamName: 'large', logEvents: [{ timestamp: base + index, message }] }))
  const head = await page({ startFromHead: true })
  assert.equal(head.events?.length, 3)
  assert.equal((await page({ nextToken: head.nextForwardToken })).events?.length, 1)
  assert.deepEqual(
    (await page()).events?.map((event) => event.timestamp),
    [base + 1, base + 2, base + 3],
  )
})

test('foreign tokens and missing streams are refused', async () => {
  const { page } = await stream('one', [0])
  const { page: other } = await stream('two', [0])
  const { nextForwardToken } = await page()
  for (const nextToken of ['x', 'f/1/s', nextForwardToken as string])
    await assert.rejects(other({ nextToken }), { name: 'InvalidParameterException', message: 'The specified nextToken is invalid.' })
  await assert.rejects(logs.send(new GetLogEventsCommand({ logGroupName: 'g', logStreamName: 'none' })), {
    name: 'ResourceNotFoundException',
    message: 'The specified log stream does not exist.',
  })
})
