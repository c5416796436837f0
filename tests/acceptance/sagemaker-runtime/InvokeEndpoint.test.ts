import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ListMetricsCommand } from '@aws-sdk/client-cloudwatch'
import { DeleteEndpointCommand, DescribeEndpointCommand } from '@aws-sdk/client-sagemaker'
import { deploy, invoke, prepareAccount, withProcesses } from '../../support/sagemaker.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer(withProcesses)
const { clients } = server
before(async () => {
  await prepareAccount(clients)
  assert.equal((await deploy(clients, 'Bank', 'm')).EndpointStatus, 'InService')
})
after(() => server.stop())

test('body and headers go through both ways', async () => {
  const answer = await invoke(clients, 'Bank', '1,2', { Accept: 'text/csv', CustomAttributes: 'trace=1' })
  assert.equal(answer.text, 'm|1,2|text/csv|text/csv')
  assert.equal(answer.ContentType, 'text/plain')
  assert.equal(answer.InvokedProductionVariant, 'AllTraffic')
  assert.equal(answer.CustomAttributes, 'seen trace=1')
})

test('1.5 MB pass in one request, more than 6 MiB do not', async () => {
  const rows = '0,'.repeat(750_000)
  assert.equal((await invoke(clients, 'Bank', rows)).text.length, rows.length + 'm||text/csv|'.length)
  await assert.rejects(invoke(clients, 'Bank', 'x'.repeat(6_291_457)))
})

test("the model's own errors are ModelErrors with its words", async () => {
  for (const [status, kind, code] of [
    [415, 'client', 'CLIENT_ERROR_FROM_MODEL'],
    [500, 'server', 'SERVER_ERROR_FROM_MODEL'],
  ] as const) {
    await assert.rejects(invoke(clients, 'Bank', `status ${status} not this`), (error: Record<string, unknown> & { message: string }) => {
      assert.equal(error.name, 'ModelError')
      assert.equal((error.$metadata as { httpStatusCode: number }).httpStatusCode, 424)
      assert.equal(error.OriginalStatusCode, status)
      assert.equal(error.OriginalMessage, 'not this')
      assert.equal(error.LogStreamArn, `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/sagemaker/Endpoints/Bank`)
      assert.equal(
        error.message,
        `Received ${kind} error (${status}) from primary with message "not this". See https://${REGION}.console.aws.amazon.com/cloudwatch/home?region=${REGION}#logEventViewer:group=/aws/sagemaker/Endpoints/Bank in account ${ACCOUNT} for more information.`,
      )
      assert.ok(code)
      return true
    })
  }
})

test('a process that dies over a request is started again', async () => {
  await assert.rejects(invoke(clients, 'Bank', 'exit'), { name: 'ModelError', message: /could not get a response from the Bank endpoint/ })
  for (let tries = 0; ; tries++) {
    const again = await invoke(clients, 'Bank', 'again').catch((error: Error) => error.name)
    if (typeof again !== 'string') break
    assert.ok(tries < 200, again)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.equal((await clients.sagemaker.send(new DescribeEndpointCommand({ EndpointName: 'Bank' }))).EndpointStatus, 'InService')
})

test('an endpoint or variant that is not there', async () => {
  await assert.rejects(invoke(clients, 'no', 'x'), { name: 'ValidationError', message: `Endpoint no of account ${ACCOUNT} not found.` })
  await assert.rejects(invoke(clients, 'Bank', 'x', { TargetVariant: 'w' }), { name: 'ValidationError', message: 'Variant w not found for Request' })
})

test('what was counted stands in CloudWatch when the endpoint is gone', async () => {
  await clients.sagemaker.send(new DeleteEndpointCommand({ EndpointName: 'Bank' }))
  await server.app.idle()
  while (server.app.driver.list().length > 0) await new Promise((resolve) => setTimeout(resolve, 20))
  await server.app.idle()
  const { Metrics } = await clients.cloudwatch.send(new ListMetricsCommand({ Namespace: 'AWS/SageMaker', MetricName: 'Invocations' }))
  assert.deepEqual(Metrics?.[0]?.Dimensions?.map(({ Name, Value }) => [Name, Value]).sort(), [
    ['EndpointName', 'Bank'],
    ['VariantName', 'AllTraffic'],
  ])
})
