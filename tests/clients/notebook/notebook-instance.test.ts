/** A notebook instance as a user meets it: real Jupyter, real kernel, AWS's SDKs inside, everything through the public API and the notebook's own host. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { CreateRoleCommand } from '@aws-sdk/client-iam'
import {
  CreateNotebookInstanceCommand,
  CreatePresignedNotebookInstanceUrlCommand,
  StopNotebookInstanceCommand,
  waitUntilNotebookInstanceInService,
  waitUntilNotebookInstanceStopped,
} from '@aws-sdk/client-sagemaker'
import WebSocket from 'ws'
import { readConfig } from '../../../packages/server/src/config.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const root = resolve(import.meta.dirname, '../../..')
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

/** The environment is made with this user's own settings, before a server that knows none of them starts. */
function prepareEnvironment(cache: string): void {
  const env = { ...process.env, KENJA_IMAGE_CACHE: join(cache, 'notebook') }
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'images/notebook/prepare.ts')], { env, encoding: 'utf8' })
  assert.equal(status, 0, stderr)
}

/** A visitor who sends the notebook's name and connects to the server's address, as our own CLI does. */
class Visitor {
  readonly #port: number
  readonly #host: string
  #cookie = ''

  constructor(port: number, host: string) {
    this.#port = port
    this.#host = host
  }

  async enter(url: URL): Promise<void> {
    const { status, cookie } = await this.#send('GET', url.pathname + url.search)
    assert.equal(status, 302)
    this.#cookie = cookie
  }

  async json<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await this.#send(method, path, body)
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${answer.body}`)
    return JSON.parse(answer.body) as T
  }

  socket(path: string): WebSocket {
    return new WebSocket(`ws://127.0.0.1:${this.#port}${path}`, { headers: { Host: this.#host, Cookie: this.#cookie, Origin: `http://${this.#host}` } })
  }

  #send(method: string, path: string, body?: object): Promise<{ status: number; body: string; cookie: string }> {
    const headers = {
      host: this.#host,
      origin: `http://${this.#host}`,
      ...(this.#cookie ? { cookie: this.#cookie } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    }
    return new Promise((resolve, reject) => {
      const request = httpRequest({ host: '127.0.0.1', port: this.#port, method, path, headers }, async (response) =>
        resolve({ status: response.statusCode ?? 0, body: await text(response), cookie: response.headers['set-cookie']?.[0]?.split(';')[0] ?? '' }),
      )
      request.on('error', reject)
      request.end(body && JSON.stringify(body))
    })
  }
}

/** Runs code in the kernel behind the socket; answers with what it printed. */
function execute(socket: WebSocket, code: string): Promise<string> {
  const id = randomUUID()
  return new Promise((resolve, reject) => {
    let printed = ''
    socket.on('error', reject)
    socket.on('message', (data) => {
      const { msg_type: type, parent_header: parent, content } = JSON.parse(String(data))
      if (parent.msg_id !== id) return
      if (type === 'stream' && content.name === 'stdout') printed += content.text
      if (type === 'execute_reply') {
        if (content.status === 'ok') resolve(printed)
        else reject(new Error(`${content.ename}: ${content.evalue}`))
      }
    })
    const header = { msg_id: id, msg_type: 'execute_request', username: '', session: randomUUID(), date: '', version: '5.3' }
    const content = { code, silent: false, store_history: false, user_expressions: {}, allow_stdin: false, stop_on_error: true }
    socket.send(JSON.stringify({ channel: 'shell', header, parent_header: {}, metadata: {}, content, buffers: [] }))
  })
}

/** A port of this machine that is not Kenja's. */
async function listenOutside(t: TestContext): Promise<number> {
  const server = createServer((socket) => socket.destroy())
  t.after(() => server.close())
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return (server.address() as AddressInfo).port
}

async function startInstance(server: TestServer): Promise<void> {
  const { Role } = await server.clients.iam.send(new CreateRoleCommand({ RoleName: 'notebook-role', AssumeRolePolicyDocument: trust }))
  const { sagemaker } = server.clients
  await sagemaker.send(new CreateNotebookInstanceCommand({ NotebookInstanceName: NAME, InstanceType: 'ml.t2.medium', RoleArn: Role?.Arn as string }))
  await waitUntilNotebookInstanceInService({ client: sagemaker, minDelay: 1, maxDelay: 1, maxWaitTime: 180 }, { NotebookInstanceName: NAME })
}

async function stopInstance({ clients: { sagemaker } }: TestServer): Promise<void> {
  await sagemaker.send(new StopNotebookInstanceCommand({ NotebookInstanceName: NAME }))
  await waitUntilNotebookInstanceStopped({ client: sagemaker, minDelay: 1, maxDelay: 1, maxWaitTime: 60 }, { NotebookInstanceName: NAME })
}

/** Enters through a fresh presigned URL. */
async function visit(server: TestServer): Promise<Visitor> {
  const { AuthorizedUrl = '' } = await server.clients.sagemaker.send(new CreatePresignedNotebookInstanceUrlCommand({ NotebookInstanceName: NAME }))
  const url = new URL(AuthorizedUrl)
  const visitor = new Visitor(server.port, url.host)
  await visitor.enter(url)
  return visitor
}

async function connect(visitor: Visitor, kernelId: string): Promise<WebSocket> {
  const socket = visitor.socket(`/api/kernels/${kernelId}/channels`)
  await new Promise((open, fail) => socket.once('open', open).once('error', fail))
  return socket
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
  const visitor = await visit(server)

  const specs = await visitor.json<{ default: string; kernelspecs: Record<string, { spec: { display_name: string } }> }>('GET', '/api/kernelspecs')
  const names = Object.entries(specs.kernelspecs).map(([name, { spec }]) => [name, spec.display_name])
  assert.deepEqual([specs.default, names], ['conda_python3', [['conda_python3', 'conda_python3']]])
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
  const again = await visit(server)
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
