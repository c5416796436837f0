/** What the wire costs: bytes to a checked input and an output to bytes, against JSON.parse and JSON.stringify of the same bytes in the same run; and what a model costs to load. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { findRoute, readInput, writeOutput } from '#wire'
import { services } from '../../packages/wire/src/services.ts'
import { median, printTable } from './measure.ts'

const CREATE_LIMIT_US = 40
const LIST_LIMIT_MS = 3

/** Microseconds for one of `work`, the median of several rounds that alternate with the floor's. */
function costs(work: () => unknown, floor: () => unknown, times: number, rounds = 9): { us: number; floorUs: number } {
  const timed = (what: () => unknown) => {
    const begun = performance.now()
    for (let at = 0; at < times; at++) what()
    return ((performance.now() - begun) * 1000) / times
  }
  const [taken, floors]: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds + 2; round++) {
    const [us, floorUs] = [timed(work), timed(floor)]
    // The first two warm up.
    if (round > 1) {
      taken.push(us)
      floors.push(floorUs)
    }
  }
  return { us: median(taken), floorUs: median(floors) }
}

/** What the tutorial sends. */
const trainingJob = Buffer.from(
  JSON.stringify({
    TrainingJobName: 'xgboost-2026-11-25-08-00-00-000',
    AlgorithmSpecification: { TrainingImage: '811284229777.dkr.ecr.us-east-1.amazonaws.com/xgboost:latest', TrainingInputMode: 'File' },
    RoleArn: 'arn:aws:iam::123456789012:role/service-role/AmazonSageMaker-ExecutionRole-20261125T080000',
    InputDataConfig: [
      {
        ChannelName: 'train',
        ContentType: 'csv',
        DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://bucket/sagemaker/demo/train', S3DataDistributionType: 'FullyReplicated' } },
      },
    ],
    OutputDataConfig: { S3OutputPath: 's3://bucket/sagemaker/demo/output' },
    ResourceConfig: { InstanceType: 'ml.m4.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
    StoppingCondition: { MaxRuntimeInSeconds: 86_400 },
    HyperParameters: {
      max_depth: '5',
      eta: '0.2',
      gamma: '4',
      min_child_weight: '6',
      subsample: '0.8',
      silent: '0',
      objective: 'binary:logistic',
      num_round: '100',
    },
    Tags: [{ Key: 'project', Value: 'bank' }],
  }),
)
const request = (operation: string, body: Uint8Array) => ({
  method: 'POST',
  path: '/',
  query: '',
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `SageMaker.${operation}` },
  body,
})

test('CreateTrainingJob and a list of a thousand', (t) => {
  const create = costs(
    () => {
      const asked = request('CreateTrainingJob', trainingJob)
      const route = findRoute('sagemaker', asked)
      const { TrainingJobName } = readInput(route, asked) as { TrainingJobName: string }
      return writeOutput(route, { TrainingJobArn: `arn:aws:sagemaker:us-east-1:123456789012:training-job/${TrainingJobName}` }, 'id')
    },
    () => JSON.stringify(JSON.parse(trainingJob.toString('utf8'))),
    3_000,
  )
  const at = new Date(1_795_594_478_824)
  const summaries = Array.from({ length: 1_000 }, (_, number) => ({
    TrainingJobName: `job-${number}`,
    TrainingJobArn: `arn:aws:sagemaker:us-east-1:123456789012:training-job/job-${number}`,
    CreationTime: at,
    TrainingEndTime: at,
    LastModifiedTime: at,
    TrainingJobStatus: 'Completed',
    SecondaryStatus: 'Completed',
  }))
  const empty = Buffer.from('{}')
  const list = costs(
    () => {
      const asked = request('ListTrainingJobs', empty)
      const route = findRoute('sagemaker', asked)
      readInput(route, asked)
      return writeOutput(route, { TrainingJobSummaries: summaries }, 'id')
    },
    () => JSON.stringify({ TrainingJobSummaries: summaries }),
    60,
  )
  const shown = (us: number) => us.toFixed(1)
  printTable(
    t,
    'The wire',
    ['', 'µs', 'floor (JSON of the same), µs', 'ratio', 'guard'],
    [
      [
        'CreateTrainingJob: parse, validate, serialise',
        shown(create.us),
        shown(create.floorUs),
        (create.us / create.floorUs).toFixed(2),
        `< ${CREATE_LIMIT_US} µs`,
      ],
      ['a list of 1,000 training jobs', shown(list.us), shown(list.floorUs), (list.us / list.floorUs).toFixed(2), `< ${LIST_LIMIT_MS * 1000} µs`],
    ],
  )
  assert.ok(create.us < CREATE_LIMIT_US, `CreateTrainingJob takes ${create.us} µs`)
  assert.ok(list.us / 1000 < LIST_LIMIT_MS, `a list takes ${list.us / 1000} ms`)
})

/** Runs in a process of its own: which models are read, and how long that takes. */
const LOADING = `
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
const read = []
const readFileSync = fs.readFileSync
fs.readFileSync = (file, ...rest) => {
  if (/wire.models.[^/]*json$/.test(String(file))) read.push(String(file).replace(/.*[/]/, ''))
  return readFileSync(file, ...rest)
}
syncBuiltinESMExports()
const begun = performance.now()
const { findRoute } = await import(process.argv[1])
const imported = performance.now()
const before = [...read]
findRoute('sts', { method: 'POST', path: '/', query: '', headers: {}, body: Buffer.from('Action=GetCallerIdentity&Version=2011-06-15') })
const after = [...read]
const asked = performance.now()
findRoute('sagemaker', { method: 'POST', path: '/', query: '', headers: { 'x-amz-target': 'SageMaker.ListModels' }, body: Buffer.from('{}') })
process.stdout.write(JSON.stringify({ before, after, importMs: imported - begun, largestMs: performance.now() - asked }))
`

test('a start reads no model, a call its own', (t) => {
  const wire = join(import.meta.dirname, '../../packages/wire/src/index.ts')
  const runs = Array.from({ length: 5 }, () => {
    const text = execFileSync(process.execPath, ['--input-type=module', '-e', LOADING, wire], { encoding: 'utf8' })
    return JSON.parse(text) as { before: string[]; after: string[]; importMs: number; largestMs: number }
  })
  for (const { before, after } of runs) assert.deepEqual([before, after], [[], ['sts.json']])
  const count = Object.keys(services).length
  const importMs = median(runs.map((run) => run.importMs))
  const largestMs = median(runs.map((run) => run.largestMs))
  t.diagnostic(
    `the wire with ${count} models beside it: ${importMs.toFixed(1)} ms to import, none read; SageMaker's, the largest, at its first call: ${largestMs.toFixed(1)} ms`,
  )
})
