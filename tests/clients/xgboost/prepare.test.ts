/** Prepare: quick when all is there, honest when the archive is not the published one or nothing can be fetched. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { imageProgram, prepareImage } from './image-programs.ts'
import { imageCache } from './python-xgboost.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'kenja-prepare-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function prepare(version: string, more: Readonly<Record<string, string>>) {
  const { command, args, env } = imageProgram('prepare', version, '')
  return spawnSync(command, args, { encoding: 'utf8', env: { ...env, ...more } })
}

test('a prepared image needs no network, no Python and no word', (t) => {
  const missing = prepareImage('3.2-0')
  if (missing) return t.skip(missing)
  assert.ok(existsSync(path.join(imageCache, 'compiled', 'stamp')), 'the compile cache is filled')
  const again = prepare('3.2-0', { PATH: '/nowhere', HOME: '/nowhere' })
  assert.deepEqual([again.status, again.stderr], [0, ''])
})

test('a library that changed since it was checked is fetched anew', (t) => {
  const missing = prepareImage('3.2-0')
  if (missing) return t.skip(missing)
  const cache = path.join(folder, 'changed')
  mkdirSync(cache)
  spawnSync('cp', ['-a', path.join(imageCache, 'engine-3.2'), cache])
  assert.equal(prepare('3.2-0', { KENJA_IMAGE_CACHE: cache, PATH: '/nowhere' }).status, 0, 'a true copy is accepted')
  const library = path.join(cache, 'engine-3.2', 'xgboost', 'lib', 'libxgboost.so')
  spawnSync('chmod', ['u+w', library])
  appendFileSync(library, 'x')
  const refused = prepare('3.2-0', { KENJA_IMAGE_CACHE: cache, PATH: '/nowhere' })
  assert.equal(refused.status, 1)
  assert.match(refused.stderr, /there is neither uv nor Python on PATH/)
})

test('nothing can be fetched, or what was brought is another file: a sentence, and nothing is left behind', () => {
  const cache = path.join(folder, 'empty')
  const archives = path.join(folder, 'archives')
  mkdirSync(archives)
  writeFileSync(path.join(archives, 'xgboost-0.72.1-py2.py3-none-manylinux1_x86_64.whl'), 'not the wheel')
  const { status, stderr } = prepare('0.72', { KENJA_IMAGE_CACHE: cache, KENJA_ENGINE_ARCHIVES: archives, PATH: '/nowhere' })
  assert.equal(status, 1)
  const last = stderr.trim().split('\n').at(-1) as string
  if (process.platform !== 'linux' || process.arch !== 'x64') assert.match(last, /^There is no library of XGBoost 0\.72 for /)
  else {
    assert.match(
      last,
      /^XGBoost 0\.72 could not be set up: .* is not the published xgboost-0\.72\.1.*its sha256 differs\..* name it in KENJA_ENGINE_ARCHIVES\.$/,
    )
    assert.deepEqual(
      readdirSync(cache).filter((name) => name !== 'compiled'),
      [],
    )
  }
})
