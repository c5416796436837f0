/** Every page in both languages: it opens, says nothing to the browser's console, keeps people with a keyboard or screen reader in, and is quick. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { CreateLoginProfileCommand } from '@aws-sdk/client-iam'
import { CreateCodeRepositoryCommand, CreateNotebookInstanceLifecycleConfigCommand, CreateTransformJobCommand } from '@aws-sdk/client-sagemaker'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { firstBytes } from '../../packages/console/build/build.ts'
import { type BundleManifest, bundleDirectory, MANIFEST } from '../../packages/console/build/bundle-directory.ts'
import { appMessages } from '../../packages/console/src/app/app.messages.ts'
import { commonMessages } from '../../packages/console/src/i18n/common.messages.ts'
import { bucketMessages } from '../../packages/console/src/pages/s3/bucket/bucket.messages.ts'
import { tutorialMessages } from '../../packages/console/src/tutorial/tutorial.messages.ts'
import { readConfig } from '../../packages/server/src/config.ts'
import { makeUser } from '../support/identities.ts'
import { allow } from '../support/policies.ts'
import { BUCKET, deploy, invoke, jobEnded, prepareAccount, TOY_IMAGES, trainingJob } from '../support/sagemaker.ts'
import { type Console, startConsole, withoutBrowser } from './browser.ts'

const PAGES = [
  '/',
  '/clean-up',
  '/sagemaker/notebook-instances',
  '/sagemaker/notebook-instances/create',
  '/sagemaker/lifecycle-configs',
  '/sagemaker/lifecycle-configs/create',
  '/sagemaker/lifecycle-configs/detail/at-start',
  '/sagemaker/lifecycle-configs/edit/at-start',
  '/sagemaker/git-repositories',
  '/sagemaker/git-repositories/create',
  '/sagemaker/git-repositories/detail/samples',
  '/sagemaker/training-jobs',
  '/sagemaker/training-jobs/create',
  '/sagemaker/training-jobs/detail/seen',
  '/sagemaker/transform-jobs',
  '/sagemaker/transform-jobs/create',
  '/sagemaker/transform-jobs/detail/batch',
  '/sagemaker/models',
  '/sagemaker/models/create',
  '/sagemaker/models/detail/bank',
  '/sagemaker/endpoint-configs',
  '/sagemaker/endpoint-configs/create',
  '/sagemaker/endpoint-configs/detail/bank',
  '/sagemaker/endpoints',
  '/sagemaker/endpoints/create',
  '/sagemaker/endpoints/detail/bank',
  '/s3/buckets',
  '/s3/buckets/create',
  `/s3/folders/${BUCKET}/`,
  `/s3/objects/${BUCKET}/data/train/a.csv`,
  `/s3/upload/${BUCKET}/data/`,
  '/iam/users',
  '/iam/users/create',
  '/iam/users/detail/alice',
  '/iam/roles',
  '/iam/roles/create',
  '/iam/roles/detail/sagemaker',
  '/iam/policies',
  '/iam/policies/create',
  `/iam/policies/detail/${encodeURIComponent('arn:aws:iam::aws:policy/AmazonSageMakerFullAccess')}`,
  '/cloudwatch/log-groups',
  `/cloudwatch/log-groups/detail/${encodeURIComponent('/aws/sagemaker/TrainingJobs')}`,
  '/cloudwatch/metrics',
  '/cloudtrail/event-history',
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
  await deploy(clients, 'bank', 'model')
  await invoke(clients, 'bank', '1,2')
  await clients.sagemaker.send(
    new CreateTransformJobCommand({
      TransformJobName: 'batch',
      ModelName: 'bank',
      TransformInput: { DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${BUCKET}/data/train/a.csv` } }, ContentType: 'text/csv' },
      TransformOutput: { S3OutputPath: `s3://${BUCKET}/batch` },
      TransformResources: { InstanceType: 'ml.m4.xlarge', InstanceCount: 1 },
    }),
  )
  await makeUser(clients.iam, 'alice', allow('s3:*'))
  await clients.iam.send(new CreateLoginProfileCommand({ UserName: 'alice', Password: 'Correct-Horse-1' }))
  const Content = Buffer.from('#!/bin/bash\necho started\n').toString('base64')
  await clients.sagemaker.send(
    new CreateNotebookInstanceLifecycleConfigCommand({ NotebookInstanceLifecycleConfigName: 'at-start', OnStart: [{ Content }], OnCreate: [] }),
  )
  await clients.sagemaker.send(
    new CreateCodeRepositoryCommand({ CodeRepositoryName: 'samples', GitConfig: { RepositoryUrl: 'https://github.com/aws/amazon-sagemaker-examples.git' } }),
  )
})
after(() => opened?.close())

/** Until no request is under way and nothing is spinning. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
}

/** What axe finds to be serious, a line each. */
async function barriers(page: Page): Promise<string[]> {
  // What fades in is judged when it is there; what turns for ever is not waited for.
  await page.evaluate(
    `Promise.allSettled(document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity).map((one) => one.finished))`,
  )
  await page.evaluate(axe.source)
  const found = (await page.evaluate(`axe.run(document, { resultTypes: ['violations'] })`)) as axe.AxeResults
  return found.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
}

/** Between them, both languages, both modes, both densities, a wide and a narrow screen. */
const LOOKS = [
  { language: 'en', dark: true, compact: true, width: 420 },
  { language: 'ja', dark: false, compact: false, width: 1400 },
  { language: 'ja', dark: true, compact: true, width: 420 },
] as const

for (const { language, dark, compact, width } of LOOKS) {
  const look = [language, dark ? 'dark' : 'light', compact ? 'compact' : 'comfortable', `${width} px`].join(', ')
  test(`every page opens and lets everyone in (${look})`, { skip: withoutBrowser, timeout: 300_000 }, async () => {
    const { url, open } = opened as Console
    const { page, complaints } = await open(language)
    await page.evaluate(`localStorage.setItem('kenja.preferences', JSON.stringify(${JSON.stringify({ language, dark, compact })}))`)
    await page.setViewportSize({ width, height: 1000 })
    const found: string[] = []
    for (const path of PAGES) {
      await page.goto(url + path)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      await settled(page)
      assert.equal(await page.locator('html').getAttribute('lang'), language)
      for (const barrier of await barriers(page)) found.push(`${path} ${barrier}`)
      const beyond = (await page.evaluate('document.documentElement.scrollWidth - innerWidth')) as number
      if (beyond > 1) found.push(`${path} is ${beyond} px wider than the screen`)
    }
    assert.deepEqual(found, [])
    assert.deepEqual(complaints, [], 'neither errors nor violations of the security policy')
    await page.context().close()
  })
}

for (const language of ['en', 'ja'] as const) {
  test(`sign-in, tutorial, API calls and code let everyone in as well (${language})`, { skip: withoutBrowser, timeout: 120_000 }, async () => {
    const { url, open } = opened as Console
    const app = appMessages[language]
    const { page: outside } = await open(language, { signedIn: false })
    await outside.goto(url)
    await outside.getByRole('heading', { level: 1 }).waitFor()
    assert.deepEqual(await barriers(outside), [], 'sign-in')
    await outside.context().close()
    const { page } = await open(language)
    await page.goto(`${url}/sagemaker/models/create`)
    await page.getByRole('button', { name: app.openTools, exact: true }).click()
    await page.getByText(tutorialMessages[language].introduction).waitFor()
    await settled(page)
    assert.deepEqual(await barriers(page), [], 'tutorial')
    await page.getByRole('button', { name: app.closeTools, exact: true }).click()
    await page.getByRole('button', { name: app.openCalls, exact: true }).click()
    await page.getByText(app.callsIntroduction).waitFor()
    await page
      .getByRole('button', { name: /SageMaker: ListTrainingJobs/ })
      .first()
      .click()
    await page.getByText(app.callOutput, { exact: true }).first().waitFor()
    assert.deepEqual(await barriers(page), [], 'API calls')
    await page.getByRole('button', { name: commonMessages[language].showAsCode, exact: true }).first().click()
    await page.getByRole('dialog').locator('pre').first().waitFor()
    assert.deepEqual(await barriers(page), [], 'code')
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

test('a form survives a reload and a step back', { skip: withoutBrowser }, async () => {
  const { url, open } = opened as Console
  const { page } = await open('en')
  await page.goto(`${url}/s3/buckets/create`)
  const name = page.getByLabel(bucketMessages.en.name, { exact: true })
  await name.fill('half-typed')
  await page.reload()
  assert.equal(await name.inputValue(), 'half-typed')
  await page
    .getByRole('link', { name: bucketMessages.en.title.split(' ').at(-1) ?? '' })
    .first()
    .click()
  await page.goBack()
  assert.equal(await name.inputValue(), 'half-typed')
  await page.context().close()
})

const REST_MS = 15_000
const AT_REST = [
  '/',
  '/clean-up',
  '/sagemaker/models',
  '/sagemaker/training-jobs/detail/seen',
  '/sagemaker/endpoints/detail/bank',
  `/cloudwatch/log-groups/detail/${encodeURIComponent('/aws/sagemaker/TrainingJobs')}`,
]

test('a page at rest makes at most one call in 5 s, and a hidden one none', { skip: withoutBrowser, timeout: 120_000 }, async () => {
  const { url, open } = opened as Console
  const { page: first } = await open('en')
  const pages = await Promise.all(
    AT_REST.map(async (path) => {
      const page = await first.context().newPage()
      await page.goto(url + path)
      await page.getByRole('heading', { level: 1 }).first().waitFor()
      return { path, page }
    }),
  )
  for (const { page } of pages) await settled(page)
  const asked = new Map(pages.map(({ path }) => [path, 0]))
  for (const { path, page } of pages) page.on('request', () => asked.set(path, (asked.get(path) ?? 0) + 1))
  await first.waitForTimeout(REST_MS)
  const most = REST_MS / 5_000 + 1
  assert.deepEqual(
    [...asked].filter(([, count]) => count > most),
    [],
  )
  for (const { page } of pages)
    await page.evaluate(`Object.defineProperty(document, 'hidden', { get: () => true }); document.dispatchEvent(new Event('visibilitychange'))`)
  // What was under way may end.
  await first.waitForTimeout(1_000)
  for (const path of asked.keys()) asked.set(path, 0)
  await first.waitForTimeout(REST_MS)
  assert.deepEqual(
    [...asked].filter(([, count]) => count > 0),
    [],
  )
  await first.context().close()
})

const LISTED = 10_000

/** Answers of ListTrainingJobs as the API gives them, a hundred a page. */
async function listJobs(page: Page, count: number): Promise<void> {
  await page.route('**/*', async (route) => {
    const request = route.request()
    if (request.headers()['x-amz-target'] !== 'SageMaker.ListTrainingJobs') return route.fallback()
    const { NextToken = '0' } = JSON.parse(request.postData() ?? '{}') as { NextToken?: string }
    const from = Number(NextToken)
    const TrainingJobSummaries = Array.from({ length: Math.min(100, count - from) }, (_, at) => ({
      TrainingJobName: `job-${String(from + at).padStart(5, '0')}`,
      TrainingJobArn: `arn:aws:sagemaker:us-east-1:123456789012:training-job/job-${from + at}`,
      CreationTime: 1_700_000_000 + from + at,
      TrainingJobStatus: 'Completed',
    }))
    const next = from + 100 < count ? { NextToken: String(from + 100) } : {}
    return route.fulfill({ contentType: 'application/x-amz-json-1.1', body: JSON.stringify({ TrainingJobSummaries, ...next }) })
  })
}

/** Milliseconds from a key to the filtered rows, at best of three. */
async function filterTime(page: Page, url: string, count: number): Promise<number> {
  await listJobs(page, count)
  await page.goto(`${url}/sagemaker/training-jobs`)
  await page.getByText(`(${count})`).waitFor()
  const filter = page.getByRole('searchbox')
  const times: number[] = []
  for (const digit of ['1', '2', '3']) {
    const startedAt = performance.now()
    await filter.fill(`000${digit}`)
    await page.getByRole('link', { name: `job-0000${digit}` }).waitFor()
    times.push(performance.now() - startedAt)
    await filter.fill('')
  }
  await page.unrouteAll({ behavior: 'wait' })
  return Math.min(...times)
}

test('a list of 10,000 is filtered about as quickly as one of 100', { skip: withoutBrowser, timeout: 120_000 }, async (t) => {
  const { url, open } = opened as Console
  const { page } = await open('en')
  const few = await filterTime(page, url, 100)
  const many = await filterTime(page, url, LISTED)
  t.diagnostic(`filtering 100 rows: ${few.toFixed(0)} ms, ${LISTED} rows: ${many.toFixed(0)} ms`)
  assert.ok(many < few * 10, `${many} ms against ${few} ms`)
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
