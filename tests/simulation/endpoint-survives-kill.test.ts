import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DeleteEndpointCommand, DescribeEndpointCommand } from '@aws-sdk/client-sagemaker'
import { killableServer } from '../support/killable-server.ts'
import { deploy, invoke, logLines, prepareAccount } from '../support/sagemaker.ts'

const server = await killableServer()
before(() => prepareAccount(server.clients))
after(() => server.end())

test('an endpoint in service answers again as soon as the server does, by the same process', async () => {
  assert.equal((await deploy(server.clients, 'e', 'the model')).EndpointStatus, 'InService')
  for (let times = 0; times < 2; times++) {
    await server.kill()
    await server.start()
    assert.equal((await invoke(server.clients, 'e', 'x')).text.split('|')[0], 'the model')
    assert.equal((await server.clients.sagemaker.send(new DescribeEndpointCommand({ EndpointName: 'e' }))).EndpointStatus, 'InService')
  }
  // One start, one line: the process has not been started again, and its log stands once.
  assert.deepEqual(await logLines(server.clients, '/aws/sagemaker/Endpoints/e', 'AllTraffic/'), ['listening'])
  await server.clients.sagemaker.send(new DeleteEndpointCommand({ EndpointName: 'e' }))
  await server.kill()
  await server.start()
  for (;;) {
    const status = await server.clients.sagemaker.send(new DescribeEndpointCommand({ EndpointName: 'e' })).then(
      ({ EndpointStatus }) => EndpointStatus,
      () => 'gone',
    )
    if (status === 'gone') break
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
})
