/**
 * "Show as code": what the forms and dialogs show, copied out of the page and run by the tool that it is meant for, against the same server.
 * Each tool makes the hands-on's whole chain under names of its own, asks the endpoint, and takes it away again.
 */
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { GetLoginProfileCommand, GetPolicyCommand, GetRoleCommand } from '@aws-sdk/client-iam'
import { GetPublicAccessBlockCommand } from '@aws-sdk/client-s3'
import {
  DescribeCodeRepositoryCommand,
  DescribeEndpointCommand,
  DescribeEndpointConfigCommand,
  DescribeModelCommand,
  DescribeNotebookInstanceCommand,
  DescribeNotebookInstanceLifecycleConfigCommand,
} from '@aws-sdk/client-sagemaker'
import type { Page } from 'playwright-core'
import { commonMessages } from '../../packages/console/src/i18n/common.messages.ts'
import { endpointMessages } from '../../packages/console/src/pages/sagemaker/endpoint/endpoint.messages.ts'
import { newChannel } from '../../packages/console/src/pages/sagemaker/training-job/training-job-values.ts'
import { output } from '../support/kenja-command.ts'
import { pythonEnvironment } from '../support/python-environment.ts'
import { BUCKET, endpointSettled, jobEnded, prepareAccount, putModelArtifact, ROLE, TOY, TOY_IMAGES } from '../support/sagemaker.ts'
import { ACCOUNT, REGION } from '../support/server.ts'
import { type Console, startConsole, withoutBrowser } from './browser.ts'

const common = commonMessages.en
const root = resolve(import.meta.dirname, '../..')
const clients = join(root, 'tests/clients')

let opened: Console | undefined
let folder = ''
let artifact = ''
before(async () => {
  if (withoutBrowser) return
  folder = mkdtempSync(join(tmpdir(), 'kenja-code-'))
  opened = await startConsole({ driver: 'real', imagesRoot: TOY_IMAGES, config: { sandbox: 'none' } })
  await prepareAccount(opened.server.clients)
  artifact = await putModelArtifact(opened.server.clients.s3, 'code', 'model')
})
after(async () => {
  await opened?.close()
  if (folder) rmSync(folder, { recursive: true, force: true })
})

/** Runs texts one after the other, from files of their own; what they print. The server is in this process: nothing here may block it. */
type Run = (texts: readonly string[], env: NodeJS.ProcessEnv, name: string) => Promise<string>

function files(texts: readonly string[], name: string, extension: string): string[] {
  const directory = join(folder, name)
  mkdirSync(directory, { recursive: true })
  // Where a module's own packages are looked for.
  if (!existsSync(join(directory, 'node_modules'))) symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'))
  return texts.map((text, at) => {
    const file = join(directory, `${at}.${extension}`)
    writeFileSync(file, text)
    return file
  })
}

const each =
  (command: string, extension: string): Run =>
  async (texts, env, name) => {
    let said = ''
    for (const file of files(texts, name, extension)) said += await output(command, [file], env)
    return said
  }

/** One shell for all, in which `aws` is the CLI of the package index. */
const shell =
  (interpreter: string): Run =>
  async (texts, env, name) => {
    const [file = ''] = files([`aws() { ${JSON.stringify(interpreter)} -m awscli "$@"; }\n${texts.join('\n')}\n`], name, 'sh')
    // Through a pipe, as a terminal or another program would read it: what Node gives is a socket, which /dev/stdout cannot open.
    return output('bash', ['-o', 'pipefail', '-c', 'bash -e "$0" | cat', file], env)
  }

interface Tool {
  readonly id: 'cli' | 'boto3' | 'sdk' | 'javascript'
  readonly tab: string
  /** A sentence when it cannot be had here. */
  readonly run: Run | { readonly missing: string }
}

function tools(): Tool[] {
  const boto3 = pythonEnvironment(join(clients, 'python'), 'boto3-newest')
  const cli = pythonEnvironment(join(clients, 'cli'), 'awscli')
  const sdk = pythonEnvironment(join(clients, 'python'), 'sagemaker-2.257')
  return [
    { id: 'cli', tab: 'AWS CLI', run: 'missing' in cli ? cli : shell(cli.python) },
    { id: 'boto3', tab: 'boto3', run: 'missing' in boto3 ? boto3 : each(boto3.python, 'py') },
    { id: 'sdk', tab: 'SageMaker SDK v2', run: 'missing' in sdk ? sdk : each(sdk.python, 'py') },
    { id: 'javascript', tab: 'JavaScript', run: each(process.execPath, 'mjs') },
  ]
}

/** The texts of a tool, in the dialog that is open; the dialog is closed again. Undefined: this tool has nothing for it. */
async function shown(page: Page, tab: string): Promise<string[] | undefined> {
  const dialog = page.getByRole('dialog').last()
  await dialog.locator('pre').first().waitFor()
  const label = dialog.getByRole('tab', { name: tab, exact: true })
  const there = (await label.count()) > 0
  if (there) await label.click()
  const texts = there ? await dialog.getByRole('tabpanel').locator('pre:visible').allTextContents() : undefined
  await dialog.getByRole('button', { name: common.close, exact: true }).click()
  return texts
}

/** What a form shows that begins with these values, as a reload would bring them back. */
async function formCode(page: Page, url: string, tab: string, { path, draft, values }: Form): Promise<string[] | undefined> {
  await page.evaluate(`sessionStorage.setItem(${JSON.stringify(`kenja.draft.${draft}`)}, ${JSON.stringify(JSON.stringify(values))})`)
  await page.goto(url + path)
  await page.getByRole('button', { name: common.showAsCode, exact: true }).first().click()
  return shown(page, tab)
}

interface Form {
  readonly path: string
  /** The key under which the form keeps what was typed. */
  readonly draft: string
  readonly values: object
}

const forms = (name: string): Form[] => [
  { path: '/s3/buckets/create', draft: 'bucket', values: { name: `${name}-bucket` } },
  { path: '/iam/roles/create', draft: 'role', values: { name } },
  { path: '/iam/users/create', draft: 'iam user', values: { name, mustChange: false } },
  { path: '/iam/policies/create', draft: 'policy ', values: { name } },
  { path: '/sagemaker/lifecycle-configs/create', draft: 'lifecycle-config', values: { name, onStart: "echo 'it is a start'\n" } },
  { path: '/sagemaker/git-repositories/create', draft: 'code-repository', values: { name, url: 'https://github.com/aws/amazon-sagemaker-examples.git' } },
  { path: '/sagemaker/notebook-instances/create', draft: 'notebook-instance', values: { name, role: ROLE, lifecycle: name } },
  {
    path: '/sagemaker/training-jobs/create',
    draft: 'training-job',
    values: { name, role: ROLE, channels: [{ ...newChannel('train'), uri: `s3://${BUCKET}/data/train` }], output: `s3://${BUCKET}/output` },
  },
  { path: '/sagemaker/models/create', draft: 'model', values: { name, role: ROLE, image: TOY, artifact } },
  {
    path: '/sagemaker/endpoint-configs/create',
    draft: 'endpoint-config ',
    values: { name, variants: [{ model: name, name: 'AllTraffic', instanceType: 'ml.m4.xlarge', count: '1', weight: '1' }] },
  },
  { path: '/sagemaker/endpoints/create', draft: 'endpoint  ', values: { name, config: name } },
]

async function invokeCode(page: Page, url: string, tab: string, name: string): Promise<string[]> {
  await page.goto(`${url}/sagemaker/endpoints/detail/${name}`)
  await page.getByLabel(endpointMessages.en.rows, { exact: true }).fill('1,2')
  await page.getByRole('button', { name: common.showAsCode, exact: true }).first().click()
  return (await shown(page, tab)) ?? []
}

async function deleteCode(page: Page, url: string, tab: string, path: string): Promise<string[]> {
  await page.goto(url + path)
  await page.getByRole('button', { name: common.delete, exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: common.showAsCode, exact: true }).click()
  const texts = (await shown(page, tab)) ?? []
  await page.getByRole('dialog').getByRole('button', { name: common.cancel, exact: true }).click()
  return texts
}

for (const id of ['cli', 'boto3', 'sdk', 'javascript'] as const) {
  test(`what the forms show runs: ${id}`, { skip: withoutBrowser, timeout: 600_000 }, async (t) => {
    const tool = tools().find((one) => one.id === id) as Tool
    const { run, tab } = tool
    if (typeof run !== 'function') return t.skip(run.missing)
    const { server, url, open } = opened as Console
    const { sagemaker, iam, s3 } = server.clients
    const { page } = await open('en')
    const name = `code-${id}`
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      AWS_ENDPOINT_URL: server.url,
      AWS_ACCESS_KEY_ID: server.credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: server.credentials.secretAccessKey,
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_PAGER: '',
    }
    const found: string[] = []
    for (const form of forms(name)) found.push(...((await formCode(page, url, tab, form)) ?? []))
    await run(found, env, `${id}-forms`)
    await sagemaker.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName: name }))
    await sagemaker.send(new DescribeNotebookInstanceLifecycleConfigCommand({ NotebookInstanceLifecycleConfigName: name }))
    await sagemaker.send(new DescribeCodeRepositoryCommand({ CodeRepositoryName: name }))
    assert.equal((await jobEnded(sagemaker, name)).TrainingJobStatus, 'Completed')
    if (id !== 'sdk') {
      const { PublicAccessBlockConfiguration: block } = await s3.send(new GetPublicAccessBlockCommand({ Bucket: `${name}-bucket` }))
      assert.equal(block?.RestrictPublicBuckets, true)
      await iam.send(new GetRoleCommand({ RoleName: name }))
      await iam.send(new GetLoginProfileCommand({ UserName: name }))
      await iam.send(new GetPolicyCommand({ PolicyArn: `arn:aws:iam::${ACCOUNT}:policy/${name}` }))
    }
    assert.equal((await endpointSettled(sagemaker, name)).EndpointStatus, 'InService')
    assert.match(await run(await invokeCode(page, url, tab, name), env, `${id}-invoke`), /model\|1,2\|text\/csv/)
    const gone = []
    for (const collection of ['endpoints', 'endpoint-configs', 'models'])
      gone.push(...(await deleteCode(page, url, tab, `/sagemaker/${collection}/detail/${name}`)))
    assert.equal(gone.length, 3)
    await run(gone, env, `${id}-delete`)
    await assert.rejects(sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName: name })), /Could not find/)
    await assert.rejects(sagemaker.send(new DescribeModelCommand({ ModelName: name })), /Could not find/)
    const endpoint = await sagemaker.send(new DescribeEndpointCommand({ EndpointName: name })).catch(() => undefined)
    assert.ok(endpoint === undefined || endpoint.EndpointStatus === 'Deleting')
    await page.context().close()
  })
}
