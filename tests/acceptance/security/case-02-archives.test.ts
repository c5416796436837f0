/** Abuse case 2: a model.tar.gz whose members lead outside. It is refused, and nothing is written outside. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { type Header, pack } from 'tar-stream'
import { ArchiveError, unpackArchive } from '../../../packages/server/src/engine/archive.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kenja-case-02-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

type Member = Partial<Header> & { readonly name: string; readonly content?: string }

async function tarOf(members: readonly Member[]): Promise<Buffer> {
  const tar = pack()
  for (const { content = '', ...header } of members) tar.entry(header, content)
  tar.finalize()
  return buffer(tar)
}

const unpack = (bytes: Uint8Array) => unpackArchive(Readable.from([gzipSync(bytes)]), join(root, 'in', 'out'))

const HOSTILE: Readonly<Record<string, readonly Member[]>> = {
  '../': [{ name: '../escaped', content: 'x' }],
  'a/../../': [{ name: 'a/../../escaped', content: 'x' }],
  'an absolute path': [{ name: join('/', 'escaped'), content: 'x' }],
  'a symbolic link, then a write through it': [
    { name: 'link', type: 'symlink', linkname: '..' },
    { name: 'link/escaped', content: 'x' },
  ],
  'a hard link to what lies outside': [{ name: 'link', type: 'link', linkname: '../../escaped' }],
  'a device': [{ name: 'device', type: 'character-device' }],
  'a pipe': [{ name: 'pipe', type: 'fifo' }],
  'NUL in an extended path': [{ name: 'x', pax: { path: 'a\0b' }, content: 'x' }],
  'a path upwards in an extended header': [{ name: 'x', pax: { path: '../escaped' }, content: 'x' }],
  'one name twice': [
    { name: 'x', content: '1' },
    { name: './x', content: '2' },
  ],
  'a file, then a file below it': [
    { name: 'x', content: '1' },
    { name: 'x/y', content: '2' },
  ],
}

for (const [what, members] of Object.entries(HOSTILE)) {
  test(`refused: ${what}`, async () => {
    await assert.rejects(unpack(await tarOf(members)), ArchiveError)
    assert.deepEqual(readdirSync(root), ['in'])
    assert.deepEqual(readdirSync(join(root, 'in')), ['out'])
    assert.equal(existsSync('/escaped'), false)
  })
}

test('setuid and sticky bits are not taken over', async () => {
  await unpack(await tarOf([{ name: 'tool', mode: 0o6755, content: 'x' }]))
  assert.equal(statSync(join(root, 'in', 'out', 'tool')).mode & 0o7777, 0o755)
})

test('a symbolic link is never left behind', async () => {
  await assert.rejects(
    unpack(
      await tarOf([
        { name: 'fine', content: 'x' },
        { name: 'link', type: 'symlink', linkname: '/etc/passwd' },
      ]),
    ),
    /is a symlink/,
  )
  assert.deepEqual(readdirSync(join(root, 'in', 'out')), ['fine'])
})
