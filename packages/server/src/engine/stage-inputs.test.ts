import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, test } from 'node:test'
import { type ActingAs, ServiceError } from '../operation.ts'
import { pathUnderPrefix, stageChannel } from './stage-inputs.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kenja-stage-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

/** S3 as a role sees it: pages of two keys. */
function s3(objects: Record<string, string>): ActingAs {
  const keys = Object.keys(objects).sort()
  return {
    async call<Output>(_service: string, operation: string, input: Record<string, unknown>) {
      if (operation === 'GetObject') {
        const content = objects[input.Key as string]
        if (content === undefined) throw new ServiceError('NoSuchKey', 'The specified key does not exist.', 404)
        return { Body: Readable.from([Buffer.from(content)]) } as Output
      }
      const found = keys.filter((key) => key.startsWith(input.Prefix as string))
      const start = Number(input.ContinuationToken ?? 0)
      const page = found.slice(start, start + 2).map((Key) => ({ Key }))
      return { Contents: page, IsTruncated: start + 2 < found.length, NextContinuationToken: String(start + 2) } as Output
    },
  }
}

const channel = (S3Uri: string, S3DataType: 'S3Prefix' | 'ManifestFile' = 'S3Prefix') => ({
  ChannelName: 'train',
  DataSource: { S3DataSource: { S3DataType, S3Uri } },
})
const stage = (objects: Record<string, string>, of: ReturnType<typeof channel>, signal = new AbortController().signal) =>
  stageChannel(s3(objects), of, root, signal)
const staged = () =>
  readdirSync(join(root, 'train'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 7))
    .sort()

test('a prefix is the plain beginning of keys', async () => {
  assert.equal(pathUnderPrefix('p/train/train.csv', 'p/train'), 'train.csv')
  assert.equal(pathUnderPrefix('p/train/a/b.csv', 'p/train/'), 'a/b.csv')
  assert.equal(pathUnderPrefix('p/train.csv', 'p/train.csv'), 'train.csv')
  assert.equal(pathUnderPrefix('p/train-2.csv', 'p/train'), 'train-2.csv')
  assert.equal(pathUnderPrefix('train.csv', ''), 'train.csv')
  await stage({ 'p/t/': '', 'p/t/a.csv': '1', 'p/t/deep/b.csv': '2', 'p/t/c.csv': '3', other: '4' }, channel('s3://b/p/t'))
  assert.deepEqual(staged(), ['a.csv', 'c.csv', 'deep/b.csv'])
  assert.equal(readFileSync(join(root, 'train/deep/b.csv'), 'utf8'), '2')
})

test('a manifest names a prefix and what lies under it', async () => {
  await stage(
    { m: JSON.stringify([{ prefix: 's3://b/p/' }, 'a.csv', 'x/b.csv']), 'p/a.csv': '1', 'p/x/b.csv': '2', 'p/no': '3' },
    channel('s3://b/m', 'ManifestFile'),
  )
  assert.deepEqual(staged(), ['a.csv', 'x/b.csv'])
  assert.ok(existsSync(join(root, 'train-manifest')))
  await assert.rejects(stage({ m: '{"prefix": 1}' }, channel('s3://b/m', 'ManifestFile')), {
    message: /^ClientError: Data download failed: The manifest must be a JSON array/,
  })
  await assert.rejects(stage({ m: '[{"prefix":"s3://b/p/"},"gone"]' }, channel('s3://b/m', 'ManifestFile')), {
    message: 'ClientError: Data download failed: NoSuchKey (404): The specified key does not exist.',
  })
})

test('keys that would leave the directory, or cannot all be files, fail the job', async () => {
  await assert.rejects(stage({ 'p/../../evil': 'x' }, channel('s3://b/p')), { message: /^ClientError: Data download failed: The object key/ })
  assert.ok(!existsSync(join(root, '../evil')))
  await assert.rejects(stage({ 'p/a': 'x', 'p/a/b': 'y' }, channel('s3://b/p')), { message: /^ClientError: Data download failed: / })
})

test('a cancelled download says so', async () => {
  const abort = new AbortController()
  abort.abort()
  await assert.rejects(stage({ 'p/a': 'x' }, channel('s3://b/p'), abort.signal), { name: 'AbortError' })
})
