/** What the endpoint answers to good and bad requests, in the words of AWS's images. */
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { type Endpoint, layOutJob, prepareImage, serve, train } from './image-programs.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'kenja-serving-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const rows = Array.from({ length: 300 }, (_, i) => [i % 2, (i * 7) % 13, (i % 2) * 3 + ((i * 5) % 7), (i * 11) % 17].join(',')).join('\n')

/** Trains a small model (three features) and serves it. */
async function endpointOf(image: string, more: Readonly<Record<string, string>> = {}, name = image): Promise<Endpoint> {
  const optMl = path.join(folder, name)
  const file = path.join(folder, `${name}.csv`)
  writeFileSync(file, rows)
  layOutJob(optMl, { objective: 'binary:logistic', num_round: '5', max_depth: '3' }, { train: file })
  const job = train(image, optMl)
  assert.equal(job.status, 0, job.log)
  return serve(image, optMl, more)
}

test('0.72 answers on one line, whatever the Accept header says, and counts features itself', async (t) => {
  const missing = prepareImage('0.72')
  if (missing) return t.skip(missing)
  const endpoint = await endpointOf('0.72')
  t.after(() => endpoint.close())
  const two = await endpoint.invoke('1,2,3\n4,5,6\n', 'text/csv', 'application/json')
  assert.match(two.text, /^0\.\d+,0\.\d+$/)
  assert.equal(two.contentType, 'text/csv; charset=utf-8')
  assert.equal((await endpoint.invoke('1,2', 'text/csv')).status, 200, 'one column less than the model is taken for a label that is missing')
  const wide = await endpoint.invoke('1,2,3,4', 'text/csv')
  assert.deepEqual(
    [wide.status, wide.text],
    [400, 'Unable to evaluate payload provided: Feature size of csv inference data 4 is not consistent with feature size of trained model 3.'],
  )
  const sparse = await endpoint.invoke('1:5 9:1', 'text/libsvm')
  assert.equal(sparse.status, 400)
  assert.equal(sparse.text, 'Unable to evaluate payload provided: Feature size of libsvm inference data 9 is larger than feature size of trained model 3.')
})

test('1.7-1: statuses, types and texts', async (t) => {
  const missing = prepareImage('1.7-1')
  if (missing) return t.skip(missing)
  const endpoint = await endpointOf('1.7-1')
  t.after(() => endpoint.close())
  const { invoke, request } = endpoint

  assert.deepEqual(await request('/ping').then(({ status, text }) => [status, text]), [200, ''])
  const parameters = JSON.parse((await request('/execution-parameters')).text) as Record<string, unknown>
  assert.deepEqual({ ...parameters, MaxConcurrentTransforms: 0 }, { MaxConcurrentTransforms: 0, BatchStrategy: 'MULTI_RECORD', MaxPayloadInMB: 6 })

  const csv = await invoke('1,2,3\n4,,6', 'text/csv')
  assert.match(csv.text, /^0\.\d+\n0\.\d+\n$/)
  const [first, second] = csv.text.trimEnd().split('\n')
  const json = await invoke('1,2,3\n4,,6', 'text/csv; charset=utf-8', 'application/json')
  assert.deepEqual([json.contentType, json.text], ['application/json', `{"predictions": [{"score": ${first}}, {"score": ${second}}]}`])
  assert.equal((await invoke('1;2;3', 'text/csv')).text, `${first}\n`, 'the delimiter is found')
  assert.equal((await invoke('\n 1,2,3 \n\n', 'text/csv')).text, `${first}\n`, 'white space at both ends is stripped')
  assert.equal((await invoke('1.0e0,+2,3_0e-1', 'text/csv')).text, `${first}\n`, 'numbers as Python reads them')
  assert.equal((await invoke('1:1 2:2 3:3', 'text/libsvm')).text, `${first}\n`, 'indices that never are 0 count from 1')
  assert.equal((await invoke('0:1 1:2 2:3')).text, `${first}\n`, 'without a content type the body is libsvm')
  assert.equal((await invoke('1,2', 'text/csv')).status, 200, 'missing columns are missing values')

  assert.deepEqual(await invoke('', 'text/csv').then(({ status, text }) => [status, text]), [204, ''])
  const refused: [body: string, contentType: string, accept: string | undefined, status: number, text: RegExp][] = [
    ['1,2,3', 'image/png', undefined, 415, /^image\/png is not an accepted ContentType: csv, libsvm, parquet, /],
    [
      'a,b,c',
      'text/csv',
      undefined,
      415,
      /^Loading csv data failed with Exception, please ensure data is in csv format:\n <class 'ValueError'>\n could not convert string to float: 'a'$/,
    ],
    ['1,2,3\n1,2', 'text/csv', undefined, 415, /inhomogeneous shape after 1 dimensions\. The detected shape was \(2,\)/],
    ['1:x', 'text/libsvm', undefined, 415, /^Loading libsvm data failed with Exception, .*\n <class 'ValueError'>\n could not convert string to float: 'x'$/],
    ['1,2,3', 'text/libsvm', undefined, 415, /cannot infer dimensions from zero sized index arrays$/],
    ['1,2,inf', 'text/csv', undefined, 415, /<class 'xgboost\.core\.XGBoostError'>\n .*Input data contains `inf`/],
    [
      '1,2,3,4',
      'text/csv',
      undefined,
      400,
      /^Unable to evaluate payload provided: .*\(3 vs\. 4\) : Number of columns does not match number of features in booster\.$/,
    ],
    [
      '1,2,3',
      'text/csv',
      'text/html',
      406,
      /^Accept type text\/html is not supported\. Please use supported accept types: \['application\/json', 'application\/jsonlines', 'application\/x-recordio-protobuf', 'text\/csv'\]\.$/,
    ],
  ]
  for (const [body, contentType, accept, status, text] of refused) {
    const answer = await invoke(body, contentType, accept)
    assert.deepEqual([body, answer.status], [body, status], answer.text)
    assert.match(answer.text, text)
  }
  assert.equal((await invoke(Buffer.alloc(6_291_457, 49), 'text/csv')).status, 413)
  assert.equal((await invoke('1,2,3', 'text/csv')).status, 200, 'and it still serves')
})

test('selectable inference and batch transform', async (t) => {
  const missing = prepareImage('1.7-1')
  if (missing) return t.skip(missing)
  const endpoint = await endpointOf('1.7-1', { SAGEMAKER_INFERENCE_OUTPUT: 'predicted_label,probability,probabilities,nonsense' }, 'selected')
  const plain = await endpoint.invoke('1,2,3', 'text/csv')
  assert.match(plain.text, /^[01],0\.\d+,"\[0\.\d+, 0\.\d+\]",nan$/)
  const lines = await endpoint.invoke('1,2,3\n4,5,6', 'text/csv', 'application/jsonlines')
  assert.match(lines.text, /^(\{"predicted_label": [01], "probability": 0\.\d+, "probabilities": \[0\.\d+, 0\.\d+\], "nonsense": NaN\}\n){2}$/)
  await endpoint.close()
  const batch = await serve('0.72', path.join(folder, '0.72'), { SAGEMAKER_BATCH: 'true' }).catch(() => undefined)
  if (!batch) return
  assert.match((await batch.invoke('1,2,3\n4,5,6', 'text/csv')).text, /^0\.\d+\n0\.\d+\n$/, 'in batch transform every version answers a line each')
  await batch.close()
})

test('a damaged or foreign model ends serve with a sentence', async (t) => {
  const missing = prepareImage('1.7-1')
  if (missing) return t.skip(missing)
  const optMl = layOutJob(path.join(folder, 'damaged'), {}, {})
  const model = path.join(optMl, 'model', 'xgboost-model')
  const evil = "\x80\x04cposix\nsystem\n(S'touch /tmp/owned'\ntR."
  for (const [content, reason] of [
    ['not a model', /cannot be loaded/],
    [evil, /names posix\.system, which a Booster's does not need/],
  ] as const) {
    writeFileSync(model, content, 'latin1')
    chmodSync(model, 0o644)
    await assert.rejects(serve('1.7-1', optMl), reason)
  }
})

test('large requests, which other threads answer, are answered as small ones are, in any company', async (t) => {
  const missing = prepareImage('1.7-1')
  if (missing) return t.skip(missing)
  const endpoint = await endpointOf('1.7-1', {}, 'large')
  t.after(() => endpoint.close())
  const lines = Array.from({ length: 40_000 }, (_, i) => `${(i * 7) % 13},${i % 11 === 0 ? '' : i % 9},${(i * 11) % 17}`)
  const [together, ...parts] = await Promise.all([
    endpoint.invoke(lines.join('\n'), 'text/csv'),
    ...Array.from({ length: 20 }, (_, part) => endpoint.invoke(lines.slice(part * 2000, (part + 1) * 2000).join('\n'), 'text/csv')),
    endpoint.invoke(lines.slice(0, 3).join('\n'), 'text/csv'),
  ])
  assert.equal(together?.status, 200)
  assert.equal(together?.text.trim().split('\n').length, lines.length)
  assert.equal(
    parts
      .slice(0, -1)
      .map(({ text }) => text)
      .join(''),
    together?.text,
  )
  assert.ok(together?.text.startsWith(parts.at(-1)?.text ?? '?'))
  const json = await endpoint.invoke(lines.join('\n'), 'text/csv', 'application/json')
  assert.match(json.text, /^\{"predictions": \[\{"score": 0\.\d+\}, /)
  const bad = await endpoint.invoke([...lines, 'x,1,2'].join('\n'), 'text/csv')
  assert.deepEqual([bad.status, /could not convert string to float: 'x'/.test(bad.text)], [415, true])
  assert.equal((await endpoint.invoke([...lines, '1,2,inf'].join('\n'), 'text/csv')).status, 415)
  assert.equal((await endpoint.invoke(lines.join('\n'), 'text/csv', 'text/html')).status, 406)
  assert.equal((await endpoint.invoke(lines.map((line) => `${line},1`).join('\n'), 'text/csv')).status, 400)
})
