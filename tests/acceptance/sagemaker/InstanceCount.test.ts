/** Jobs on several hosts, sharded inputs and pipes: what each host sees, what becomes of what they leave, and one that is lost. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { DescribeLogStreamsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import type { Channel, CreateTrainingJobCommandInput } from '@aws-sdk/client-sagemaker'
import { BUCKET, get, jobEnded, logLines, prepareAccount, put, TOY, trainingJob, withProcesses } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer(withProcesses)
const { clients } = server
const { sagemaker, s3 } = clients
before(async () => {
  await prepareAccount(clients)
  for (const name of ['a', 'b', 'c', 'd', 'e']) await put(s3, `parts/${name}`, name.repeat(10 ** 'abcde'.indexOf(name)))
})
after(() => server.stop())

const hosts = (InstanceCount: number) => ({ ResourceConfig: { InstanceType: 'ml.m4.xlarge', InstanceCount, VolumeSizeInGB: 30 } }) as const
const channel = (S3DataDistributionType: 'FullyReplicated' | 'ShardedByS3Key', more: Partial<Channel> = {}): Channel => ({
  ChannelName: 'train',
  DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${BUCKET}/parts/`, S3DataDistributionType } },
  ...more,
})

async function run(name: string, change: Partial<CreateTrainingJobCommandInput>) {
  await sagemaker.send(trainingJob(name, change))
  return jobEnded(sagemaker, name)
}

/** Files of the model's archive, by name. */
async function modelOf(name: string): Promise<Record<string, string>> {
  const tar = gunzipSync(await get(s3, `output/${name}/output/model.tar.gz`))
  const files: Record<string, string> = {}
  for (let at = 0; tar[at]; at += 512 + Math.ceil(Number.parseInt(tar.toString('latin1', at + 124, at + 135), 8) / 512) * 512) {
    const size = Number.parseInt(tar.toString('latin1', at + 124, at + 135), 8)
    files[tar.toString('latin1', at, at + 100).replace(/\0.*$/, '')] = tar.toString('utf8', at + 512, at + 512 + size)
  }
  return files
}

test('each host has its shard and its log; what all leave is one archive', async () => {
  const job = await run('shards', { ...hosts(3), InputDataConfig: [channel('ShardedByS3Key')] })
  assert.equal(job.TrainingJobStatus, 'Completed', job.FailureReason)
  assert.deepEqual(await modelOf('shards'), {
    'algo-2.txt': `${10 + 10_000} bytes`,
    'algo-3.txt': '100 bytes',
    'model.txt': `3 rounds on ${1 + 1000} bytes`,
  })
  const { logStreams = [] } = await clients.logs.send(
    new DescribeLogStreamsCommand({ logGroupName: '/aws/sagemaker/TrainingJobs', logStreamNamePrefix: 'shards/' }),
  )
  assert.deepEqual(
    logStreams.map(({ logStreamName }) => logStreamName?.replace(/-\d+$/, '')),
    ['shards/algo-1', 'shards/algo-2', 'shards/algo-3'],
  )
  for (const [index, { logStreamName }] of logStreams.entries()) {
    const { events = [] } = await clients.logs.send(
      new GetLogEventsCommand({ logGroupName: '/aws/sagemaker/TrainingJobs', logStreamName, startFromHead: true }),
    )
    const [, resources] = JSON.parse(events[0]?.message?.replace('config ', '') ?? '') as [object, { current_host: string; hosts: string[] }]
    assert.deepEqual([resources.current_host, resources.hosts], [`algo-${index + 1}`, ['algo-1', 'algo-2', 'algo-3']])
    assert.equal(events.at(-1)?.message, 'the last line has no newline')
  }
  assert.equal(job.ResourceConfig?.InstanceCount, 3)
})

test('a replicated channel is whole on every host', async () => {
  await run('copies', { ...hosts(2), InputDataConfig: [channel('FullyReplicated')] })
  assert.deepEqual(await modelOf('copies'), { 'algo-2.txt': '11111 bytes', 'model.txt': '3 rounds on 11111 bytes' })
})

test('a host that fails takes the others with it, and tells why', async () => {
  const failed = await run('fails', { ...hosts(2), HyperParameters: { fail_on: 'algo-2', exit_code: '3', failure: 'no luck' } })
  assert.deepEqual([failed.TrainingJobStatus, failed.FailureReason], ['Failed', 'AlgorithmError: no luck, exit code: 3'])
  const lost = await run('lost', { ...hosts(2), HyperParameters: { kill_on: 'algo-2' } })
  assert.deepEqual([lost.TrainingJobStatus, lost.FailureReason], ['Failed', 'AlgorithmError: , exit code: 137'])
})

test('Pipe mode: a pipe for each epoch, with all objects one after another', async () => {
  const files = ['a', 'b', 'c'].map((name) => put(s3, `piped/${name}`, `${name}\n`))
  await Promise.all(files)
  const piped = channel('FullyReplicated', { InputMode: 'Pipe' })
  const source = { ...piped.DataSource?.S3DataSource, S3DataType: 'S3Prefix', S3Uri: `s3://${BUCKET}/piped/` } as const
  const job = await run('pipes', { InputDataConfig: [{ ...piped, DataSource: { S3DataSource: source } }], HyperParameters: { epochs: '2' } })
  assert.equal(job.TrainingJobStatus, 'Completed', job.FailureReason)
  const lines = await logLines(clients, '/aws/sagemaker/TrainingJobs', 'pipes/')
  assert.deepEqual(
    lines.filter((line) => line.startsWith('train ')),
    ['train 0: "a\\nb\\nc\\n"', 'train 1: "a\\nb\\nc\\n"'],
  )
  const config = JSON.parse(lines[0]?.replace('config ', '') ?? '') as [{ train: { TrainingInputMode: string } }]
  assert.equal(config[0].train.TrainingInputMode, 'Pipe')
})

test('Pipe mode of the whole job, gzipped objects, several hosts', async () => {
  for (const name of ['a', 'b']) await put(s3, `zipped/${name}`, gzipSync(`${name}\n`))
  const source = { S3DataType: 'S3Prefix', S3Uri: `s3://${BUCKET}/zipped/`, S3DataDistributionType: 'ShardedByS3Key' } as const
  const job = await run('zipped', {
    ...hosts(2),
    AlgorithmSpecification: { TrainingImage: TOY, TrainingInputMode: 'Pipe' },
    InputDataConfig: [{ ChannelName: 'train', CompressionType: 'Gzip', DataSource: { S3DataSource: source } }],
  })
  assert.equal(job.TrainingJobStatus, 'Completed', job.FailureReason)
  for (const [host, text] of [
    ['algo-1', 'a'],
    ['algo-2', 'b'],
  ] as const) {
    const lines = await logLines(clients, '/aws/sagemaker/TrainingJobs', `zipped/${host}`)
    assert.ok(lines.includes(`train 0: "${text}\\n"`), lines.join('\n'))
  }
})
