/** Abuse case 24: the data directory and the first start. Everything is its owner's alone, however it was found; no default password, and no open network without one set by hand. */
import assert from 'node:assert/strict'
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { CreateUserCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const root = mkdtempSync(join(tmpdir(), 'kenja-case-24-'))
after(() => rmSync(root, { recursive: true, force: true }))

const openToOthers = (home: string): string[] =>
  [home, ...readdirSync(home, { recursive: true }).map((name) => join(home, String(name)))].filter((path) => {
    const { mode } = lstatSync(path)
    return !lstatSync(path).isSymbolicLink() && (mode & 0o077) !== 0
  })

/** Under the widest umask: what is made must not depend on it. */
async function started<T>(home: string, work: (server: Awaited<ReturnType<typeof startServer>>) => Promise<T>, config: object = {}): Promise<T> {
  const before = process.umask(0)
  const server = await startServer({ home, config }).finally(() => process.umask(before))
  try {
    return await work(server)
  } finally {
    await server.stop()
  }
}

test('whatever the umask, nobody else can look in: the directory is 0700, every secret in it 0600', async () => {
  const home = join(root, 'fresh')
  await started(home, async ({ clients }) => {
    await clients.iam.send(new CreateUserCommand({ UserName: 'x' }))
    assert.equal(statSync(home).mode & 0o777, 0o700)
    for (const secret of ['secret', 'aws/credentials', 'ca/ca.key', 'run/server.json']) assert.equal(statSync(join(home, secret)).mode & 0o777, 0o600, secret)
  })
})

test('a directory that others could read is theirs no longer', async () => {
  const home = join(root, 'loose')
  mkdirSync(home, { mode: 0o777 })
  chmodSync(home, 0o777)
  await started(home, async () => assert.equal(statSync(home).mode & 0o777, 0o700))
})

test('a data directory that is a link is used where it leads, and closed there', async () => {
  const target = join(root, 'elsewhere')
  mkdirSync(target, { mode: 0o755 })
  symlinkSync(target, join(root, 'link'))
  await started(join(root, 'link'), async () => {
    assert.equal(statSync(target).mode & 0o777, 0o700)
    assert.ok(readdirSync(target).includes('kenja.db'))
  })
})

test('what stands in the way of the secret is refused, not used', async () => {
  const home = join(root, 'short-secret')
  mkdirSync(home, { mode: 0o700 })
  writeFileSync(join(home, 'secret'), 'guessable')
  await assert.rejects(startServer({ home }), /is not a secret of 32 bytes/)
})

test('no two homes begin with the same key or secret', async () => {
  const credentials = new Set<string>()
  for (const name of ['one', 'two']) {
    await started(join(root, name), async (server) => {
      credentials.add(server.credentials.secretAccessKey)
      credentials.add(readFileSync(join(root, name, 'secret'), 'hex'))
      for (const password of ['kenja', 'admin', 'minioadmin', 'password', 'root', '']) {
        const answer = await fetch(`${server.url}/_kenja/sign-in`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ kind: 'root', password }),
        })
        assert.notEqual(answer.status, 200)
      }
    })
  }
  assert.equal(credentials.size, 4)
})

test('beyond loopback: not without TLS, and not without a password set by hand', async () => {
  const home = join(root, 'network')
  for (const host of ['0.0.0.0', '::', '192.0.2.1', 'kenja.example']) {
    await assert.rejects(startServer({ home, config: { host } }), /only with TLS: .*; and with a password of root that you choose/, host)
    await assert.rejects(startServer({ home, config: { host, tls: { kind: 'own' } as never } }), /a password of root that you choose/, host)
  }
  // What such a start left does not shut the door for the right one.
  await started(home, async (server) => assert.equal((await fetch(`${server.url}/_kenja/health`)).status, 200))
  assert.deepEqual(
    openToOthers(home).filter((path) => /secret|credentials|\.key$/.test(path)),
    [],
  )
})
