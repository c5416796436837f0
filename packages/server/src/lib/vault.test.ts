import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { createVault } from './vault.ts'

const secret = randomBytes(32)
const vault = createVault(secret, 'test')

test('what was wrapped is unwrapped under the same name, and never lies there twice alike', () => {
  for (const size of [0, 1, 32, 5_000]) {
    const plain = randomBytes(size)
    const wrapped = vault.wrap(plain, 'key 1')
    assert.deepEqual(vault.unwrap(wrapped, 'key 1'), plain)
    assert.notDeepEqual(vault.wrap(plain, 'key 1'), wrapped)
    if (size >= 32) assert.ok(!Buffer.from(wrapped).includes(plain))
  }
})

test('another name, another purpose, another secret, a changed byte: nothing comes out', () => {
  const wrapped = vault.wrap(Buffer.from('secret'), 'key 1')
  assert.throws(() => vault.unwrap(wrapped, 'key 2'))
  assert.throws(() => createVault(secret, 'other').unwrap(wrapped, 'key 1'))
  assert.throws(() => createVault(randomBytes(32), 'test').unwrap(wrapped, 'key 1'))
  for (let at = 0; at < wrapped.length; at++) {
    const changed = Buffer.from(wrapped)
    changed[at] = (changed[at] as number) ^ 1
    assert.throws(() => vault.unwrap(changed, 'key 1'), `byte ${at}`)
  }
  assert.throws(() => vault.unwrap(wrapped.subarray(0, 10), 'key 1'))
})
