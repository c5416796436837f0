import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { UpdateEndpointCommand } from '@aws-sdk/client-sagemaker'
import { createConfig, createModel, deploy, endpointSettled, invoke, prepareAccount, withProcesses } from '../../support/sagemaker.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer(withProcesses)
const { clients } = server
const { sagemaker } = clients
before(() => prepareAccount(clients))
after(() => server.stop())

const update = (EndpointConfigName: string, EndpointName = 'e') => sagemaker.send(new UpdateEndpointCommand({ EndpointName, EndpointConfigName }))

test('the new model takes the traffic when it is up, and not one invocation fails', async () => {
  await deploy(clients, 'e', 'old')
  await createModel(clients, 'new', 'new')
  await createConfig(clients, 'new')
  const answers = new Set<string>()
  let running = true
  const load = Array.from({ length: 4 }, async () => {
    while (running) answers.add((await invoke(clients, 'e', 'x')).text.split('|')[0] ?? '')
  })
  await update('new')
  await assert.rejects(update('new'), {
    name: 'ValidationException',
    message: `Cannot update in-progress endpoint "arn:aws:sagemaker:${REGION}:${ACCOUNT}:endpoint/e".`,
  })
  const endpoint = await endpointSettled(sagemaker, 'e')
  assert.equal((await invoke(clients, 'e', 'x')).text.split('|')[0], 'new')
  running = false
  await Promise.all(load)
  assert.deepEqual([...answers].sort(), ['new', 'old'])
  assert.equal(endpoint.EndpointStatus, 'InService')
  assert.equal(endpoint.EndpointConfigName, 'new')
  assert.equal(endpoint.PendingDeploymentSummary, undefined)
})

test('an update that does not come up leaves what serves, and says why', async () => {
  await createModel(clients, 'broken', 'x', { ENDS_AT_ONCE: '1' })
  await createConfig(clients, 'broken')
  await update('broken')
  const endpoint = await endpointSettled(sagemaker, 'e')
  assert.equal(endpoint.EndpointStatus, 'InService')
  assert.equal(endpoint.EndpointConfigName, 'new')
  assert.match(endpoint.FailureReason ?? '', /did not pass the ping health check/)
  assert.equal((await invoke(clients, 'e', 'x')).text.split('|')[0], 'new')
})

test('what is not there', async () => {
  await assert.rejects(update('new', 'no'), { message: /^Could not find endpoint "arn:/ })
  await assert.rejects(update('no'), { message: /^Could not find endpoint configuration "arn:/ })
})
