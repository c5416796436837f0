import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { GetMetricDataCommand, type GetMetricDataCommandInput, type MetricDataQuery, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { cloudwatch } = server.clients
const MINUTE = 60_000
const start = Math.floor(Date.now() / MINUTE) * MINUTE - 60 * MINUTE
const at = (minutes: number) => new Date(start + minutes * MINUTE)
for (const MetricName of ['a', 'b'])
  await cloudwatch.send(
    new PutMetricDataCommand({
      Namespace: 'Test',
      MetricData: [0, 1, 2, 3].map((minute) => ({ MetricName, Value: minute + (MetricName === 'b' ? 10 : 0), Timestamp: at(minute) })),
    }),
  )

const query = (Id: string, MetricName: string, Stat = 'Sum', more: Partial<MetricDataQuery> = {}): MetricDataQuery => ({
  Id,
  MetricStat: { Metric: { Namespace: 'Test', MetricName }, Period: 60, Stat },
  ...more,
})
const get = (MetricDataQueries: MetricDataQuery[], more: Partial<GetMetricDataCommandInput> = {}) =>
  cloudwatch.send(new GetMetricDataCommand({ MetricDataQueries, StartTime: at(0), EndTime: at(10), ScanBy: 'TimestampAscending', ...more }))

test('GetMetricData answers each query with its series', async () => {
  const answer = await get([query('q1', 'a'), query('q2', 'b', 'p50', { Label: 'half' }), query('q3', 'none')])
  assert.deepEqual(answer.MetricDataResults, [
    { Id: 'q1', Label: 'a', Timestamps: [0, 1, 2, 3].map(at), Values: [0, 1, 2, 3], StatusCode: 'Complete' },
    { Id: 'q2', Label: 'half', Timestamps: [0, 1, 2, 3].map(at), Values: [10, 11, 12, 13], StatusCode: 'Complete' },
    { Id: 'q3', Label: 'none', Timestamps: [], Values: [], StatusCode: 'Complete' },
  ])
  assert.equal(answer.NextToken, undefined)
})

test('newest first when nothing is said; ReturnData false is not returned', async () => {
  const answer = await get([query('q1', 'a'), query('q2', 'b', 'Sum', { ReturnData: false })], { ScanBy: undefined })
  assert.deepEqual(
    answer.MetricDataResults?.map(({ Id, Values }) => [Id, Values]),
    [['q1', [3, 2, 1, 0]]],
  )
})

test('pages have MaxDatapoints at most, and together everything once', async () => {
  for (const MaxDatapoints of [1, 3, 4, 5, 8]) {
    const values: Record<string, number[]> = { q1: [], q2: [] }
    let NextToken: string | undefined
    do {
      const answer = await get([query('q1', 'a'), query('q2', 'b')], { MaxDatapoints, NextToken })
      const page = answer.MetricDataResults ?? []
      assert.ok(page.reduce((sum, { Values }) => sum + (Values?.length ?? 0), 0) <= MaxDatapoints)
      for (const { Id, Values } of page) values[Id as string]?.push(...(Values ?? []))
      NextToken = answer.NextToken
    } while (NextToken)
    assert.deepEqual(values, { q1: [0, 1, 2, 3], q2: [10, 11, 12, 13] })
  }
})

test('refused: metric math by name, ids twice or odd, unknown statistics, foreign tokens', async () => {
  const refused = (message: string | RegExp) => ({ name: 'ValidationException', message })
  await assert.rejects(get([{ Id: 'e', Expression: 'a+b' }]), refused(/Expression is not supported/))
  await assert.rejects(get([query('q', 'a'), query('q', 'b')]), refused('The values for parameter id in MetricDataQueries must be unique.'))
  await assert.rejects(get([query('Q', 'a')]), refused(/\.Id /))
  await assert.rejects(get([query('q', 'a', 'tm90')]), refused(/tm90 .*not supported/))
  await assert.rejects(get([]), refused(/MetricDataQueries/))
  await assert.rejects(get([query('q', 'a')], { NextToken: 'foreign' }), { name: 'InvalidNextToken' })
})
