import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CreateEndpointCommand, DescribeEndpointCommand } from '@aws-sdk/client-sagemaker'
import { BUCKET, createConfig, createModel, deploy, endpointSettled, invoke, logLines, prepareAccount, put, withProcesses } from '../../support/sagemaker.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer(withProcesses)
const { clients } = server
const { sagemaker, s3 } = clients
before(() => prepareAccount(clients))
after(() => server.stop())

const create = (EndpointName: string, EndpointConfigName = EndpointName) =>
  sagemaker.send(new CreateEndpointCommand({ EndpointName, EndpointConfigName, Tags: [] }))

test('an endpoint comes up, answers, and writes its log', async () => {
  const endpoint = await deploy(clients, 'Bank', 'the model', { PING_AFTER: '2' })
  assert.equal(endpoint.EndpointStatus, 'InService', endpoint.FailureReason)
  assert.equal(endpoint.EndpointArn, `arn:aws:sagemaker:${REGION}:${ACCOUNT}:endpoint/bank`)
  assert.equal((await invoke(clients, 'Bank', '1,2', { Accept: '*/*' })).text, 'the model|1,2|text/csv|*/*')
  assert.deepEqual(await logLines(clients, '/aws/sagemaker/Endpoints/Bank', 'AllTraffic/i-'), ['listening'])
  await assert.rejects(create('Bank'), { name: 'ValidationException', message: `Cannot create already existing endpoint "${endpoint.EndpointArn}".` })
})

test("what does not come up: Failed, in AWS's words", async () => {
  const ended = await deploy(clients, 'ends', 'm', { ENDS_AT_ONCE: '1' })
  assert.equal(ended.EndpointStatus, 'Failed')
  assert.equal(
    ended.FailureReason,
    'The primary container for production variant AllTraffic did not pass the ping health check. Please check CloudWatch logs for this endpoint.',
  )
  const lines = await logLines(clients, '/aws/sagemaker/Endpoints/ends', 'AllTraffic/i-')
  assert.deepEqual([...new Set(lines)], ['cannot start'])
  await assert.rejects(invoke(clients, 'ends', 'x'), { name: 'ValidationError', message: `Endpoint ends of account ${ACCOUNT} not found.` })
})

test('a model that is not there, and one that is no archive', async () => {
  for (const [name, words] of [
    ['gone', /^Failed to download model data .* "s3:\/\/sagemaker-tests\/models\/gone/],
    ['damaged', /^Failed to extract model data archive /],
  ] as const) {
    await createModel(clients, name, 'x')
    await createConfig(clients, name)
    if (name === 'gone') await s3.send(new (await import('@aws-sdk/client-s3')).DeleteObjectCommand({ Bucket: BUCKET, Key: 'models/gone/model.tar.gz' }))
    else await put(s3, 'models/damaged/model.tar.gz', 'no archive')
    await create(name)
    const endpoint = await endpointSettled(sagemaker, name)
    assert.equal(endpoint.EndpointStatus, 'Failed')
    assert.match(endpoint.FailureReason ?? '', words)
  }
})

test('a configuration that is not there', async () => {
  await assert.rejects(create('x', 'no'), { name: 'ValidationException', message: /^Could not find endpoint configuration "arn:/ })
  await assert.rejects(sagemaker.send(new DescribeEndpointCommand({ EndpointName: 'x' })), { name: 'ValidationException' })
})
