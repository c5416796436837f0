import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConfigError, readConfig } from './config.ts'

test('defaults follow the home directory', () => {
  assert.deepEqual(readConfig({}, { HOME: '/home/someone' }), {
    home: '/home/someone/.kenja',
    cache: '/home/someone/.cache/kenja',
    host: '127.0.0.1',
    port: 4566,
    region: 'us-east-1',
    accountId: '123456789012',
    quotas: new Map(),
    hosts: [],
    sandbox: 'auto',
    describeWaitMs: 10_000,
    invokeBodyBytes: 6_291_456,
    tls: undefined,
    log: 'info',
  })
})

test('a flag wins over its variable, an empty variable counts as not set', () => {
  const env = { HOME: '/h', KENJA_PORT: '1', KENJA_REGION: '', KENJA_HOSTS: 'Kenja.Example, ml.local', XDG_CACHE_HOME: '/c', KENJA_DESCRIBE_WAIT_SECONDS: '0' }
  const config = readConfig({ port: '4567', 'account-id': '000000000001' }, env)
  assert.equal(config.port, 4567)
  assert.equal(config.region, 'us-east-1')
  assert.equal(config.accountId, '000000000001')
  assert.equal(config.cache, '/c/kenja')
  assert.equal(config.describeWaitMs, 0)
  assert.deepEqual(config.hosts, ['kenja.example', 'ml.local'])
})

const refused: readonly [Record<string, string>, RegExp][] = [
  [{ KENJA_PORT: '70000' }, /KENJA_PORT is 70000, but must be a port number/],
  [{ KENJA_PORT: 'http' }, /KENJA_PORT is "http"/],
  [{ KENJA_ACCOUNT_ID: '12' }, /12 digits/],
  [{ KENJA_REGION: 'Mars' }, /an AWS region/],
  [{ KENJA_SANDBOX: 'docker' }, /one of auto, bubblewrap, none/],
  [{ KENJA_HOSTS: 'a,http://b' }, /contains "http:\/\/b"/],
  [{ KENJA_TLS: 'yes' }, /must be one of own/],
  [{ KENJA_TLS_CERT: '/c.pem' }, /needs both --tls-cert and --tls-key/],
  [{ KENJA_DESCRIBE_WAIT_SECONDS: '51' }, /number of seconds from 0/],
]
for (const [env, message] of refused) {
  test(`${Object.entries(env).join()} is refused with a sentence`, () => {
    assert.throws(
      () => readConfig({}, env),
      (error: Error) => error instanceof ConfigError && message.test(error.message),
    )
  })
}
