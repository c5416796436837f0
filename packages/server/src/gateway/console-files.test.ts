/** The console's static files: what is served, what is guarded, what is refused. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { type BundleFile, bundleDirectory, MANIFEST } from '../../../console/build/bundle-directory.ts'
import { ACCESS_KEY, startGateway, type TestGateway } from './testing.ts'

const cache = mkdtempSync(join(tmpdir(), 'kenja-console-'))
const INDEX = '<!doctype html><title>Kenja</title>'
const SCRIPT = 'console.log(1)'
let gateway: TestGateway

function writeBundle(): void {
  const directory = bundleDirectory(cache)
  mkdirSync(join(directory, 'assets'), { recursive: true })
  const write = (path: string, type: string, text: string): BundleFile => {
    writeFileSync(join(directory, path), text)
    writeFileSync(join(directory, `${path}.br`), brotliCompressSync(text))
    writeFileSync(join(directory, `${path}.gz`), gzipSync(text))
    return { path, type, sha256: 'ab'.repeat(32), bytes: text.length, br: 1, gz: 1 }
  }
  const files = [write('/index.html', 'text/html; charset=utf-8', INDEX), write('/assets/console-1.js', 'text/javascript; charset=utf-8', SCRIPT)]
  writeFileSync(join(directory, MANIFEST), JSON.stringify({ files, first: [] }))
}

before(async () => {
  gateway = await startGateway(() => ({}), {}, { KENJA_CACHE: cache })
})
after(async () => {
  await gateway.close()
  rmSync(cache, { recursive: true, force: true })
})

interface Answer {
  readonly status: number | undefined
  readonly headers: http.IncomingHttpHeaders
  readonly body: Buffer
}

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port: gateway.port, path, method, headers: { host: `console.localhost:${gateway.port}`, ...headers } }
    const request = http.request(options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }))
    })
    request.on('error', reject)
    request.end()
  })

test('before the bundle is built, a page says so and looks again', async () => {
  const { status, headers, body } = await ask('/')
  assert.equal(status, 503)
  assert.equal(headers.refresh, '3')
  assert.match(body.toString(), /not built yet/)
})

test('once it is there: the index for every path of its own, with a strict policy', async () => {
  writeBundle()
  for (const path of ['/', '/sagemaker/models', '/s3/folders/bucket/a%20b/']) {
    const { status, headers, body } = await ask(path)
    assert.equal(status, 200)
    assert.equal(body.toString(), INDEX)
    assert.equal(headers['cache-control'], 'no-cache')
    assert.match(headers['content-security-policy'] as string, /default-src 'none'; script-src 'self'; style-src 'self';.*frame-ancestors 'none'/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
  }
})

test('assets: compressed as the browser takes it, immutable, by ETag, and only those of the bundle', async () => {
  const path = '/assets/console-1.js'
  const brotli = await ask(path, { 'accept-encoding': 'gzip, deflate, br' })
  assert.equal(brotli.headers['content-encoding'], 'br')
  assert.equal(brotliDecompressSync(brotli.body).toString(), SCRIPT)
  const gzip = await ask(path, { 'accept-encoding': 'gzip, br;q=0' })
  assert.equal(gzip.headers['content-encoding'], 'gzip')
  assert.equal(gunzipSync(gzip.body).toString(), SCRIPT)
  const plain = await ask(path)
  assert.equal(plain.headers['content-encoding'], undefined)
  assert.equal(plain.headers['cache-control'], 'public, max-age=31536000, immutable')
  assert.equal((await ask(path, { 'if-none-match': plain.headers.etag as string })).status, 304)
  assert.equal((await ask(path, {}, 'HEAD')).status, 200)
  for (const wrong of ['/assets/other.js', '/assets/../manifest.json', '/assets/%2e%2e/manifest.json']) assert.equal((await ask(wrong)).status, 404, wrong)
})

test('what is signed takes the usual way; what is not and is no page is refused', async () => {
  assert.equal((await ask('/', { authorization: `AWS4-HMAC-SHA256 Credential=${ACCESS_KEY.accessKeyId}` })).status, 400)
  assert.equal((await ask('/bucket', {}, 'DELETE')).status, 403)
})

test('a presigned address never becomes a page of the console', async () => {
  const { status, body } = await ask('/bucket/evil.html?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=abc')
  assert.equal(status, 403)
  assert.match(body.toString(), /Presigned addresses do not open/)
})

test('pages of other sites get nothing, and other hosts have no console', async () => {
  assert.equal((await ask('/', { origin: 'http://evil.example' })).status, 403)
  assert.equal((await ask('/', { host: 'console.localhost.evil.example' })).status, 403)
  assert.notEqual((await ask('/', { host: `127.0.0.1:${gateway.port}` })).body.toString(), INDEX)
})
