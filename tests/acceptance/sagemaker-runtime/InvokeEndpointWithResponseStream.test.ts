import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { InvokeEndpointWithResponseStreamCommand } from '@aws-sdk/client-sagemaker-runtime'
import { deploy, prepareAccount, withProcesses } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer(withProcesses)
before(async () => {
  await prepareAccount(server.clients)
  assert.equal((await deploy(server.clients, 'Streams', 'm')).EndpointStatus, 'InService')
})
after(() => server.stop())

async function invoke(Body: string, EndpointName = 'Streams') {
  const answer = await server.clients.sagemakerRuntime.send(
    new InvokeEndpointWithResponseStreamCommand({
      EndpointName,
      Body: Buffer.from(Body),
      ContentType: 'text/csv',
      Accept: 'text/csv',
      CustomAttributes: 'trace=1',
    }),
  )
  const parts: Buffer[] = []
  for await (const { PayloadPart } of answer.Body ?? []) parts.push(Buffer.from(PayloadPart?.Bytes ?? []))
  return { ...answer, parts, text: Buffer.concat(parts).toString() }
}

test('the parts together are the answer of the model', async () => {
  const answer = await invoke('1,2')
  assert.equal(answer.text, 'm|1,2|text/csv|text/csv')
  assert.deepEqual([answer.ContentType, answer.InvokedProductionVariant, answer.CustomAttributes], ['text/plain', 'AllTraffic', 'seen trace=1'])
  const large = await invoke('0,'.repeat(200_000))
  assert.equal(large.text.length, 400_000 + 'm||text/csv|text/csv'.length)
  assert.ok(large.parts.length > 1)
})

test('what fails before the answer begins fails as InvokeEndpoint does', async () => {
  await assert.rejects(invoke('status 500 no'), { name: 'ModelError' })
  await assert.rejects(invoke('1', 'no-such'), { name: 'ValidationError' })
})
