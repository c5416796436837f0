/** Every page in both languages: it opens, says nothing to the browser's console, keeps people with a keyboard or screen reader in, and is quick. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { firstBytes } from '../../packages/console/build/build.ts'
import { type BundleManifest, bundleDirectory, MANIFEST } from '../../packages/console/build/bundle-directory.ts'
import { appMessages } from '../../packages/console/src/app/app.messages.ts'
import { bucketMessages } from '../../packages/console/src/pages/s3/bucket/bucket.messages.ts'
import { readConfig } from '../../packages/server/src/config.ts'
import { BUCKET, jobEnded, prepareAccount, TOY_IMAGES, trainingJob } from '../support/sagemaker.ts'
import { type Console, startConsole, withoutBrowser } from './browser.ts'

const PAGES = [
  '/',
  '/sagemaker/notebook-instances',
  '/sagemaker/notebook-instances/create',
  '/sagemaker/training-jobs',
  '/sagemaker/training-jobs/create',
  '/sagemaker/training-jobs/detail/seen',
  '/sagemaker/models',
  '/sagemaker/models/create',
  '/sagemaker/endpoint-configs',
  '/sagemaker/endpoint-configs/create',
  '/sagemaker/endpoints',
  '/sagemaker/endpoints/create',
  '/s3/buckets',
  '/s3/buckets/create',
  `/s3/folders/${BUCKET}/`,
  `/s3/objects/${BUCKET}/data/train/a.csv`,
  `/s3/upload/${BUCKET}/data/`,
  '/iam/users',
  '/iam/roles',
  '/iam/roles/create',
  '/iam/roles/detail/sagemaker',
  '/iam/policies',
  '/cloudwatch/log-groups',
  `/cloudwatch/log-groups/detail/${encodeURIComponent('/aws/sagemaker/TrainingJobs')}`,
  '/cloudwatch/metrics',
]
const KIB = 1024
const MOST_FIRST_BYTES = 400 * KIB

let opened: Console | undefined
before(async () => {
  if (withoutBrowser) return
  opened = await startConsole({ driver: 'real', imagesRoot: TOY_IMAGES })
  const { clients } = opened.server
  await prepareAccount(clients)
  await clients.sagemaker.send(trainingJob('seen'))
  await jobEnded(clients.sagemaker, 'seen')
})
after(() => opened?.close())

/** Until no request is under way and nothing is spinning. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
}

/** What axe finds to be serious, a line each. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = (await page.evaluate(`axe.run(document, { resultTypes: ['violations'] })`)) as axe.AxeResults
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
}

for (const language of ['en', 'ja'] as const) {
  test(`every page opens and lets everyone in (${language})`, { skip: withoutBrowser, timeout: 300_000 }, async () => {
    const { url, open } = opened as Console
    const { page, complaints } = await open(language)
    const found: string[] = []
    for (const path of PAGES) {
      await page.goto(url + path)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await settled(page)
      assert.equal(await page.locator('html').getAttribute('lang'), language)
      for (const barrier of await barriers(page)) found.push(`${path} ${barrier}`)
    }
    assert.deepEqual(found, [])
    assert.deepEqual(complaints, [], 'neither errors nor violations of the security policy')
    await page.context().close()
  })
}

test('before the first route less than 400 KiB, and the first page within moments', { skip: withoutBrowser }, async (t) => {
  const { url, browser } = opened as Console
  const directory = bundleDirectory(readConfig().cache)
  const manifest = JSON.parse(readFileSync(join(directory, MANIFEST), 'utf8')) as BundleManifest
  const brotli = firstBytes(manifest)
  assert.ok(brotli < MOST_FIRST_BYTES, `${Math.round(brotli / KIB)} KiB`)
  const milliseconds: number[] = []
  for (let run = 0; run < 3; run++) {
    const context = await browser.newContext()
    const page = await context.newPage()
    const startedAt = performance.now()
    await page.goto(url)
    await page.getByRole('heading', { level: 1 }).waitFor()
    milliseconds.push(Math.round(performance.now() - startedAt))
    await context.close()
  }
  const gzip = manifest.files
    .filter(({ path }) => manifest.first.includes(path))
    .reduce((sum, { path }) => sum + gzipSync(readFileSync(join(directory, path))).length, 0)
  t.diagnostic(
    `before the first route: ${Math.round(brotli / KIB)} KiB brotli, ${Math.round(gzip / KIB)} KiB gzip; sign-in page usable on a cold cache: ${milliseconds.join(', ')} ms`,
  )
})

test('a page at rest asks for nothing; a form survives a reload', { skip: withoutBrowser }, async () => {
  const { url, open } = opened as Console
  const { page } = await open('en')
  await page.goto(`${url}/s3/buckets/create`)
  const name = page.getByLabel(bucketMessages.en.name, { exact: true })
  await name.fill('half-typed')
  await page.reload()
  assert.equal(await name.inputValue(), 'half-typed')
  await page.goto(`${url}/sagemaker/models`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await settled(page)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.waitForTimeout(5_000)
  assert.ok(asked.length <= 1, asked.join('\n'))
  await page.context().close()
})

test('languages change in place, and a link in another tab of the browser is signed in', { skip: withoutBrowser }, async () => {
  const { url, open } = opened as Console
  const { page } = await open('en')
  await page.getByRole('button', { name: new RegExp(appMessages.en.language) }).click()
  await page.getByRole('menuitem', { name: '日本語' }).click()
  await page.getByRole('heading', { level: 1, name: appMessages.ja.homeTitle }).waitFor()
  const other = await page.context().newPage()
  await other.goto(`${url}/s3/buckets`)
  await other.getByRole('heading', { level: 1, name: bucketMessages.ja.title }).waitFor()
  await page.context().close()
})
