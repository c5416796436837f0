import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { GetMetricStatisticsCommand, type MetricDatum, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { cloudwatch } = server.clients
const MINUTE = 60_000
const minute = new Date(Math.floor(Date.now() / MINUTE) * MINUTE - 10 * MINUTE)

const put = (...MetricData: MetricDatum[]) => cloudwatch.send(new PutMetricDataCommand({ Namespace: 'Test', MetricData }))
const datapoints = async (MetricName: string, Period = 60) => {
  const range = { StartTime: minute, EndTime: new Date(minute.getTime() + 5 * MINUTE) }
  const Statistics = ['SampleCount', 'Sum', 'Minimum', 'Maximum', 'Average'] as const
  return (await cloudwatch.send(new GetMetricStatisticsCommand({ Namespace: 'Test', MetricName, Period, Statistics: [...Statistics], ...range }))).Datapoints
}

test('PutMetricData takes single values, arrays with counts, and statistic sets; a minute gathers them', async () => {
  const Timestamp = new Date(minute.getTime() + 30_000)
  await put({ MetricName: 'm', Value: 1, Timestamp }, { MetricName: 'm', Values: [2, 3], Counts: [2, 1], Timestamp })
  await put({ MetricName: 'm', StatisticValues: { SampleCount: 2, Sum: 30, Minimum: 10, Maximum: 20 }, Timestamp })
  const [found, ...rest] = (await datapoints('m')) ?? []
  assert.deepEqual(rest, [])
  assert.deepEqual(found, { Timestamp: minute, SampleCount: 6, Sum: 38, Minimum: 1, Maximum: 20, Average: 38 / 6, Unit: 'None' })
})

test('high resolution keeps seconds', async () => {
  for (const second of [1, 7]) await put({ MetricName: 'fast', Value: second, StorageResolution: 1, Timestamp: new Date(minute.getTime() + second * 1000) })
  const found = await datapoints('fast', 5)
  assert.deepEqual(
    found?.map((point) => [(point.Timestamp?.getTime() ?? 0) - minute.getTime(), point.Sum]),
    [
      [0, 1],
      [5000, 7],
    ],
  )
})

const refusals: Record<string, [MetricDatum, string, string | RegExp]> = {
  'no value': [{ MetricName: 'm' }, 'MissingRequiredParameterException', /must be specified/],
  'two kinds of values': [
    { MetricName: 'm', Value: 1, Values: [1] },
    'InvalidParameterCombinationException',
    'The parameters MetricData.member.1.Value and MetricData.member.1.Values are mutually exclusive and you have specified both.',
  ],
  'counts of another size': [
    { MetricName: 'm', Values: [1, 2], Counts: [1] },
    'InvalidParameterValueException',
    'The parameters MetricData.member.1.Values and MetricData.member.1.Counts must be of the same size.',
  ],
  'too large a value': [{ MetricName: 'm', Value: 2 ** 361 }, 'InvalidParameterValueException', /MetricData\.member\.1\.Value is invalid/],
  'too many values': [
    { MetricName: 'm', Values: Array.from({ length: 151 }, () => 1) },
    'InvalidParameterValueException',
    /must not have a size greater than 150/,
  ],
  'a time long past': [
    { MetricName: 'm', Value: 1, Timestamp: new Date(Date.now() - 15 * 24 * 60 * MINUTE) },
    'InvalidParameterValueException',
    /two weeks in the past/,
  ],
  'a time to come': [
    { MetricName: 'm', Value: 1, Timestamp: new Date(Date.now() + 3 * 60 * MINUTE) },
    'InvalidParameterValueException',
    /two hours in the future/,
  ],
  'a dimension twice': [
    {
      MetricName: 'm',
      Value: 1,
      Dimensions: [
        { Name: 'd', Value: '1' },
        { Name: 'd', Value: '2' },
      ],
    },
    'InvalidParameterValueException',
    /Dimensions is invalid/,
  ],
  'a resolution between': [{ MetricName: 'm', Value: 1, StorageResolution: 30 }, 'InvalidParameterValueException', /StorageResolution is invalid/],
  'a set whose minimum is above its maximum': [
    { MetricName: 'm', StatisticValues: { SampleCount: 1, Sum: 1, Minimum: 2, Maximum: 1 } },
    'InvalidParameterCombinationException',
    /Minimum/,
  ],
}
for (const [title, [datum, name, message]] of Object.entries(refusals))
  test(`refused: ${title}`, async () => {
    await assert.rejects(put(datum), { name, message })
    await assert.rejects(put({ MetricName: 'never', Value: 1 }, datum), { name }, 'nothing of a refused batch is kept')
    assert.deepEqual(await datapoints('never'), [])
  })

test('refused: AWS’s own namespaces, more than 30 dimensions, more than 1,000 metrics, none at all', async () => {
  await assert.rejects(cloudwatch.send(new PutMetricDataCommand({ Namespace: 'AWS/EC2', MetricData: [{ MetricName: 'm', Value: 1 }] })), {
    name: 'InvalidParameterValueException',
    message: 'The value AWS/ for parameter Namespace is invalid.',
  })
  const Dimensions = Array.from({ length: 31 }, (_, index) => ({ Name: `d${index}`, Value: 'v' }))
  await assert.rejects(put({ MetricName: 'm', Value: 1, Dimensions }), /less than or equal to 30/)
  await put({ MetricName: 'm', Value: 1, Dimensions: Dimensions.slice(1) })
  await assert.rejects(put(...Array.from({ length: 1001 }, () => ({ MetricName: 'm', Value: 1 }))), {
    message: 'The collection MetricData must not have a size greater than 1000.',
  })
  await assert.rejects(put(), { name: 'MissingRequiredParameterException', message: 'The parameter MetricData is required.' })
})
