/** The examples that lie in every notebook instance, run as Jupyter runs them, in both languages. The hands-on itself is run by tests/clients/cli/tutorial.test.ts. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { ListEndpointConfigsCommand, ListEndpointsCommand, ListModelsCommand } from '@aws-sdk/client-sagemaker'
import { readSettings } from '../../../images/notebook/settings.ts'
import { readConfig } from '../../../packages/server/src/config.ts'
import { prepareEnvironment } from '../../support/notebook-visitor.ts'
import { deploy, get, prepareAccount, put, withProcesses } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const SAMPLES = resolve(import.meta.dirname, '../../../samples')

interface Notebook {
  cells: { id: string; cell_type: string; source: string[]; outputs?: { text?: string[]; output_type: string }[] }[]
}

test('calling an endpoint from an application, and cleaning up', { timeout: 600_000 }, async (t) => {
  const { cache } = readConfig()
  prepareEnvironment(cache)
  const environment = join(cache, 'notebook', readSettings().lockHash)
  const server = await startServer(withProcesses)
  const folder = mkdtempSync(join(tmpdir(), 'kenja-examples-'))
  t.after(async () => {
    rmSync(folder, { recursive: true, force: true })
    await server.stop()
  })
  await prepareAccount(server.clients)
  const data = join(folder, 'bank.csv')
  writeFileSync(data, `,age,pdays,y_no,y_yes\n${Array.from({ length: 12 }, (_, index) => `${index},${20 + index},999,1,0`).join('\n')}\n`)
  const { accessKeyId, secretAccessKey } = server.credentials
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ENDPOINT_URL: server.url,
  }
  /** What each code cell printed, after the settings were replaced. */
  const run = async (name: string, settings: string): Promise<Record<string, string>> => {
    const notebook = JSON.parse(readFileSync(join(SAMPLES, name), 'utf8')) as Notebook
    for (const cell of notebook.cells) if (cell.id === 'parameters') cell.source = [settings]
    const file = join(folder, name)
    writeFileSync(file, JSON.stringify(notebook))
    const words = ['-m', 'nbconvert', '--to', 'notebook', '--execute', '--stdout', '--log-level=ERROR', file]
    const { stdout } = await promisify(execFile)(join(environment, 'bin/python'), words, { env, cwd: folder, maxBuffer: 2 ** 24 })
    const done = JSON.parse(stdout) as Notebook
    return Object.fromEntries(done.cells.map(({ id, outputs }) => [id, (outputs ?? []).flatMap(({ text = [] }) => text).join('')]))
  }

  for (const language of ['en', 'ja']) {
    await deploy(server.clients, `example-${language}`, 'the model', { EACH_LINE: '1' })
    await put(server.clients.s3, 'rest/object', 'x')
    const said = await run(`call-the-endpoint.${language}.ipynb`, `endpoint_name = ''\ndata = ${JSON.stringify(data)}`)
    assert.equal(said.find?.trim(), `example-${language}`)
    assert.equal(said.rows?.trim(), '(12, 2)')
    // This endpoint answers each row with the number of its fields.
    assert.equal(said.one?.trim(), '2')
    assert.match(said.many ?? '', /^12 answers in [\d.]+ s; the highest: 2\.0$/m)
    assert.match(said.errors ?? '', /^ValidationError - Endpoint no-such-endpoint of account \d+ not found\./m)
    assert.match(said.app ?? '', /\{"customer": "\/customers\/7", "score": 2\.0\}/)

    const looked = await run(`clean-up.${language}.ipynb`, `contains = 'example-${language}'\nbucket_name = 'sagemaker-tests'\nreally = False`)
    assert.match(looked.look ?? '', new RegExp(`1 endpoints \\['example-${language}'\\]`))
    assert.match(looked.delete ?? '', /^Nothing is deleted/)
    await run(`clean-up.${language}.ipynb`, `contains = 'example-${language}'\nbucket_name = 'sagemaker-tests'\nreally = True`)
    const { sagemaker, s3 } = server.clients
    assert.deepEqual((await sagemaker.send(new ListEndpointsCommand({}))).Endpoints, [])
    assert.deepEqual((await sagemaker.send(new ListEndpointConfigsCommand({}))).EndpointConfigs, [])
    assert.deepEqual((await sagemaker.send(new ListModelsCommand({}))).Models, [])
    await assert.rejects(get(s3, 'rest/object'), { name: 'NoSuchKey' })
  }
})

test('both languages have the same examples', () => {
  const of = (language: string) =>
    readdirSync(SAMPLES).flatMap((name) => (name.endsWith(`.${language}.ipynb`) ? [name.slice(0, -`.${language}.ipynb`.length)] : []))
  assert.deepEqual(of('ja'), of('en'))
  assert.ok(of('en').length >= 5)
})
