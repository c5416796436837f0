/** How training jobs fail and end: `/opt/ml/output/failure` in the words of AWS's images, exit codes, signals. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { imageProgram, layOutJob, prepareImage, train } from './image-programs.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'kenja-training-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const rows = Array.from({ length: 400 }, (_, i) => [i % 2, (i * 7) % 13, (i % 2) * 3 + ((i * 5) % 7), (i * 11) % 17].join(',')).join('\n')
let jobs = 0

interface Job {
  readonly hyperparameters?: Readonly<Record<string, string>>
  readonly channels?: Readonly<Record<string, string>>
  readonly contentType?: string
  readonly change?: (optMl: string) => void
}

function layOut({ hyperparameters = {}, channels = { train: rows }, contentType = 'csv', change }: Job): string {
  const optMl = path.join(folder, String(++jobs))
  mkdirSync(optMl)
  const files = Object.entries(channels).map(([name, text]): [string, string] => {
    const file = path.join(folder, `${jobs}-${name}.csv`)
    writeFileSync(file, text)
    return [name, file]
  })
  layOutJob(optMl, { num_round: '2', objective: 'binary:logistic', ...hyperparameters }, Object.fromEntries(files), contentType)
  change?.(optMl)
  return optMl
}

const failures: [name: string, job: Job, message: RegExp][] = [
  ['an unknown hyperparameter', { hyperparameters: { depth: '3' } }, /Extraneous hyperparameter found: depth$/],
  ['silent, which ended with 1.0-1', { hyperparameters: { silent: '0' } }, /Extraneous hyperparameter found: silent$/],
  ['a value that is no whole number', { hyperparameters: { max_depth: '5.0' } }, /Hyperparameter max_depth: could not parse value \(caused by ValueError\)$/],
  ['a value out of range, by an alias', { hyperparameters: { learning_rate: '2' } }, /Hyperparameter eta: 2\.0 is not in \[0, 1\]$/],
  ['a missing class count', { hyperparameters: { objective: 'multi:softmax' } }, /Require input for parameter 'num_class' for multi-classification$/],
  ['an unknown channel', { channels: { train: rows, training: rows } }, /Extraneous channel found: training$/],
  ['no train channel', { channels: { validation: rows } }, /Missing required channel: train$/],
  ['a content type that is none', { contentType: 'image/png' }, /Channel configuration for 'train' channel is not supported: \{'ContentType': 'image\/png'/],
  [
    'csv that is said to be parquet',
    { contentType: 'application/x-parquet' },
    /Failed to load parquet data with exception:\nParquet magic bytes not found in footer\. Either the file is corrupted or this is not a parquet file\.$/,
  ],
  [
    'csv that is said to be recordio-protobuf',
    { contentType: 'application/x-recordio-protobuf' },
    /Failed to load recordio-protobuf data with exception:\nInvalid RecordIO magic at offset 0$/,
  ],
  ['an empty file', { channels: { train: '' } }, /No data in training channel path .*train$/],
  ['an empty validation file', { channels: { train: rows, validation: '' } }, /No data in validation channel path .*validation$/],
  [
    'a hidden file',
    { change: (optMl) => writeFileSync(path.join(optMl, 'input/data/train/.DS_Store'), 'x') },
    /Hidden file found in the data path! Remove that before training\.$/,
  ],
  [
    'csv that is said to be libsvm',
    { contentType: 'libsvm' },
    /First line '0,0,0,0\.\.\.' of file '.*' is not 'LIBSVM' format\. Please ensure the file is in 'LIBSVM' format\.$/,
  ],
  ['labels out of range', { channels: { train: rows.replaceAll(/^1/gm, '7') } }, /label must be in \[0,1\] for logistic regression/],
  ['infinite values', { channels: { train: `${rows}\n1,inf,1,1` } }, /Failed to load csv data with exception:\n.*Input data contains `inf`/],
]

test('1.7-1: failures', async (t) => {
  const missing = prepareImage('1.7-1')
  if (missing) return t.skip(missing)
  for (const [name, job, message] of failures) {
    await t.test(name, () => {
      const optMl = layOut(job)
      const result = train('1.7-1', optMl)
      assert.equal(result.status, 1, result.log)
      assert.match(result.failure, /^framework error: \n/)
      assert.match(result.failure, message)
      assert.match(result.log, /Reporting training FAILURE/)
      assert.deepEqual(readdirSync(path.join(optMl, 'model')), [])
    })
  }
})

test('0.72: customer errors, and a header line', (t) => {
  const missing = prepareImage('0.72')
  if (missing) return t.skip(missing)
  const header = train('0.72', layOut({ channels: { train: `label,age,campaign,day\n${rows}` } }))
  assert.equal(header.status, 1)
  assert.match(
    header.failure,
    /^ClientError: Non-numeric value 'l' found in the header line 'label,age,campaign,day\.\.\.' of file '\d+-train\.csv'\. CSV format require no header line in it\. If header line is already removed, XGBoost does not accept non-numeric value in the data\.$/,
  )
  const fine = train(
    '0.72',
    layOut({ hyperparameters: { silent: '1', eval_metric: 'error,logloss' }, channels: { train: rows.replace('0,0,0,0', '0,1e-5,nan,.5') } }),
  )
  assert.equal(fine.status, 0, fine.log)
  assert.match(fine.log, /^\[1\]\ttrain-error:[\d.e-]+\ttrain-logloss:[\d.e-]+$/m)
})

test('1.7-1: metrics of the image itself, weights, libsvm', (t) => {
  const missing = prepareImage('1.7-1')
  if (missing) return t.skip(missing)
  const metrics = train('1.7-1', layOut({ hyperparameters: { eval_metric: 'auc,accuracy,f1' }, channels: { train: rows, validation: rows } }))
  assert.match(
    metrics.log,
    /^\[1\]\ttrain-auc:\d\.\d{5}\ttrain-accuracy:\d\.\d{5}\ttrain-f1:\d\.\d{5}\tvalidation-auc:\d\.\d{5}\tvalidation-accuracy:\d\.\d{5}\tvalidation-f1:\d\.\d{5}$/m,
  )
  const weighted = rows.replaceAll(/^([01]),/gm, (_, label: string) => `${label},${label === '1' ? '3' : '1'},`)
  const weights = train('1.7-1', layOut({ hyperparameters: { csv_weights: '1' }, channels: { train: weighted } }))
  assert.match(weights.log, /Train matrix has 400 rows and 3 columns/)
  const sparse = rows.replaceAll(/^(\d),(\d+),(\d+),(\d+)$/gm, '$1 0:$2 1:$3 4:$4')
  const libsvm = train('1.7-1', layOut({ channels: { train: sparse }, contentType: 'text/libsvm' }))
  assert.match(libsvm.log, /Train matrix has 400 rows and 5 columns/)
  assert.equal(libsvm.status, 0)
})

for (const keeps of [true, false]) {
  test(`SIGTERM ${keeps ? 'keeps the model of the last round when the job asked for that' : 'ends the job at once'}`, async (t) => {
    const missing = prepareImage('1.7-1')
    if (missing) return t.skip(missing)
    const optMl = layOut({ hyperparameters: { num_round: '100000', save_model_on_termination: String(keeps) } })
    const { command, args, env } = imageProgram('train', '1.7-1', optMl)
    const child = spawn(command, args, { env })
    await new Promise<void>((resolve) => child.stdout.on('data', (chunk: Buffer) => chunk.includes('[3]') && resolve()))
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    assert.equal(await ended, keeps ? 0 : 143)
    assert.deepEqual(readdirSync(path.join(optMl, 'model')), keeps ? ['xgboost-model'] : [])
    assert.equal(existsSync(path.join(optMl, 'output/failure')), false)
  })
}
