/** Abuse case 3: archives and bodies that are small until they are unpacked. They end at the limits, with the reason, and the server goes on. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { ArchiveError, unpackArchive } from '../../../packages/server/src/engine/archive.ts'
import { ARCHIVE } from '../../../packages/server/src/engine/limits.ts'
import { startServer } from '../../support/server.ts'
import { askSigned, stillAnswers } from './room.ts'

const root = mkdtempSync(join(tmpdir(), 'kenja-case-03-'))
after(() => rmSync(root, { recursive: true, force: true }))

async function zerosIn(name: string, bytes: number): Promise<Buffer> {
  const tar = pack()
  tar.entry({ name }, Buffer.alloc(bytes))
  tar.finalize()
  return gzipSync(await buffer(tar), { level: 9 })
}

test('300 MB of zeros in 300 KB: the ratio ends it, long before its size', async () => {
  const bomb = await zerosIn('zeros', 300 * 1024 * 1024)
  assert.ok(bomb.length < 400 * 1024)
  await assert.rejects(unpackArchive(Readable.from([bomb]), join(root, 'zeros')), (error: Error) => {
    assert.ok(error instanceof ArchiveError)
    assert.match(error.message, /more than 1000 times its size/)
    return true
  })
})

test('bytes, members and depth have limits of their own', async () => {
  const limited = async (bytes: Buffer, limits: Partial<Record<keyof typeof ARCHIVE, number>>, directory: string) =>
    unpackArchive(Readable.from([bytes]), join(root, directory), undefined, { ...ARCHIVE, ...limits })
  await assert.rejects(limited(await zerosIn('big', 1_000_000), { maxBytes: 100_000 }, 'big'), /more than 100000 bytes/)
  assert.ok(statSync(join(root, 'big', 'big')).size <= 100_000)
  const many = pack()
  for (let number = 0; number < 200; number++) many.entry({ name: `f${number}` }, '')
  many.finalize()
  await assert.rejects(limited(gzipSync(await buffer(many)), { maxMembers: 100 }, 'many'), /more than 100 members/)
  assert.ok(readdirSync(join(root, 'many')).length <= 100)
  await assert.rejects(limited(await zerosIn(`${'d/'.repeat(40)}f`, 1), {}, 'deep'), /deeper than 32 directories/)
})

test('a compressed request is refused or bounded, never unpacked without end', async () => {
  const server = await startServer()
  try {
    const body = gzipSync(Buffer.alloc(200 * 1024 * 1024, 32), { level: 9 })
    const headers = { 'x-amz-target': 'GraniteServiceVersion20100801.PutMetricData', 'content-type': 'application/x-amz-json-1.0', 'content-encoding': 'gzip' }
    const before = process.memoryUsage().rss
    const { status } = await askSigned(server, 'monitoring', { path: '/', headers, body })
    assert.ok(status === 400 || status === 413, String(status))
    assert.ok(process.memoryUsage().rss - before < 128 * 1024 * 1024)
    await stillAnswers(server)
  } finally {
    await server.stop()
  }
})
