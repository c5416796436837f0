/** CloudWatch in the Query protocol, which boto3 spoke before JSON 1.0 and older clients still do. */
import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { after, test } from 'node:test'
import { REGION, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** One signed form post. */
async function query(parameters: Record<string, string>): Promise<{ readonly status: number; readonly xml: string }> {
  const body = new URLSearchParams({ Version: '2010-08-01', ...parameters }).toString()
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, '')
  const date = stamp.slice(0, 8)
  const scope = `${date}/${REGION}/monitoring/aws4_request`
  const host = new URL(server.url).host
  const signed = 'host;x-amz-date'
  const canonical = ['POST', '/', '', `host:${host}`, `x-amz-date:${stamp}`, '', signed, sha256(body)].join('\n')
  const key = [date, REGION, 'monitoring', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${server.credentials.secretAccessKey}`)
  const signature = hmac(key, ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical)].join('\n')).toString('hex')
  const authorization = `AWS4-HMAC-SHA256 Credential=${server.credentials.accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', 'x-amz-date': stamp, authorization }
  const answer = await fetch(server.url, { method: 'POST', headers, body })
  return { status: answer.status, xml: await answer.text() }
}

const minute = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 600_000)
const iso = (offsetMinutes: number) => new Date(minute.getTime() + offsetMinutes * 60_000).toISOString()

test('metrics are put, listed and read as forms and XML', async () => {
  const datum = {
    'MetricData.member.1.MetricName': 'loss',
    'MetricData.member.1.Dimensions.member.1.Name': 'job',
    'MetricData.member.1.Dimensions.member.1.Value': 'a<b',
    'MetricData.member.1.Values.member.1': '1',
    'MetricData.member.1.Values.member.2': '2.5',
    'MetricData.member.1.Timestamp': iso(0),
  }
  const put = await query({ Action: 'PutMetricData', Namespace: 'Test', ...datum })
  assert.equal(put.status, 200)
  assert.match(put.xml, /<PutMetricDataResponse/)
  const listed = await query({ Action: 'ListMetrics', Namespace: 'Test' })
  assert.match(listed.xml, /<Namespace>Test<\/Namespace>.*<MetricName>loss<\/MetricName>/s)
  assert.match(listed.xml, /<Value>a&lt;b<\/Value>/)
  const range = { StartTime: iso(0), EndTime: iso(5) }
  const dimension = { 'Dimensions.member.1.Name': 'job', 'Dimensions.member.1.Value': 'a<b' }
  const statistics = await query({
    Action: 'GetMetricStatistics',
    Namespace: 'Test',
    MetricName: 'loss',
    Period: '60',
    'Statistics.member.1': 'Sum',
    ...range,
    ...dimension,
  })
  assert.match(statistics.xml, /<Datapoints><member>.*<Sum>3\.5<\/Sum>.*<\/member><\/Datapoints>/s)
  const prefix = 'MetricDataQueries.member.1'
  const metric = `${prefix}.MetricStat.Metric`
  const data = await query({
    Action: 'GetMetricData',
    [`${prefix}.Id`]: 'q',
    [`${metric}.Namespace`]: 'Test',
    [`${metric}.MetricName`]: 'loss',
    [`${metric}.Dimensions.member.1.Name`]: 'job',
    [`${metric}.Dimensions.member.1.Value`]: 'a<b',
    [`${prefix}.MetricStat.Period`]: '60',
    [`${prefix}.MetricStat.Stat`]: 'Maximum',
    ...range,
  })
  assert.match(data.xml, /<Values><member>2\.5<\/member><\/Values>/)
})

test('errors have the codes of the Query protocol', async () => {
  const answer = await query({ Action: 'PutMetricData', Namespace: 'AWS/X', 'MetricData.member.1.MetricName': 'm', 'MetricData.member.1.Value': '1' })
  assert.equal(answer.status, 400)
  assert.match(answer.xml, /<Code>InvalidParameterValue<\/Code>\s*<Message>The value AWS\/ for parameter Namespace is invalid\.<\/Message>/)
})
