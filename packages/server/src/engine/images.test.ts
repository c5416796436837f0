import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { createImages, type Images } from './images.ts'

let root = ''
let images: Images

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kenja-images-'))
  const directory = join(root, 'images/toy')
  mkdirSync(directory, { recursive: true })
  writeFileSync(
    join(directory, 'image.json'),
    JSON.stringify({
      repositories: { toy: { latest: '1.0', '2': '2.0' } },
      prepare: ['node', 'prepare.mjs'],
      train: ['node', 'train.mjs', '-x'],
      imports: ['shared'],
    }),
  )
  writeFileSync(
    join(directory, 'prepare.mjs'),
    `import { appendFileSync } from 'node:fs'
     appendFileSync(process.env.KENJA_IMAGE_CACHE + '/log', process.env.KENJA_IMAGE_TAG + '\\n')
     if (process.env.KENJA_IMAGE_TAG === '2') { console.error('fetching'); console.error('The registry cannot be reached.'); process.exit(3) }`,
  )
  writeFileSync(join(directory, 'train.mjs'), '')
  images = createImages({ root: join(root, 'images'), projectRoot: root, cacheRoot: join(root, 'cache'), nodePath: process.execPath, hostEnvironment: {} })
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const HOST = '683313688378.dkr.ecr.us-east-1.amazonaws.com'

test('a URI names a folder by its repository and a version by its tag, in any region and partition', () => {
  const { name, version } = images.resolve(`${HOST}/toy:2`, 'train')
  assert.deepEqual([name, version], ['toy', '2.0'])
  assert.equal(images.resolve(`${HOST}/toy`, 'train').tag, 'latest')
  assert.equal(images.resolve('451049120500.dkr.ecr.cn-north-1.amazonaws.com.cn/toy:latest', 'train').version, '1.0')
  const image = images.resolve(`${HOST}/toy:2`, 'train')
  assert.deepEqual(images.commandOf(image, 'train'), [process.execPath, join(root, 'images/toy/train.mjs'), '-x'])
  assert.ok(images.mountsOf(image).some(({ source, target, writable }) => source === join(root, 'shared') && target === source && !writable))
})

test('what Kenja does not run is refused with what it runs', () => {
  for (const [uri, why] of [
    ['docker.io/library/python:3', /not the URI of an ECR image/],
    [`${HOST}/toy@sha256:${'0'.repeat(64)}`, /not by digest/],
    [`${HOST}/pytorch-training:2.1-cpu-py310`, /no repository "pytorch-training"\. It runs toy:/],
    [`${HOST}/toy:3`, /no tag "3"/],
    [`${HOST}/toy:constructor`, /no tag "constructor"/],
  ] as const) {
    assert.throws(() => images.mustRun(uri, 'train'), { code: 'ValidationException', message: why })
  }
  assert.throws(() => images.mustRun(`${HOST}/toy:2`, 'serve'), { message: /no program to serve/ })
})

test('prepare runs once for all who ask, and again after a failure, whose last line is the reason', async () => {
  const latest = images.resolve(`${HOST}/toy:latest`, 'train')
  await Promise.all([images.prepare(latest), images.prepare(latest)])
  await images.prepare(latest)
  const broken = images.resolve(`${HOST}/toy:2`, 'train')
  await assert.rejects(images.prepare(broken), { message: 'The registry cannot be reached.' })
  await assert.rejects(images.prepare(broken), { message: 'The registry cannot be reached.' })
  assert.equal(readFileSync(join(root, 'cache/toy/log'), 'utf8'), 'latest\n2\n2\n')
})
