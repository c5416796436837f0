/** Several models in one serving process: the contract with the platform, the memory, and what the image answers there. */
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { type Endpoint, layOutJob, prepareImage, serve, train } from './image-programs.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'kenja-models-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const csv = path.join(folder, 'rows.csv')
writeFileSync(csv, Array.from({ length: 300 }, (_, i) => [i % 3, (i * 7) % 13, (i % 3) * 3 + ((i * 5) % 7)].join(',')).join('\n'))

/** Trains a model and puts it where the platform puts one. */
function modelOf(image: string, name: string, hyperparameters: Readonly<Record<string, string>>): string {
  const job = train(image, layOutJob(path.join(folder, `job-${image}-${name}`), { num_round: '5', ...hyperparameters }, { train: csv }))
  assert.equal(job.status, 0, job.log)
  const target = path.join(folder, image, 'models', name, 'model')
  mkdirSync(target, { recursive: true })
  cpSync(job.model, path.join(target, 'xgboost-model'))
  return target
}

const load = (endpoint: Endpoint, name: string, url: string) => endpoint.send({ path: '/models', method: 'POST' }, JSON.stringify({ model_name: name, url }))
const ask = (endpoint: Endpoint, name: string, body: string, accept?: string, contentType = 'text/csv') =>
  endpoint.send({ path: `/models/${name}/invoke`, method: 'POST', contentType, ...(accept && { accept }) }, body)

test('1.7-1: models are loaded, listed, asked and unloaded', async (t) => {
  const missing = prepareImage('1.7-1')
  if (missing) return t.skip(missing)
  const regression = modelOf('1.7-1', 'regression', { objective: 'reg:squarederror' })
  const classes = modelOf('1.7-1', 'classes', { objective: 'multi:softprob', num_class: '3' })
  const broken = path.join(folder, '1.7-1', 'models', 'broken', 'model')
  mkdirSync(broken, { recursive: true })
  writeFileSync(path.join(broken, 'xgboost-model'), 'nonsense')
  const endpoint = await serve('1.7-1', path.join(folder, '1.7-1'), { SAGEMAKER_MULTI_MODEL: 'true' })
  t.after(() => endpoint.close())

  assert.equal((await endpoint.request('/ping')).status, 200, 'healthy without any model')
  assert.equal((await endpoint.request('/models')).text, '{"models":[]}')
  assert.equal((await load(endpoint, 'r', regression)).status, 200)
  assert.equal((await load(endpoint, 'r', regression)).status, 409)
  assert.equal((await load(endpoint, 'c', classes)).status, 200)
  assert.equal((await load(endpoint, 'b', broken)).status, 200)
  assert.deepEqual(JSON.parse((await endpoint.request('/models/r')).text), { modelName: 'r', modelUrl: regression })
  const { models } = JSON.parse((await endpoint.request('/models')).text) as { models: { modelName: string }[] }
  assert.deepEqual(
    models.map(({ modelName }) => modelName),
    ['r', 'c', 'b'],
  )

  const json = await ask(endpoint, 'r', '1,2\n3,4')
  assert.equal(json.contentType, 'application/json', "the model server's own default")
  const [first, second] = JSON.parse(json.text) as number[]
  const text = await ask(endpoint, 'r', '1,2\n3,4', 'text/csv')
  assert.equal(text.text, `${first},${second}`, 'CSV stands on one line, though this version answers lines elsewhere')
  assert.match((await ask(endpoint, 'c', '1,2\n3,4', 'text/csv')).text, /^\[0\.\d+, 0\.\d+, 0\.\d+\],\[0\.\d+, 0\.\d+, 0\.\d+\]$/)
  assert.equal((await ask(endpoint, 'r', '')).status, 204)

  const accept = await ask(endpoint, 'r', '1,2', 'text/html')
  assert.deepEqual(
    [accept.status, accept.text],
    [
      415,
      "Encoding to accept type text/html failed with exception: text/html is not an accepted Accept type. Please choose one of the following: ['text/csv', 'application/json'].",
    ],
  )
  assert.equal((await ask(endpoint, 'r', '1,2,3', 'text/csv')).status, 400)
  const unloadable = await ask(endpoint, 'b', '1,2')
  assert.equal(unloadable.status, 500)
  assert.match(unloadable.text, /^Unable to load model: /)
  assert.equal((await ask(endpoint, 'nobody', '1,2')).status, 404)

  assert.equal((await endpoint.send({ path: '/models/r', method: 'DELETE' }, '')).status, 200)
  assert.equal((await endpoint.send({ path: '/models/r', method: 'DELETE' }, '')).status, 404)
  assert.equal((await ask(endpoint, 'r', '1,2')).status, 404)
  assert.equal((await endpoint.send({ path: '/models', method: 'POST' }, '{"url":1}')).status, 400)
  assert.equal((await endpoint.invoke('1,2', 'text/csv')).status, 404, 'there is no single model')
})

test('1.2-2: a model for which there is no memory is refused until another one goes', async (t) => {
  const missing = prepareImage('1.2-2')
  if (missing) return t.skip(missing)
  const url = modelOf('1.2-2', 'regression', { objective: 'reg:squarederror' })
  const roomForTwo = String(Math.ceil((process.memoryUsage.rss() + 400 * 1024 ** 2) / 0.8))
  const endpoint = await serve('1.2-2', path.join(folder, '1.2-2'), { SAGEMAKER_MULTI_MODEL: 'true', KENJA_MEMORY_BYTES: roomForTwo })
  t.after(() => endpoint.close())
  let held = 0
  let status = 200
  for (; status === 200 && held < 5000; held++) ({ status } = await load(endpoint, `m${held}`, url))
  assert.equal(status, 507, `${held} models`)
  assert.equal((await endpoint.send({ path: '/models/m0', method: 'DELETE' }, '')).status, 200)
  assert.equal((await load(endpoint, 'again', url)).status, 200)
  assert.match((await ask(endpoint, 'again', '1,2')).text, /^\[\d\.\d+\]$/)
})
