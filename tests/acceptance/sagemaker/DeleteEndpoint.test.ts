import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DeleteEndpointCommand, DeleteEndpointConfigCommand, DescribeEndpointCommand } from '@aws-sdk/client-sagemaker'
import { createConfig, createModel, deploy, invoke, logLines, prepareAccount, withProcesses } from '../../support/sagemaker.ts'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer(withProcesses)
const { clients } = server
const { sagemaker } = clients
before(() => prepareAccount(clients))
after(() => server.stop())

const gone = async (EndpointName: string) => {
  for (;;) {
    const status = await sagemaker.send(new DescribeEndpointCommand({ EndpointName })).then(
      ({ EndpointStatus }) => EndpointStatus,
      (error: Error) => error.message,
    )
    if (status !== 'Deleting') return status
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

test('the configuration first, then the endpoint, as SDK v2 does it; requests under way are answered', async () => {
  await deploy(clients, 'e', 'm')
  await sagemaker.send(new DeleteEndpointConfigCommand({ EndpointConfigName: 'e' }))
  const last = invoke(clients, 'e', 'wait 2000')
  // The log has no group before its first line.
  const said = () => logLines(clients, '/aws/sagemaker/Endpoints/e', 'AllTraffic/').catch((): string[] => [])
  while (!(await said()).includes('waits 2000')) await new Promise((resolve) => setTimeout(resolve, 20))
  await sagemaker.send(new DeleteEndpointCommand({ EndpointName: 'e' }))
  assert.equal((await last).text.split('|')[1], 'wait 2000')
  assert.match((await gone('e')) ?? '', /^Could not find endpoint "arn:/)
  await assert.rejects(invoke(clients, 'e', 'x'), { name: 'ValidationError', message: `Endpoint e of account ${ACCOUNT} not found.` })
  assert.deepEqual(server.app.driver.list(), [])
})

test('a failed endpoint can be deleted, one that is not there cannot', async () => {
  await createModel(clients, 'f', 'm')
  await createConfig(clients, 'f')
  assert.equal((await deploy(clients, 'bad', 'm', { ENDS_AT_ONCE: '1' })).EndpointStatus, 'Failed')
  await sagemaker.send(new DeleteEndpointCommand({ EndpointName: 'bad' }))
  assert.match((await gone('bad')) ?? '', /^Could not find endpoint/)
  await assert.rejects(sagemaker.send(new DeleteEndpointCommand({ EndpointName: 'bad' })), {
    name: 'ValidationException',
    message: /^Could not find endpoint "arn:/,
  })
})
