/** The AWS CLI with nothing but `eval "$(./kenja env)"`: version 1 from the package index, and the machine's own of versions 1 and 2. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { after, test } from 'node:test'
import { type KenjaHome, output, startKenja } from '../../support/kenja-command.ts'
import { pythonEnvironment } from '../../support/python-environment.ts'
import { bankData, confusion } from '../xgboost/bank-data.ts'

const data = bankData()
let kenja: KenjaHome | undefined
after(async () => {
  await kenja?.remove()
  if ('folder' in data) rmSync(data.folder, { recursive: true, force: true })
})

type Client = { readonly command: readonly [string, ...string[]]; readonly told: 'variable' | 'option'; readonly text: string } | { readonly missing: string }

function pinned(): Client {
  const made = pythonEnvironment(import.meta.dirname, 'awscli')
  return 'missing' in made ? made : { command: [made.python, '-m', 'awscli'], told: 'variable', text: 'pinned version 1' }
}

interface Version {
  readonly program: string
  readonly text: string
  readonly major: number
  /** Whether it reads AWS_ENDPOINT_URL. Source: docs/clients.md. */
  readonly knowsEndpoint: boolean
}

/** Every `aws` on PATH that runs. */
function installed(): Version[] {
  const programs = (process.env.PATH ?? '').split(delimiter).map((directory) => join(directory, 'aws'))
  return [...new Set(programs)].filter(existsSync).flatMap((program) => {
    const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' })
    const [, major, minor] = /aws-cli\/(\d+)\.(\d+)/.exec(stdout ?? '') ?? []
    if (status !== 0 || major === undefined) return []
    const knowsEndpoint = major === '1' ? Number(minor) >= 29 : Number(minor) >= 13
    return [{ program, text: stdout.trim(), major: Number(major), knowsEndpoint }]
  })
}

/** The machine's own of a major version; one that is older than AWS_ENDPOINT_URL is told by `--endpoint-url`. */
function ofMachine(major: number): Client {
  const found = installed().find((each) => each.major === major)
  if (!found) return { missing: `there is no AWS CLI of version ${major} on this machine (Debian: apt install awscli brings version 2): it was NOT tried` }
  return { command: [found.program], told: found.knowsEndpoint ? 'variable' : 'option', text: found.text }
}

const image = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1'
const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }] }
const hyperparameters = 'max_depth=5,eta=0.2,gamma=4,min_child_weight=6,subsample=0.7,objective=binary:logistic,num_round=50'
const channel = (name: string, bucket: string) => ({
  ChannelName: name,
  ContentType: 'csv',
  DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${bucket}/data/${name}` } },
})

type Aws = (...words: string[]) => Promise<string>

async function train(aws: Aws, name: string, bucket: string, roleArn: string): Promise<void> {
  const channels = JSON.stringify(['train', 'validation'].map((each) => channel(each, bucket)))
  await aws(
    ...['sagemaker', 'create-training-job', '--training-job-name', name, '--role-arn', roleArn],
    ...['--algorithm-specification', `TrainingImage=${image},TrainingInputMode=File`, '--hyper-parameters', hyperparameters],
    ...['--input-data-config', channels, '--output-data-config', `S3OutputPath=s3://${bucket}/output`],
    ...['--resource-config', 'InstanceType=ml.m4.xlarge,InstanceCount=1,VolumeSizeInGB=30', '--stopping-condition', 'MaxRuntimeInSeconds=3600'],
  )
  await aws('sagemaker', 'wait', 'training-job-completed-or-stopped', '--training-job-name', name)
}

async function deploy(aws: Aws, name: string, roleArn: string): Promise<void> {
  const artifacts = await aws('sagemaker', 'describe-training-job', '--training-job-name', name, '--query', 'ModelArtifacts.S3ModelArtifacts')
  const container = `Image=${image},ModelDataUrl=${artifacts}`
  await aws('sagemaker', 'create-model', '--model-name', name, '--execution-role-arn', roleArn, '--primary-container', container)
  const variant = `VariantName=AllTraffic,ModelName=${name},InitialInstanceCount=1,InstanceType=ml.m4.xlarge`
  for (const config of [name, `${name}-2`]) {
    const instances = config === name ? variant : variant.replace('InitialInstanceCount=1', 'InitialInstanceCount=2')
    await aws('sagemaker', 'create-endpoint-config', '--endpoint-config-name', config, '--production-variants', instances)
  }
  await aws('sagemaker', 'create-endpoint', '--endpoint-name', name, '--endpoint-config-name', name)
  await aws('sagemaker', 'wait', 'endpoint-in-service', '--endpoint-name', name)
}

/** S3 in a shell: a large file goes up in parts and comes down the same; a range; a listing by pages; a copy; a deletion. */
async function roundTrips(aws: Aws, bucket: string, folder: string): Promise<void> {
  const file = (name: string) => join(folder, name)
  writeFileSync(file('note.txt'), 'hello from the shell')
  writeFileSync(file('large'), randomBytes(9 * 2 ** 20))
  const note = `s3://${bucket}/notes/a b+ü.txt`
  await aws('s3', 'cp', '--quiet', '--metadata', 'author=shell', file('note.txt'), note)
  await aws('s3', 'cp', '--quiet', file('large'), `s3://${bucket}/notes/large`)
  await aws('s3', 'cp', '--quiet', note, `s3://${bucket}/notes/copy`)
  await aws('s3', 'cp', '--quiet', `s3://${bucket}/notes/large`, file('large-again'))
  assert.ok(readFileSync(file('large-again')).equals(readFileSync(file('large'))), 'up in parts and down again')
  assert.equal(await aws('s3', 'cp', `s3://${bucket}/notes/copy`, '-'), 'hello from the shell')
  const object = ['--bucket', bucket, '--key', 'notes/a b+ü.txt']
  await aws('s3api', 'get-object', ...object, '--range', 'bytes=6-9', file('part'))
  assert.equal(readFileSync(file('part'), 'utf8'), 'from')
  assert.equal(await aws('s3api', 'head-object', ...object, '--query', 'Metadata.author'), 'shell')
  assert.match(await aws('s3api', 'head-object', '--bucket', bucket, '--key', 'notes/large', '--query', 'ETag'), /-2"$/, 'of two parts')
  const listing = ['list-objects-v2', '--bucket', bucket, '--prefix', 'notes/', '--page-size', '2', '--query', 'Contents[].Key']
  assert.deepEqual((await aws('s3api', ...listing)).split(/\t|\n/), ['notes/a b+ü.txt', 'notes/copy', 'notes/large'])
  await aws('s3', 'rm', '--quiet', note)
  await assert.rejects(aws('s3api', 'head-object', ...object), /Not Found|404/)
}

for (const [which, find] of Object.entries({ pinned, machine1: () => ofMachine(1), machine2: () => ofMachine(2) })) {
  test(`AWS CLI, ${which}: role, bucket, training, endpoint, update, logs, metrics, deletion`, { timeout: 900_000 }, async (t) => {
    const client = find()
    const missing = 'missing' in data ? data.missing : 'missing' in client ? client.missing : undefined
    if ('missing' in data || 'missing' in client) return t.skip(missing)
    kenja ??= await startKenja()
    const env = await kenja.environment()
    const [program, ...words] = client.command
    const endpoint = client.told === 'option' ? ['--endpoint-url', env.AWS_ENDPOINT_URL ?? ''] : []
    const aws: Aws = async (...args) => (await output(program, [...words, ...endpoint, ...args, ...(args[0] === 's3' ? [] : ['--output', 'text'])], env)).trim()
    t.diagnostic(`${client.text}, the endpoint by ${client.told}`)
    const name = `cli-${which}`
    const bucket = `sagemaker-${name}`
    const startedAt = new Date(Date.now() - 60_000).toISOString()
    const folder = join(kenja.userHome, name)
    mkdirSync(folder)

    assert.equal(await aws('sts', 'get-caller-identity', '--query', 'Arn'), 'arn:aws:iam::123456789012:root')
    writeFileSync(join(folder, 'trust.json'), JSON.stringify(trust))
    const role = ['--role-name', `AmazonSageMaker-ExecutionRole-${name}`]
    const document = ['--assume-role-policy-document', `file://${join(folder, 'trust.json')}`]
    const roleArn = await aws('iam', 'create-role', ...role, '--path', '/service-role/', ...document, '--query', 'Role.Arn')
    await aws('iam', 'attach-role-policy', ...role, '--policy-arn', 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess')
    await aws('s3', 'mb', `s3://${bucket}`)
    await roundTrips(aws, bucket, folder)
    for (const part of ['train', 'validation']) await aws('s3', 'cp', '--quiet', join(data.folder, `${part}.csv`), `s3://${bucket}/data/${part}/`)
    await train(aws, name, bucket, roleArn)
    await deploy(aws, name, roleArn)

    const invoke = async (rows: string) => {
      const answer = join(folder, 'answer.csv')
      const endpoint = ['sagemaker-runtime', 'invoke-endpoint', '--endpoint-name', name, '--content-type', 'text/csv']
      await aws(...endpoint, '--body', `fileb://${rows}`, answer)
      return readFileSync(answer, 'utf8').trim().split('\n')
    }
    const predictions = await invoke(join(data.folder, 'test.csv'))
    assert.equal(predictions.length, 12357)
    assert.deepEqual(confusion(predictions.map(Number), data.folder), [10785, 151, 1124, 297])
    await aws('sagemaker', 'update-endpoint', '--endpoint-name', name, '--endpoint-config-name', `${name}-2`)
    assert.deepEqual(await invoke(join(data.folder, 'test.csv')), predictions, 'while it is updated')
    await aws('sagemaker', 'wait', 'endpoint-in-service', '--endpoint-name', name)
    assert.equal(await aws('sagemaker', 'describe-endpoint', '--endpoint-name', name, '--query', 'EndpointConfigName'), `${name}-2`)

    const group = ['--log-group-name', '/aws/sagemaker/TrainingJobs', '--log-stream-name-prefix', `${name}/`]
    const lines = await aws('logs', 'filter-log-events', ...group, '--filter-pattern', 'validation-logloss', '--query', 'length(events)')
    assert.equal(lines, '50')
    const metric = ['--namespace', '/aws/sagemaker/TrainingJobs', '--metric-name', 'validation:logloss', '--period', '60', '--statistics', 'SampleCount']
    const time = ['--start-time', startedAt, '--end-time', new Date(Date.now() + 60_000).toISOString()]
    const dimension = ['--dimensions', `Name=TrainingJobName,Value=${name}`]
    const samples = await aws('cloudwatch', 'get-metric-statistics', ...metric, ...time, ...dimension, '--query', 'sum(Datapoints[].SampleCount)')
    assert.equal(Number(samples), 50)

    await aws('sagemaker', 'delete-endpoint', '--endpoint-name', name)
    await aws('sagemaker', 'wait', 'endpoint-deleted', '--endpoint-name', name)
    for (const config of [name, `${name}-2`]) await aws('sagemaker', 'delete-endpoint-config', '--endpoint-config-name', config)
    await aws('sagemaker', 'delete-model', '--model-name', name)
    await aws('s3', 'rb', '--force', `s3://${bucket}`)
    assert.equal(await aws('sagemaker', 'list-endpoints', '--query', 'length(Endpoints)'), '0')
  })
}
