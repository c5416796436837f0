/** A notebook instance as a user meets it: real Jupyter, real kernel, AWS's SDKs inside, everything through the public API and the notebook's own host. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { AttachRolePolicyCommand, CreateRoleCommand } from '@aws-sdk/client-iam'
import {
  CreateNotebookInstanceCommand,
  StopNotebookInstanceCommand,
  waitUntilNotebookInstanceInService,
  waitUntilNotebookInstanceStopped,
} from '@aws-sdk/client-sagemaker'
import { readConfig } from '../../../packages/server/src/config.ts'
import { connect, execute, prepareEnvironment, visit } from '../../support/notebook-visitor.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const NAME = 'Real-Notebook'
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})
/** What the kernel is asked; it answers with one line of JSON. */
const QUESTIONS = `
import boto3, json, os, socket, sys
from sagemaker import get_execution_role
from sagemaker.predictor import csv_serializer
def reachable(host, port):
    try:
        socket.create_connection((host, port), 2).close()
        return True
    except OSError:
        return False
print(json.dumps({
    'cwd': os.getcwd(),
    'identity': boto3.client('sts').get_caller_identity()['Arn'],
    'hardCoded': boto3.client('sts', endpoint_url='https://sts.us-east-1.amazonaws.com').get_caller_identity()['Arn'],
    'role': get_execution_role(),
    'region': boto3.session.Session().region_name,
    'token': 'JUPYTER_TOKEN' in os.environ,
    'database': os.path.exists(DATABASE),
    'outside': reachable('127.0.0.1', OUTSIDE_PORT),
}))
open('kept.txt', 'w').write('kept')
`

/** A port of this machine that is not Kenja's. */
async function listenOutside(t: TestContext): Promise<number> {
  const server = createServer((socket) => socket.destroy())
  t.after(() => server.close())
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return (server.address() as AddressInfo).port
}

async function startInstance(server: TestServer): Promise<void> {
  const { Role } = await server.clients.iam.send(new CreateRoleCommand({ RoleName: 'notebook-role', AssumeRolePolicyDocument: trust }))
  await server.clients.iam.send(new AttachRolePolicyCommand({ RoleName: 'notebook-role', PolicyArn: 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess' }))
  const { sagemaker } = server.clients
  await sagemaker.send(new CreateNotebookInstanceCommand({ NotebookInstanceName: NAME, InstanceType: 'ml.t2.medium', RoleArn: Role?.Arn as string }))
  await waitUntilNotebookInstanceInService({ client: sagemaker, minDelay: 1, maxDelay: 1, maxWaitTime: 180 }, { NotebookInstanceName: NAME })
}

async function stopInstance({ clients: { sagemaker } }: TestServer): Promise<void> {
  await sagemaker.send(new StopNotebookInstanceCommand({ NotebookInstanceName: NAME }))
  await waitUntilNotebookInstanceStopped({ client: sagemaker, minDelay: 1, maxDelay: 1, maxWaitTime: 60 }, { NotebookInstanceName: NAME })
}

test('a kernel in a notebook instance works in its role’s name, outlives the server, and ends when the instance is stopped', {
  timeout: 900_000,
}, async (t) => {
  const { cache, sandbox } = readConfig()
  prepareEnvironment(cache)
  const home = mkdtempSync(join(tmpdir(), 'kenja-test-'))
  const start = (port: number) => startServer({ home, driver: 'real', config: { cache, describeWaitMs: 5_000, sandbox, port } })
  let server = await start(0)
  t.after(async () => {
    // By the API: a Jupyter that is merely killed is started again.
    await stopInstance(server).catch(() => undefined)
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  })
  await startInstance(server)
  const visitor = await visit(server, NAME)

  const specs = await visitor.json<{ default: string; kernelspecs: Record<string, { spec: { display_name: string } }> }>('GET', '/api/kernelspecs')
  const names = Object.entries(specs.kernelspecs).map(([name, { spec }]) => [name, spec.display_name])
  // Kernels of other SDK editions are there too where the user has made them.
  assert.deepEqual([specs.default, names[0]], ['conda_python3', ['conda_python3', 'conda_python3']])
  const wanted = { path: 'a.ipynb', name: 'a', type: 'notebook', kernel: { name: 'conda_python3' } }
  const { kernel } = await visitor.json<{ kernel: { id: string } }>('POST', '/api/sessions', wanted)
  const { isolation } = server.app.driver
  const socket = await connect(visitor, kernel.id)
  const questions = QUESTIONS.replace('DATABASE', JSON.stringify(join(home, 'kenja.db'))).replace('OUTSIDE_PORT', String(await listenOutside(t)))
  const said = JSON.parse(await execute(socket, questions)) as Record<string, unknown>
  const identity = 'arn:aws:sts::123456789012:assumed-role/notebook-role/SageMaker'
  assert.deepEqual(said, {
    cwd: isolation.files ? '/home/ec2-user/SageMaker' : said.cwd,
    identity,
    hardCoded: identity,
    role: 'arn:aws:iam::123456789012:role/notebook-role',
    region: 'us-east-1',
    token: false,
    database: !isolation.files,
    outside: !isolation.network,
  })
  const contents = await visitor.json<{ content: { name: string }[] }>('GET', '/api/contents')
  assert.ok(contents.content.some(({ name }) => name === 'kept.txt'))

  const { port } = server
  await server.stop()
  server = await start(port)
  await waitUntilNotebookInstanceInService({ client: server.clients.sagemaker, minDelay: 1, maxDelay: 1, maxWaitTime: 60 }, { NotebookInstanceName: NAME })
  const again = await visit(server, NAME)
  assert.deepEqual(
    (await again.json<{ kernel: { id: string } }[]>('GET', '/api/sessions')).map((session) => session.kernel.id),
    [kernel.id],
  )
  const adopted = await connect(again, kernel.id)
  const answer = await execute(adopted, "print(open('kept.txt').read(), boto3.client('sts').get_caller_identity()['Arn'])")
  assert.equal(answer, `kept ${identity}\n`)

  const closed = new Promise((resolve) => adopted.once('close', resolve))
  await stopInstance(server)
  await closed
  assert.deepEqual(server.app.driver.list(), [])
})
