import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { systemClock } from '../lib/clock.ts'
import { openCertificateAuthority } from './certificate-authority.ts'
import { createDirectCertificates } from './direct-certificates.ts'

const home = mkdtempSync(join(tmpdir(), 'kenja-direct-'))
after(() => rmSync(home, { recursive: true }))
const authority = await openCertificateAuthority(home, systemClock.now, 10)
const [certificate, key] = [join(home, 'server.pem'), join(home, 'server.key')]
const pem = await authority.localhostPem()
writeFileSync(certificate, pem)
writeFileSync(key, pem)

const socketAt = (localAddress: string) => ({ localAddress }) as Socket
const names = new Set(['kenja.example'])

/** Hears what it is asked for. */
function watchedAuthority() {
  const asked: (string | undefined)[] = []
  const contextFor = (name: string | undefined) => {
    asked.push(name)
    return authority.contextFor(name)
  }
  return { asked, watched: async () => ({ ...authority, contextFor }) }
}

test("the files' certificate for the configured names and for callers by address, the authority's for all others", async () => {
  const { asked, watched } = watchedAuthority()
  const direct = createDirectCertificates({ kind: 'files', certificate, key }, names, watched)
  const outside = await direct.of(socketAt('192.0.2.1'))()
  const file = await outside.contextFor('kenja.example')
  assert.equal(await outside.contextFor(undefined), file)
  assert.deepEqual(asked, [])
  await outside.contextFor('sts.amazonaws.com')
  await (await direct.of(socketAt('127.0.0.1'))()).contextFor(undefined)
  assert.deepEqual(asked, ['sts.amazonaws.com', undefined])
  utimesSync(certificate, new Date(0), new Date(1000))
  assert.notEqual(await outside.contextFor(undefined), file)
  writeFileSync(key, 'half a file')
  assert.ok(await outside.contextFor(undefined))
})

test("the authority's own for the address that was called", async () => {
  const { asked, watched } = watchedAuthority()
  const direct = createDirectCertificates({ kind: 'own' }, names, watched)
  await (await direct.of(socketAt('::ffff:192.0.2.1'))()).contextFor(undefined)
  await (await direct.of(socketAt('192.0.2.1'))()).contextFor('kenja.example')
  assert.deepEqual(asked, ['192.0.2.1', 'kenja.example'])
})
