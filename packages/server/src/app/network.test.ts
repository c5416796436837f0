import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { writeRootPassword } from '../store/root-password.ts'
import { NetworkRefused, refuseOpenNetwork } from './network.ts'

const home = mkdtempSync(join(tmpdir(), 'kenja-network-'))
after(() => rmSync(home, { recursive: true }))

const tls = { kind: 'own' } as const
const set = (setByHand: boolean) => writeRootPassword(home, { hash: 'scrypt$', setByHand, changedAt: '' })

test('on loopback nothing is asked', () => {
  for (const host of ['127.0.0.1', 'localhost', '::1', '127.3.4.5']) refuseOpenNetwork({ host, home, tls: undefined })
})

test('elsewhere TLS and a password set by hand are', () => {
  for (const host of ['0.0.0.0', '::', '192.0.2.1', 'kenja.example']) {
    set(false)
    assert.throws(() => refuseOpenNetwork({ host, home, tls: undefined }), NetworkRefused)
    assert.throws(() => refuseOpenNetwork({ host, home, tls }), /a password of root that you choose/)
    set(true)
    assert.throws(() => refuseOpenNetwork({ host, home, tls: undefined }), /TLS/)
    refuseOpenNetwork({ host, home, tls })
  }
})
