/**
 * The article by clicking, once per language, with real JupyterLab and XGBoost: sign-in, notebook instance with a new role, JupyterLab, bucket and data,
 * training, model, endpoint configuration, endpoint, predictions for CSV rows, and the clean-up page until nothing billed remains.
 */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { DescribeTrainingJobCommand, ListEndpointsCommand, ListNotebookInstancesCommand } from '@aws-sdk/client-sagemaker'
import type { Page } from 'playwright-core'
import { appMessages } from '../../packages/console/src/app/app.messages.ts'
import { signInMessages } from '../../packages/console/src/app/sign-in.messages.ts'
import { commonMessages } from '../../packages/console/src/i18n/common.messages.ts'
import type { Language } from '../../packages/console/src/i18n/messages.ts'
import { cleanUpMessages } from '../../packages/console/src/pages/clean-up/clean-up.messages.ts'
import { bucketMessages } from '../../packages/console/src/pages/s3/bucket/bucket.messages.ts'
import { uploadMessages } from '../../packages/console/src/pages/s3/upload/upload.messages.ts'
import { endpointMessages } from '../../packages/console/src/pages/sagemaker/endpoint/endpoint.messages.ts'
import { endpointConfigMessages } from '../../packages/console/src/pages/sagemaker/endpoint-config/endpoint-config.messages.ts'
import { fieldMessages } from '../../packages/console/src/pages/sagemaker/fields.messages.ts'
import { modelMessages } from '../../packages/console/src/pages/sagemaker/model/model.messages.ts'
import { notebookInstanceMessages } from '../../packages/console/src/pages/sagemaker/notebook-instance/notebook-instance.messages.ts'
import { roleMessages } from '../../packages/console/src/pages/sagemaker/role/role.messages.ts'
import { trainingJobMessages } from '../../packages/console/src/pages/sagemaker/training-job/training-job.messages.ts'
import { readConfig } from '../../packages/server/src/config.ts'
import { type BankData, bankData } from '../bench/bank-data.ts'
import { prepareEnvironment } from '../support/notebook-visitor.ts'
import { type Console, giveRootPassword, ROOT_PASSWORD, startConsole, withoutBrowser } from './browser.ts'

let opened: Console | undefined
let data: BankData
before(async () => {
  if (withoutBrowser) return
  const { cache, sandbox } = readConfig()
  prepareEnvironment(cache)
  data = bankData()
  opened = await startConsole({ driver: 'real', config: { cache, sandbox, describeWaitMs: 5_000 } })
  await giveRootPassword(opened.server)
})
after(() => opened?.close())

/** The first notebook instance and the first job of a machine fetch what they need. */
const PATIENCE_MS = 240_000
const TEST_ROWS = 100

/** Pictures for the documentation: `KENJA_PICTURES=docs/images` keeps them there. */
async function picture(page: Page, name: string, language: Language, scrolled = 0): Promise<void> {
  const folder = process.env.KENJA_PICTURES
  if (!folder) return
  await page.setViewportSize({ width: 1280, height: 860 })
  await page.waitForLoadState('networkidle')
  await page.evaluate(`scrollTo(0, ${scrolled}); new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))`)
  await page.screenshot({ path: join(folder, `console-${name}-${language}.png`) })
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const fill = (page: Page, label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text)
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()

async function chooseType(page: Page, label: string, type: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(type)
  await page
    .getByRole('option', { name: new RegExp(`^${type}`) })
    .first()
    .click()
}

async function signIn(page: Page, url: string, language: Language): Promise<void> {
  const texts = signInMessages[language]
  await page.goto(url)
  await page.getByRole('radio', { name: texts.root }).check()
  await fill(page, texts.password, ROOT_PASSWORD)
  await press(page, texts.signIn)
  await heading(page, appMessages[language].homeTitle)
}

async function openNotebook(page: Page, language: Language, name: string): Promise<void> {
  const texts = notebookInstanceMessages[language]
  const fields = fieldMessages[language]
  await page.getByRole('link', { name: texts.title }).first().click()
  await press(page, texts.create)
  await fill(page, texts.name, name)
  await chooseType(page, texts.instanceType, 'ml.t2.medium')
  await page
    .getByText(/0\.0464 USD/)
    .first()
    .waitFor()
  await page.getByRole('button', { name: fields.iamRole }).click()
  await page.getByRole('option', { name: fields.newRole }).click()
  await press(page, roleMessages[language].create)
  await page.getByText(roleMessages[language].created).waitFor()
  await picture(page, 'notebook', language)
  await press(page, texts.create)
  await page.getByText(texts.createdFlash).waitFor()
  const [lab] = await Promise.all([
    page.context().waitForEvent('page', { timeout: PATIENCE_MS }),
    page.getByRole('button', { name: texts.openJupyterLab }).first().click({ timeout: PATIENCE_MS }),
  ])
  await lab.getByText('conda_python3').first().waitFor({ timeout: PATIENCE_MS })
  assert.match(new URL(lab.url()).host, new RegExp(`^${name}\\.notebook\\.us-east-1\\.localhost:`))
  await lab.close()
}

async function makeBucket(page: Page, url: string, language: Language, bucket: string): Promise<void> {
  const texts = bucketMessages[language]
  const upload = uploadMessages[language]
  await page.goto(`${url}/s3/buckets/create`)
  await fill(page, texts.name, bucket)
  await press(page, texts.create)
  await heading(page, bucket)
  await press(page, texts.upload)
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([
      { name: 'train.csv', mimeType: 'text/csv', buffer: Buffer.from(data.train) },
      { name: 'large.bin', mimeType: 'application/octet-stream', buffer: Buffer.alloc(20 * 1024 * 1024, 7) },
    ])
  await page.getByText(upload.done).nth(1).waitFor()
  await press(page, upload.open)
  await page.getByRole('link', { name: 'large.bin' }).waitFor()
}

async function train(page: Page, url: string, language: Language, bucket: string, job: string): Promise<void> {
  const texts = trainingJobMessages[language]
  await page.goto(`${url}/sagemaker/training-jobs/create`)
  await fill(page, texts.name, job)
  await page.getByRole('button', { name: fieldMessages[language].iamRole }).click()
  await page
    .getByRole('option', { name: /AmazonSageMaker-ExecutionRole-/ })
    .first()
    .click()
  await chooseType(page, fieldMessages[language].instanceType, 'ml.m4.xlarge')
  await fill(page, texts.s3Location, `s3://${bucket}/train.csv`)
  await fill(page, texts.outputPath, `s3://${bucket}/output`)
  await press(page, texts.create)
  await heading(page, job)
  await page.getByText('Completed', { exact: true }).first().waitFor({ timeout: PATIENCE_MS })
  // The log arrives live, and the learning curve is drawn from it.
  await page.getByText('train-error').first().waitFor()
  await page.getByText(texts.rounds).waitFor()
  await picture(page, 'training', language, 560)
}

async function deploy(page: Page, language: Language, name: string): Promise<void> {
  const model = modelMessages[language]
  const config = endpointConfigMessages[language]
  const endpoint = endpointMessages[language]
  await press(page, trainingJobMessages[language].createModel)
  await fill(page, model.name, name)
  await press(page, model.create)
  await heading(page, name)
  await press(page, model.createEndpointConfig)
  await heading(page, config.create)
  await press(page, config.create)
  await heading(page, name)
  await press(page, config.createEndpoint)
  await heading(page, endpoint.createTitle)
  await press(page, endpoint.create)
  await heading(page, name)
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'test.csv', mimeType: 'text/csv', buffer: Buffer.from(data.test.slice(0, TEST_ROWS).join('\n')) })
  await page.getByRole('button', { name: endpoint.send, exact: true, disabled: false }).click({ timeout: PATIENCE_MS })
  await page
    .getByText(new RegExp(`(^| )${TEST_ROWS} `))
    .first()
    .waitFor()
}

/** Everything chosen, deleted in the right order; a reload on the way loses nothing. */
async function cleanUp(page: Page, url: string, language: Language): Promise<void> {
  const texts = cleanUpMessages[language]
  const common = commonMessages[language]
  await page.goto(`${url}/clean-up`)
  await page.getByRole('heading', { level: 2, name: texts.nowBilled }).waitFor()
  await picture(page, 'clean-up', language)
  for (const title of [texts.billed, texts.notBilled]) await page.getByRole('checkbox', { name: common.select(title), exact: true }).check()
  await press(page, texts.deleteSelected)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill(texts.permanently)
  await dialog.getByRole('button', { name: texts.deleteSelected, exact: true }).click()
  await page.getByRole('heading', { level: 2, name: texts.progress }).waitFor()
  await page.reload()
  await page.getByRole('heading', { level: 2, name: texts.finished }).waitFor({ timeout: PATIENCE_MS })
  await page.getByText(texts.nothingLeft, { exact: true }).waitFor()
}

for (const language of ['en', 'ja'] as const) {
  test(`the whole article by clicking, from sign-in until nothing billed remains (${language})`, { skip: withoutBrowser, timeout: 900_000 }, async (t) => {
    const { server, url, open } = opened as Console
    const { page, complaints } = await open(language, { signedIn: false })
    const startedAt = performance.now()
    const name = `by-clicking-${language}`
    const bucket = `by-clicking-${language}`
    await signIn(page, url, language)
    await openNotebook(page, language, name)
    await makeBucket(page, url, language, bucket)
    await train(page, url, language, bucket, name)
    const { HyperParameters } = await server.clients.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }))
    assert.deepEqual(HyperParameters, {
      objective: 'binary:logistic',
      num_round: '100',
      max_depth: '5',
      eta: '0.2',
      gamma: '4',
      min_child_weight: '6',
      subsample: '0.8',
    })
    await deploy(page, language, name)
    await cleanUp(page, url, language)
    const { NotebookInstances } = await server.clients.sagemaker.send(new ListNotebookInstancesCommand({}))
    const { Endpoints } = await server.clients.sagemaker.send(new ListEndpointsCommand({}))
    assert.deepEqual([NotebookInstances, Endpoints], [[], []])
    // A job's page looks for its log group before the first line has made it: the browser notes the answer 400.
    const unexpected = complaints.filter((text) => !/Failed to load resource: .* 400/.test(text))
    assert.deepEqual(unexpected, [], 'neither errors nor violations of the security policy')
    t.diagnostic(`the whole flow by clicking: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
    await page.context().close()
  })
}
