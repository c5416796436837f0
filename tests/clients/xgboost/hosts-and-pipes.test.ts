/** Through a running Kenja, in its sandbox: a job on two hosts whose data comes through pipes; and what each version makes of Pipe mode. */
import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { DescribeLogStreamsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { CreateTrainingJobCommand, type CreateTrainingJobCommandInput, DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker'
import type { Clients } from '../../support/clients.ts'
import { allow, trust } from '../../support/policies.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'
import { layOutJob, prepareImage, train } from './image-programs.ts'
import { writeParquetFiles } from './python-parquet.ts'
import { imageCache } from './python-xgboost.ts'
import { writeRecord } from './record-writer.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'kenja-pipes-'))
/** A job that is refused reads no pipe, and its feeder would wait for ever. */
const feeders: ChildProcess[] = []
after(() => {
  for (const feeder of feeders) feeder.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const cells = Array.from({ length: 400 }, (_, row) => [row % 2, (row * 7) % 13, (row % 2) * 3 + ((row * 5) % 7)] as const)
const csv = cells.map((row) => `${row.join(',')}\n`)
const hyperparameters = { objective: 'binary:logistic', num_round: '5', nthread: '1' }

/** Puts a pipe in a channel's place, and what brings its bytes. */
function asPipe(optMl: string, channel: string, content: Buffer): void {
  const pipe = path.join(optMl, 'input/data', `${channel}_0`)
  assert.equal(spawnSync('mkfifo', [pipe]).status, 0)
  const config = path.join(optMl, 'input/config/inputdataconfig.json')
  writeFileSync(config, readFileSync(config, 'utf8').replaceAll('"TrainingInputMode":"File"', '"TrainingInputMode":"Pipe"'))
  const source = path.join(optMl, `${channel}.bytes`)
  writeFileSync(source, content)
  feeders.push(spawn('/bin/sh', ['-c', 'exec cat <"$1" >"$2"', 'cat', source, pipe], { stdio: 'ignore' }))
}

test('1.7-1: a pipe gives the model that a file gives, in every format', async (t) => {
  const parquet = writeParquetFiles(folder, ['label', 'a', 'c'], cells)
  const missing = prepareImage('1.7-1') ?? ('missing' in parquet ? parquet.missing : undefined)
  if ('missing' in parquet || missing) return t.skip(missing)
  const formats: [type: string, content: Buffer][] = [
    ['text/csv', Buffer.from(csv.join(''))],
    ['application/x-recordio-protobuf', Buffer.concat(cells.map(([label, ...values]) => writeRecord({ values }, [label])))],
    ['application/x-parquet', readFileSync(parquet.files[0] as string)],
  ]
  for (const [type, content] of formats) {
    const name = type.replace(/.*\//, '')
    const file = path.join(folder, name)
    writeFileSync(file, content)
    const filed = train('1.7-1', layOutJob(path.join(folder, `file-${name}`), hyperparameters, { train: file }, type))
    assert.equal(filed.status, 0, filed.log)
    const optMl = layOutJob(path.join(folder, `pipe-${name}`), hyperparameters, { train: file }, type)
    rmSync(path.join(optMl, 'input/data/train'), { recursive: true })
    asPipe(optMl, 'train', content)
    const piped = train('1.7-1', optMl)
    assert.equal(piped.status, 0, piped.log)
    assert.match(piped.log, /Pipe path .*train found\./)
    assert.deepEqual(readFileSync(piped.model), readFileSync(filed.model), type)
  }
})

test('Pipe mode where it is not: libsvm, 3.2-0, an empty pipe', async (t) => {
  const missing = prepareImage('1.7-1') ?? prepareImage('3.2-0')
  if (missing) return t.skip(missing)
  const file = path.join(folder, 'some')
  writeFileSync(file, csv.join(''))
  const cases: [image: string, type: string, content: string, expected: RegExp][] = [
    ['1.7-1', 'text/libsvm', '1 0:1\n', /Channel configuration for 'train' channel is not supported: \{.*'TrainingInputMode': 'Pipe'/],
    ['3.2-0', 'text/csv', '1,2\n', /Pipe mode for CSV is no longer supported\. Please use Fast File mode/],
    ['1.7-1', 'text/csv', '', /No data in training channel path .*train/],
    ['1.7-1', 'text/csv', '1,x\n', /Failed to load csv data with exception:\ncould not convert string to float: 'x'/],
  ]
  for (const [index, [image, type, content, expected]] of cases.entries()) {
    const optMl = layOutJob(path.join(folder, `refused-${index}`), hyperparameters, { train: file }, type)
    asPipe(optMl, 'train', Buffer.from(content))
    const { status, failure } = train(image, optMl)
    assert.equal(status, 1)
    assert.match(failure, expected)
  }
})

async function logOf(logs: Clients['logs'], logStreamNamePrefix: string): Promise<string> {
  const logGroupName = '/aws/sagemaker/TrainingJobs'
  const { logStreams } = await logs.send(new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix }))
  const { events = [] } = await logs.send(new GetLogEventsCommand({ logGroupName, logStreamName: logStreams?.[0]?.logStreamName, startFromHead: true }))
  return events.map(({ message }) => message).join('\n')
}

test('1.5-2 on two hosts, through pipes', async (t) => {
  const missing = prepareImage('1.5-2')
  if (missing) return t.skip(missing)
  const cache = mkdtempSync(path.join(os.tmpdir(), 'kenja-cache-'))
  cpSync(path.join(imageCache, 'engine-1.5'), path.join(cache, 'xgboost', 'engine-1.5'), { recursive: true, preserveTimestamps: true })
  const server = await startServer({ driver: 'real', config: { cache, describeWaitMs: 10_000 } })
  t.after(async () => {
    await server.stop()
    rmSync(cache, { recursive: true, force: true })
  })
  const { s3, iam, sagemaker, logs } = server.clients
  await iam.send(new CreateRoleCommand({ RoleName: 'trainer', AssumeRolePolicyDocument: trust() }))
  await iam.send(new PutRolePolicyCommand({ RoleName: 'trainer', PolicyName: 'work', PolicyDocument: allow(['s3:*', 'logs:*']) }))
  await s3.send(new CreateBucketCommand({ Bucket: 'hosts' }))
  for (const part of [0, 1]) {
    await s3.send(new PutObjectCommand({ Bucket: 'hosts', Key: `train/${part}.csv`, Body: csv.filter((_, row) => (row >> 1) % 2 === part).join('') }))
  }
  const run = async (
    TrainingJobName: string,
    TrainingInputMode: 'File' | 'Pipe',
    HyperParameters: Record<string, string>,
    more: Partial<CreateTrainingJobCommandInput> = {},
  ) => {
    await sagemaker.send(
      new CreateTrainingJobCommand({
        TrainingJobName,
        RoleArn: `arn:aws:iam::${ACCOUNT}:role/trainer`,
        AlgorithmSpecification: { TrainingImage: `683313688378.dkr.ecr.${REGION}.amazonaws.com/sagemaker-xgboost:1.5-2`, TrainingInputMode },
        HyperParameters,
        InputDataConfig: [
          {
            ChannelName: 'train',
            ContentType: 'csv',
            DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://hosts/train/', S3DataDistributionType: 'ShardedByS3Key' } },
          },
        ],
        OutputDataConfig: { S3OutputPath: 's3://hosts/output' },
        ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 30 },
        StoppingCondition: { MaxRuntimeInSeconds: 600 },
        ...more,
      }),
    )
    for (;;) {
      const job = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }))
      if (job.TrainingJobStatus !== 'InProgress') return job
    }
  }
  const finals = []
  for (const mode of ['Pipe', 'File'] as const) {
    const job = await run(`together-${mode}`, mode, hyperparameters)
    assert.equal(job.TrainingJobStatus, 'Completed', job.FailureReason)
    finals.push(job.FinalMetricDataList?.map(({ MetricName, Value }) => [MetricName, Value]))
  }
  assert.equal(finals[0]?.[0]?.[0], 'train:logloss')
  assert.deepEqual(finals[0], finals[1], 'the same data by another way')
  const text = await logOf(logs, 'together-Pipe/algo-1')
  assert.match(await logOf(logs, 'together-Pipe/algo-2'), /Distributed node training/)
  assert.match(text, /Distributed node training with 2 hosts: \['algo-1', 'algo-2'\]/)
  assert.match(text, /\[4\]#011train-logloss:0\.\d{5}/)
  const CheckpointConfig = { S3Uri: 's3://hosts/checkpoints' }
  for (const num_round of ['3', '6']) {
    const job = await run(`together-${num_round}`, 'File', { ...hyperparameters, num_round }, { CheckpointConfig })
    assert.equal(job.TrainingJobStatus, 'Completed', job.FailureReason)
  }
  assert.match(await logOf(logs, 'together-6/algo-2'), /Resuming from iteration 3/, 'on the second host too')
  const bad = await run('together-bad', 'File', { ...hyperparameters, objective: 'multi:softmax', num_class: '2', max_depth: '-1' })
  assert.equal(bad.TrainingJobStatus, 'Failed')
  assert.match(bad.FailureReason ?? '', /Hyperparameter max_depth: -1 is not in/)
})
