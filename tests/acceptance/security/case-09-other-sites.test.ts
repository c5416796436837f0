/** Abuse case 9: pages of other sites, and names that they point at this machine. Host and Origin are compared exactly, not by how they begin or end. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startServer } from '../../support/server.ts'
import { ask } from './room.ts'

const server = await startServer()
after(() => server.stop())
const { port } = server
const status = async (headers: Record<string, string>, path = '/_kenja/health', method = 'GET') => (await ask(port, { method, path, headers })).status

test('hosts: ours by their whole names, all others 403', async () => {
  for (const host of ['localhost', '127.0.0.1', '[::1]', '127.8.9.1', 'console.localhost', 'anything.localhost', 'LOCALHOST'])
    assert.equal(await status({ host: `${host}:${port}` }, '/_kenja/health'), 200, host)
  const foreign = [
    'evil.example',
    'localhost.evil.example',
    'notlocalhost',
    'localhostx',
    '127.0.0.1.evil.example',
    '127.0.0.1.nip.io',
    'evil.example:127.0.0.1',
    'localhost@evil.example',
    'evil.example#.localhost',
    '[::2]',
    '128.0.0.1',
    '2130706433',
    '0x7f000001',
    '0.0.0.0',
    'localhost,evil.example',
    'sagemaker.us-east-1.amazonaws.com.evil.example',
    'evilamazonaws.com',
  ]
  for (const host of foreign) assert.equal(await status({ host }), 403, host)
})

test('origins: only our own pages may call what needs no signature', async () => {
  const signIn = (origin: string, host = `127.0.0.1:${port}`) => status({ host, origin, 'content-type': 'application/json' }, '/_kenja/sign-in', 'POST')
  for (const origin of [`http://127.0.0.1:${port}`, `http://localhost:${port}`, `http://console.localhost:${port}`])
    assert.equal(await signIn(origin), 400, `${origin}: refused for its empty body, not for its origin`)
  const foreign = [
    'http://evil.example',
    'null',
    `http://localhost.evil.example:${port}`,
    `http://console.localhost:${port}.evil.example`,
    `http://console.localhost:${port + 1}`,
    `https://console.localhost:${port}`,
    `http://xconsole.localhost:${port}`,
    `http://console.localhost:${port}/`,
    `HTTP://console.localhost:${port}`,
    `http://my-notebook.notebook.us-east-1.localhost:${port}`,
    'file://',
    '',
  ]
  for (const origin of foreign) assert.equal(await signIn(origin), 403, origin)
})

test("a notebook's page is no page of the console's, and the other way round", async () => {
  const notebook = `my-notebook.notebook.us-east-1.localhost:${port}`
  assert.equal(await status({ host: notebook, origin: `http://console.localhost:${port}`, cookie: 'x=y' }, '/api/kernels', 'POST'), 403)
  assert.equal(await status({ host: `console.localhost:${port}`, origin: `http://${notebook}` }, '/_kenja/sign-in', 'POST'), 403)
})

test('no answer lets pages of other sites read it', async () => {
  for (const [path, method] of [
    ['/_kenja/health', 'GET'],
    ['/', 'OPTIONS'],
    ['/bucket/key', 'OPTIONS'],
    ['/', 'POST'],
  ] as const) {
    const { headers } = await ask(port, { path, method, headers: { origin: 'http://evil.example', 'access-control-request-method': 'PUT' } })
    assert.equal(headers['access-control-allow-origin'], undefined)
    assert.equal(headers['access-control-allow-credentials'], undefined)
  }
})

test('no cookie speaks for anybody: what is not signed is refused, with whatever cookie', async () => {
  const headers = { 'x-amz-target': 'SageMaker.ListModels', 'content-type': 'application/x-amz-json-1.1', cookie: 'kenja=1; session=2; aws-userInfo=3' }
  assert.notEqual(await status(headers, '/', 'POST'), 200)
})
