/** Services whose models are there and whose operations are not: 501, with the operation's name. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorCode, sendRaw } from '../../support/hostile/raw-http.ts'
import { type Plain, requestBytes, signed } from '../../support/hostile/signed-bytes.ts'
import { startServer } from '../../support/server.ts'

const json = (target: string): Plain => ({
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
  body: '{}',
})
const asked: readonly (readonly [signingName: string, operation: string, request: Plain])[] = [
  ['ce', 'GetCostCategories', json('AWSInsightsIndexService.GetCostCategories')],
  ['pricing', 'GetPriceListFileUrl', json('AWSPriceListService.GetPriceListFileUrl')],
  ['application-autoscaling', 'RegisterScalableTarget', json('AnyScaleFrontendService.RegisterScalableTarget')],
  ['sagemaker', 'BatchPutMetrics', { method: 'PUT', path: '/BatchPutMetrics', body: '{}' }],
  ['sagemaker', 'BatchGetRecord', { method: 'POST', path: '/BatchGetRecord', body: '{}' }],
  ['sagemaker', 'GetRecord', { method: 'GET', path: '/FeatureGroup/customers', query: 'RecordIdentifierValueAsString=1' }],
]

test('models without a room answer by name', async (t) => {
  const server = await startServer()
  t.after(() => server.stop())
  for (const [service, operation, request] of asked) {
    const answer = await sendRaw(server.port, requestBytes(signed(request, server.credentials, service, `127.0.0.1:${server.port}`)))
    assert.deepEqual([answer.status, errorCode(answer)], [501, 'NotImplemented'], answer.text)
    assert.match(answer.body, new RegExp(`does not have the operation ${operation} of `))
  }
})
