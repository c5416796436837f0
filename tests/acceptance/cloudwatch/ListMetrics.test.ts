import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ListMetricsCommand, type ListMetricsCommandInput, PutMetricDataCommand, paginateListMetrics } from '@aws-sdk/client-cloudwatch'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { cloudwatch } = server.clients
const put = (Namespace: string, MetricName: string, dimensions: Record<string, string> = {}, ageHours = 0) => {
  const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }))
  const Timestamp = new Date(Date.now() - ageHours * 3_600_000)
  return cloudwatch.send(new PutMetricDataCommand({ Namespace, MetricData: [{ MetricName, Dimensions, Value: 1, Timestamp }] }))
}
await put('Test', 'loss', { job: 'a', host: 'algo-1' })
await put('Test', 'loss', { host: 'algo-1', job: 'a' })
await put('Test', 'loss', { job: 'b' })
await put('Test', 'old', {}, 5)
await put('Other', 'loss')

const list = async (input: ListMetricsCommandInput = {}) =>
  (await cloudwatch.send(new ListMetricsCommand(input))).Metrics?.map(({ Namespace, MetricName, Dimensions }) => [
    Namespace,
    MetricName,
    Object.fromEntries(Dimensions?.map(({ Name, Value }) => [Name, Value]) ?? []),
  ])
const lossA = ['Test', 'loss', { host: 'algo-1', job: 'a' }]
const lossB = ['Test', 'loss', { job: 'b' }]

test('ListMetrics lists each metric once, by namespace, name and dimensions', async () => {
  assert.deepEqual(await list({ Namespace: 'Test' }), [lossA, lossB, ['Test', 'old', {}]])
  assert.deepEqual(await list({ MetricName: 'loss' }), [['Other', 'loss', {}], lossA, lossB])
  assert.deepEqual(await list({ Dimensions: [{ Name: 'job' }] }), [lossA, lossB])
  assert.deepEqual(await list({ Dimensions: [{ Name: 'job', Value: 'a' }, { Name: 'host' }] }), [lossA])
  assert.deepEqual(await list({ Namespace: 'Test', RecentlyActive: 'PT3H' }), [lossA, lossB])
})

test('pages have 500 metrics', async () => {
  const MetricData = Array.from({ length: 1001 }, (_, index) => ({ MetricName: `m${String(index).padStart(4, '0')}`, Value: 1 }))
  for (const part of [MetricData.slice(0, 1000), MetricData.slice(1000)])
    await cloudwatch.send(new PutMetricDataCommand({ Namespace: 'Many', MetricData: part }))
  const sizes: number[] = []
  const names = new Set<string | undefined>()
  for await (const page of paginateListMetrics({ client: cloudwatch }, { Namespace: 'Many' })) {
    sizes.push(page.Metrics?.length ?? 0)
    for (const { MetricName } of page.Metrics ?? []) names.add(MetricName)
  }
  assert.deepEqual(sizes, [500, 500, 1])
  assert.equal(names.size, 1001)
  await assert.rejects(list({ NextToken: 'foreign' }), { name: 'InvalidNextToken' })
})
