/** A disk without room for another byte: database, objects and the server's own log alike. It is a small one of memory, in a namespace that only the test sees. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { run } from '../support/kenja-command.ts'

const namespace = ['--user', '--map-root-user', '--mount']

test('a full disk: a clear error for each write, the server alive, nothing half written; with room again it goes on', { timeout: 180_000 }, async (t) => {
  if ((await run('unshare', [...namespace, 'true'], process.env)).code !== 0) return t.skip('no namespaces on this machine, so no small disk: NOT tried')
  const disk = mkdtempSync(join(tmpdir(), 'kenja-disk-'))
  t.after(() => rmSync(disk, { recursive: true, force: true }))
  const inside = `mount -t tmpfs -o size=24m none "$1" && exec "$2" "$3" "$1"`
  const program = join(import.meta.dirname, 'fill-disk.ts')
  const { code, stdout, stderr } = await run('unshare', [...namespace, 'sh', '-c', inside, 'sh', disk, process.execPath, program], process.env)
  assert.deepEqual([code, stdout], [0, 'all of it held\n'], stderr)
})
