/** Abuse case 6: JSON that is huge, deep, or reaches for the prototype. Refused before it is parsed, or bounded. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ListModelsCommand } from '@aws-sdk/client-sagemaker'
import { signedRequest } from '../../bench/signed-request.ts'
import { REGION, startServer } from '../../support/server.ts'
import { askSigned, elapsed, sendRaw, stillAnswers } from './room.ts'

const server = await startServer()
after(() => server.stop())

const call = (target: string, body: string) =>
  askSigned(server, 'sagemaker', { path: '/', headers: { 'x-amz-target': `SageMaker.${target}`, 'content-type': 'application/x-amz-json-1.1' }, body })

test('22 MB of JSON: refused by its length, before a byte is parsed', async () => {
  const body = JSON.stringify({ ModelName: 'm', Environment: Array.from({ length: 800_000 }, () => ({ a: 'bcdefghijklmnopq' })) })
  assert.ok(body.length > 20_000_000)
  const before = process.memoryUsage().heapUsed
  const head = signedRequest(
    server.credentials,
    { host: `127.0.0.1:${server.port}`, region: REGION, service: 'sagemaker' },
    {
      method: 'POST',
      path: '/',
      headers: { 'x-amz-target': 'SageMaker.CreateModel', 'content-type': 'application/x-amz-json-1.1', connection: 'close' },
      body,
    },
  )
  const end = head.indexOf('\r\n\r\n') + 4
  assert.match(await sendRaw(server.port, head.subarray(0, end)), /^HTTP\/1\.1 413 /)
  // Who sends it all the same finds the connection ended, or its answer.
  assert.match(await sendRaw(server.port, head), /^(HTTP\/1\.1 413 |$)/)
  assert.ok(process.memoryUsage().heapUsed - before < 100 * 1024 * 1024)
  await stillAnswers(server)
})

test('50,000 levels of nesting: refused, quickly', async () => {
  for (const body of [`${'['.repeat(50_000)}${']'.repeat(50_000)}`, `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, `{"MaxResults":${'['.repeat(50_000)}`]) {
    const ms = await elapsed(async () => assert.equal((await call('ListModels', body)).status, 400))
    assert.ok(ms < 1_000, `${ms} ms`)
  }
})

test('a prototype in the request changes nothing', async () => {
  const bodies = ['{"__proto__":{"MaxResults":1,"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}', '{"toString":1,"hasOwnProperty":1}']
  for (const body of bodies) assert.equal((await call('ListModels', body)).status, 200)
  assert.equal(({} as { polluted?: boolean }).polluted, undefined)
  assert.deepEqual((await server.clients.sagemaker.send(new ListModelsCommand({}))).Models, [])
})

test('bytes that are no JSON, and JSON that is no object', async () => {
  for (const body of ['{', '[]', 'null', '"x"', '{"a":1}{"b":2}', '{"a":1,}', '{"MaxResults":1e999}', 'NaN'])
    assert.equal((await call('ListModels', body)).status, 400, body)
})
