/** Beyond loopback: Kenja does not start without TLS and a password that was set by hand. It listens nowhere in these tests. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { kenjaHome } from '../../support/kenja-command.ts'

const kenja = kenjaHome({ KENJA_HOST: '0.0.0.0' })
after(() => kenja.remove())

const refused = async (...args: string[]) => {
  const { code, stdout, stderr } = await kenja.kenja('up', '-d', ...args)
  assert.equal(code, 1, stdout)
  return stderr
}

test('neither is there', async () => {
  const said = await refused()
  assert.match(said, /Other machines can reach 0\.0\.0\.0/)
  assert.match(said, /TLS: --tls-cert and --tls-key/)
  assert.match(said, /\.\/kenja password/)
})

test('TLS alone is not enough', async () => {
  const said = await refused('--tls', 'own')
  assert.match(said, /a password of root that you choose/)
  assert.doesNotMatch(said, /--tls-cert/)
})

test('a certificate that cannot be read', async () => {
  assert.match(await refused('--tls-cert', '/nowhere/c.pem', '--tls-key', '/nowhere/k.pem'), /\/nowhere\/c\.pem cannot be read/)
})
