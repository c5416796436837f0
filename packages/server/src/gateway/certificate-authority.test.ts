/** The local authority's certificates, read by Node's TLS and judged by OpenSSL's strict checks where the program is there. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { serverCertificate } from './certificate.ts'
import { caBundleFile, caCertificateFile, openCertificateAuthority } from './certificate-authority.ts'

const home = mkdtempSync(join(tmpdir(), 'kenja-authority-'))
after(() => rmSync(home, { recursive: true, force: true }))

const NOW = new Date('2026-11-25T00:00:00Z')
const DAY_MS = 86_400_000
const open = (now = NOW) => openCertificateAuthority(home, () => now, 3)

async function leaf(...names: [string, ...string[]]): Promise<string> {
  const { certificate } = await open()
  const privateKey = createPrivateKey(readFileSync(join(home, 'ca', 'ca.key')))
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return serverCertificate(names, publicKey, { privateKey, publicKey: createPublicKey(privateKey), certificate }, NOW)
}

test('an authority is made once for a home, for ten years, its key for its owner only', async () => {
  const { certificate } = await open()
  assert.equal((await open()).certificate, certificate)
  assert.equal(readFileSync(caCertificateFile(home), 'utf8'), certificate)
  assert.ok(readFileSync(caBundleFile(home), 'utf8').includes(certificate.trim()))
  assert.equal(statSync(join(home, 'ca', 'ca.key')).mode & 0o777, 0o600)
  const parsed = new X509Certificate(certificate)
  assert.equal(parsed.ca, true)
  assert.equal(parsed.verify(parsed.publicKey), true)
  assert.equal(parsed.subject, 'O=Kenja\nCN=Kenja local authority 2026-11-25T00:00:00Z')
  assert.equal(parsed.validFromDate.getTime(), NOW.getTime() - DAY_MS)
  assert.equal(parsed.validToDate.getTime(), NOW.getTime() + 3_649 * DAY_MS)
})

test('a name gets its certificate once; as many are remembered as was asked', async () => {
  const authority = await open()
  const first = authority.contextFor('a.example')
  assert.equal(authority.contextFor('a.example'), first)
  for (const name of ['b.example', 'c.example', 'd.example']) await authority.contextFor(name)
  assert.notEqual(authority.contextFor('a.example'), first)
})

test('a server certificate names hosts and addresses, and names its authority as that names itself', async () => {
  const { certificate } = await open()
  const parsed = new X509Certificate(await leaf('localhost', '127.0.0.1', '::1'))
  const authority = new X509Certificate(certificate)
  assert.equal(parsed.ca, false)
  assert.equal(parsed.checkIssued(authority), true)
  assert.equal(parsed.verify(authority.publicKey), true)
  assert.equal(parsed.checkHost('localhost'), 'localhost')
  assert.equal(parsed.checkIP('127.0.0.1'), '127.0.0.1')
  assert.equal(parsed.checkIP('::1'), '::1')
  assert.deepEqual(parsed.keyUsage, ['1.3.6.1.5.5.7.3.1'])
  assert.ok(parsed.validToDate.getTime() - parsed.validFromDate.getTime() < 398 * DAY_MS)
  const long = `${'a'.repeat(63)}.s3.us-east-1.amazonaws.com`
  assert.equal(new X509Certificate(await leaf(long)).checkHost(long), long)
})

test("OpenSSL's strict checks find nothing", async (t) => {
  if (spawnSync('openssl', ['version']).status !== 0) return t.skip('openssl is not installed: its checks were NOT made')
  await open()
  const file = join(home, 'leaf.pem')
  writeFileSync(file, await leaf('sts.us-east-1.amazonaws.com'))
  const purpose = ['-x509_strict', '-check_ss_sig', '-purpose', 'sslserver', '-attime', String(NOW.getTime() / 1000)]
  const checked = spawnSync('openssl', ['verify', '-CAfile', caCertificateFile(home), ...purpose, '-verify_hostname', 'sts.us-east-1.amazonaws.com', file])
  assert.equal(checked.status, 0, checked.stderr.toString())
  const text = spawnSync('openssl', ['x509', '-in', file, '-noout', '-text'], { encoding: 'utf8' }).stdout
  assert.match(text, /ecdsa-with-SHA256[\s\S]*CA:FALSE[\s\S]*Digital Signature[\s\S]*TLS Web Server Authentication/)
})

test('an authority that has ended is replaced', async () => {
  const { certificate } = await open()
  assert.notEqual((await open(new Date('2036-12-01T00:00:00Z'))).certificate, certificate)
})
