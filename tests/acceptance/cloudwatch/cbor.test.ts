/** CloudWatch in Smithy's RPC v2 CBOR, as newer SDKs (Go, Java, Rust) speak it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CloudWatchClient, GetMetricStatisticsCommand, ListMetricsCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch'
import { AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols'
import { REGION, startServer } from '../../support/server.ts'

test('numbers and times go and come as they are, errors by their names', async (t) => {
  const server = await startServer()
  t.after(() => server.stop())
  const client = new CloudWatchClient({
    endpoint: server.url,
    region: REGION,
    credentials: server.credentials,
    maxAttempts: 1,
    protocol: AwsSmithyRpcV2CborProtocol,
  })
  t.after(() => client.destroy())
  let type: string | undefined
  client.middlewareStack.add(
    (next) => async (args) => {
      type = (args.request as { headers: Record<string, string> }).headers['smithy-protocol']
      return next(args)
    },
    { step: 'finalizeRequest' },
  )
  const Timestamp = new Date(Math.floor(Date.now() / 60_000) * 60_000)
  const Dimensions = [{ Name: 'Host', Value: 'eins' }]
  await client.send(new PutMetricDataCommand({ Namespace: 'Cbor', MetricData: [{ MetricName: 'm', Timestamp, Value: 2.5, Unit: 'Bytes', Dimensions }] }))
  assert.equal(type, 'rpc-v2-cbor')
  const { Metrics } = await client.send(new ListMetricsCommand({ Namespace: 'Cbor' }))
  assert.deepEqual(Metrics, [{ Namespace: 'Cbor', MetricName: 'm', Dimensions }])
  const { Datapoints } = await client.send(
    new GetMetricStatisticsCommand({
      Namespace: 'Cbor',
      MetricName: 'm',
      Dimensions,
      StartTime: Timestamp,
      EndTime: new Date(Timestamp.getTime() + 60_000),
      Period: 60,
      Statistics: ['Average'],
    }),
  )
  assert.deepEqual(Datapoints, [{ Timestamp, Average: 2.5, Unit: 'Bytes' }])
  const spoilt = new GetMetricStatisticsCommand({
    Namespace: 'Cbor',
    MetricName: 'm',
    StartTime: Timestamp,
    EndTime: Timestamp,
    Period: 7,
    Statistics: ['Average'],
  })
  await assert.rejects(client.send(spoilt), (error: Error) =>
    ['InvalidParameterValueException', 'InvalidParameterCombinationException'].includes(error.constructor.name),
  )
})
