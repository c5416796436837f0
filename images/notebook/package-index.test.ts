import assert from 'node:assert/strict'
import { test } from 'node:test'
import { uvSettings } from './package-index.ts'

test("pip's settings become uv's", () => {
  const config = [
    "global.index-url='https://mirror.invalid/simple'",
    "global.cert='/etc/ca.pem'",
    "global.extra-index-url='https://a.invalid\\nhttps://b.invalid'",
    "global.timeout='60'",
  ]
  assert.deepEqual(uvSettings(config.join('\n'), {}), {
    UV_DEFAULT_INDEX: 'https://mirror.invalid/simple',
    SSL_CERT_FILE: '/etc/ca.pem',
    UV_INDEX: 'https://a.invalid https://b.invalid',
  })
})

test('the environment wins over files, and what the user told uv over both', () => {
  const config = ":env:.index-url='https://env.invalid'\nglobal.index-url='https://global.invalid'\nuser.cert='/user.pem'"
  assert.deepEqual(uvSettings(config, { SSL_CERT_FILE: '/mine.pem' }), { UV_DEFAULT_INDEX: 'https://env.invalid' })
})

test('no settings, no changes', () => {
  assert.deepEqual(uvSettings('', {}), {})
})
