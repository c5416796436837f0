import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { type Header, pack } from 'tar-stream'
import { ArchiveError, packDirectory, unpackArchive } from './archive.ts'
import { ARCHIVE } from './limits.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kenja-archive-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

async function archiveOf(...members: [Partial<Header> & { name: string }, string?][]): Promise<Readable> {
  const tar = pack()
  for (const [header, content = ''] of members) tar.entry(header, content)
  tar.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of tar) chunks.push(chunk as Buffer)
  return Readable.from([gzipSync(Buffer.concat(chunks))])
}

const refused = async (members: Parameters<typeof archiveOf>, text: RegExp, limits = {}) =>
  assert.rejects(unpackArchive(await archiveOf(...members), join(root, 'out'), undefined, { ...ARCHIVE, ...limits }), (error: Error) => {
    assert.ok(error instanceof ArchiveError, `${error}`)
    assert.match(error.message, text)
    return true
  })

test('what was packed is unpacked; the same files give the same bytes', async () => {
  mkdirSync(join(root, 'model/code'), { recursive: true })
  writeFileSync(join(root, 'model/xgboost-model'), 'binf'.repeat(10_000))
  writeFileSync(join(root, 'model/code/inference.py'), 'pass', { mode: 0o755 })
  writeFileSync(join(root, 'model/empty'), '')
  await packDirectory(join(root, 'model'), join(root, 'a.tar.gz'))
  await packDirectory(join(root, 'model'), join(root, 'b.tar.gz'))
  assert.deepEqual(readFileSync(join(root, 'a.tar.gz')), readFileSync(join(root, 'b.tar.gz')))
  await unpackArchive(Readable.from([readFileSync(join(root, 'a.tar.gz'))]), join(root, 'out'))
  assert.deepEqual(readdirSync(join(root, 'out'), { recursive: true }).sort(), ['code', 'code/inference.py', 'empty', 'xgboost-model'])
  assert.equal(readFileSync(join(root, 'out/xgboost-model'), 'utf8'), 'binf'.repeat(10_000))
  assert.equal(statSync(join(root, 'out/code/inference.py')).mode & 0o100, 0o100)
})

test('links are not packed: a job cannot hand out what lies outside its directory', async () => {
  writeFileSync(join(root, 'secret'), 'secret')
  mkdirSync(join(root, 'model'))
  symlinkSync(join(root, 'secret'), join(root, 'model/link'))
  symlinkSync(root, join(root, 'model/directory'))
  await packDirectory(join(root, 'model'), join(root, 'a.tar.gz'))
  await unpackArchive(Readable.from([readFileSync(join(root, 'a.tar.gz'))]), join(root, 'out'))
  assert.deepEqual(readdirSync(join(root, 'out')), [])
})

test('members that lead outside, are no regular files, or come twice are refused', async () => {
  await refused([[{ name: '../x' }, 'x']], /leads outside/)
  await refused([[{ name: 'a/../../x' }, 'x']], /leads outside/)
  await refused([[{ name: '/etc/x' }, 'x']], /no acceptable path/)
  await refused([[{ name: 'l', type: 'symlink', linkname: '/etc' }], [{ name: 'l/x' }, 'x']], /is a symlink/)
  await refused([[{ name: 'l', type: 'link', linkname: 'x' }]], /is a link/)
  await refused([[{ name: 'f', type: 'fifo' }]], /is a fifo/)
  rmSync(join(root, 'out'), { recursive: true })
  await refused(
    [
      [{ name: 'x' }, '1'],
      [{ name: './x' }, '2'],
    ],
    /there twice/,
  )
})

test('size, ratio, number and depth have limits; damage is named', async () => {
  await refused([[{ name: 'big' }, 'x'.repeat(2000)]], /more than 1000 bytes/, { maxBytes: 1000 })
  rmSync(join(root, 'out'), { recursive: true })
  await refused([[{ name: 'zeros' }, '\0'.repeat(1_000_000)]], /more than 10 times/, { maxRatio: 10, ratioFloorBytes: 1000 })
  rmSync(join(root, 'out'), { recursive: true })
  await refused([[{ name: '1' }], [{ name: '2' }], [{ name: '3' }]], /more than 2 members/, { maxMembers: 2 })
  rmSync(join(root, 'out'), { recursive: true })
  await refused([[{ name: 'a/b/c/d' }, 'x']], /deeper than 3/, { maxDepth: 3 })
  await assert.rejects(unpackArchive(Readable.from([Buffer.from('no gzip')]), join(root, 'out')), ArchiveError)
  const whole = gzipSync(Buffer.alloc(5000, 1))
  await assert.rejects(unpackArchive(Readable.from([whole.subarray(0, 20)]), join(root, 'out')), ArchiveError)
})
