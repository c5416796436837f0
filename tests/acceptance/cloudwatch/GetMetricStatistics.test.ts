import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { GetMetricStatisticsCommand, type GetMetricStatisticsCommandInput, PutMetricDataCommand, type StandardUnit } from '@aws-sdk/client-cloudwatch'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { cloudwatch } = server.clients
const MINUTE = 60_000
const start = Math.floor(Date.now() / MINUTE) * MINUTE - 60 * MINUTE
const at = (minutes: number) => new Date(start + minutes * MINUTE)
const Dimensions = [
  { Name: 'A', Value: '1' },
  { Name: 'B', Value: '2' },
]
const put = (minutes: number, Value: number, Unit?: StandardUnit) =>
  cloudwatch.send(new PutMetricDataCommand({ Namespace: 'Test', MetricData: [{ MetricName: 'm', Dimensions, Value, Unit, Timestamp: at(minutes) }] }))
for (const [minutes, value] of [
  [0, 1],
  [0, 3],
  [1, 5],
  [3, 7],
  [9, 11],
] as const)
  await put(minutes, value)

const statistics = async (changes: Partial<GetMetricStatisticsCommandInput> = {}) =>
  cloudwatch.send(
    new GetMetricStatisticsCommand({
      Namespace: 'Test',
      MetricName: 'm',
      Dimensions,
      Period: 60,
      StartTime: at(0),
      EndTime: at(10),
      Statistics: ['Sum'],
      ...changes,
    }),
  )
const sums = async (changes: Partial<GetMetricStatisticsCommandInput> = {}) =>
  (await statistics(changes)).Datapoints?.map(({ Timestamp, Sum }) => [((Timestamp?.getTime() ?? 0) - start) / MINUTE, Sum])

test('GetMetricStatistics gathers by period from the start, which is inclusive; the end is not', async () => {
  assert.equal((await statistics()).Label, 'm')
  assert.deepEqual(await sums(), [
    [0, 4],
    [1, 5],
    [3, 7],
    [9, 11],
  ])
  assert.deepEqual(await sums({ Period: 300 }), [
    [0, 16],
    [5, 11],
  ])
  assert.deepEqual(await sums({ StartTime: at(1), EndTime: at(9), Period: 120 }), [
    [1, 5],
    [3, 7],
  ])
  assert.deepEqual(
    await sums({ StartTime: new Date(at(0).getTime() + 20_000) }),
    [
      [0, 4],
      [1, 5],
      [3, 7],
      [9, 11],
    ],
    'the start is rounded down to the minute',
  )
})

test('dimensions name a metric exactly, in any order', async () => {
  assert.equal((await sums({ Dimensions: [...Dimensions].reverse() }))?.length, 4)
  assert.deepEqual(await sums({ Dimensions: Dimensions.slice(1) }), [])
  assert.deepEqual(await sums({ Dimensions: [] }), [])
})

test('percentiles by nearest rank; other extended statistics are refused by name', async () => {
  const answer = await statistics({ Statistics: undefined, ExtendedStatistics: ['p0', 'p50', 'p90.5', 'p100'], Period: 600 })
  assert.deepEqual(answer.Datapoints?.[0]?.ExtendedStatistics, { p0: 1, p50: 5, 'p90.5': 11, p100: 11 })
  await assert.rejects(statistics({ ExtendedStatistics: ['tm90'] }), { name: 'InvalidParameterValueException', message: /tm90 .*not supported/ })
})

test('units: each its own datapoint, or one of them', async () => {
  await put(20, 1, 'Seconds')
  await put(20, 2, 'Bytes')
  const range = { StartTime: at(20), EndTime: at(21) }
  assert.deepEqual(
    (await statistics(range)).Datapoints?.map(({ Unit, Sum }) => [Unit, Sum]),
    [
      ['Bytes', 2],
      ['Seconds', 1],
    ],
  )
  assert.deepEqual(
    (await statistics({ ...range, Unit: 'Seconds' })).Datapoints?.map(({ Sum }) => Sum),
    [1],
  )
})

test('refused: no statistic, a period between, a start after the end, too many datapoints', async () => {
  await assert.rejects(statistics({ Statistics: undefined }), { name: 'MissingRequiredParameterException' })
  await assert.rejects(statistics({ Period: 90 }), { name: 'InvalidParameterValueException', message: /multiple of 60/ })
  await assert.rejects(statistics({ EndTime: at(0) }), {
    name: 'InvalidParameterValueException',
    message: 'The parameter StartTime must be less than the parameter EndTime.',
  })
  await assert.rejects(statistics({ StartTime: at(-2880), EndTime: at(0) }), {
    name: 'InvalidParameterCombinationException',
    message:
      'You have requested up to 2,880 datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.',
  })
})
