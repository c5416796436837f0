import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { CreateModelCommand, ListTagsCommand } from '@aws-sdk/client-sagemaker'
import { allow } from '../../support/policies.ts'
import { createModel, get, logLines, prepareAccount, put, ROLE, TOY, transform, transformEnded, transformJob, withProcesses } from '../../support/sagemaker.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer(withProcesses)
const { clients } = server
const { s3, sagemaker } = clients
before(async () => {
  await prepareAccount(clients)
  await createModel(clients, 'counter', 'm', { EACH_LINE: '1' })
  await createModel(clients, 'echo', 'm')
  await put(s3, 'in/a.csv', '1,2,3\n4,5\n')
  await put(s3, 'in/more/b.csv', '6\r\n7,8')
  await put(s3, 'in/folder/', '')
})
after(() => server.stop())

const resultOf = async (job: string, path: string) => (await get(s3, `out/${job}/${path}.out`)).toString()

test('each object of the prefix has its result, in the order of its lines', async () => {
  const job = await transform(clients, 'Plain', { prefix: 'in/' })
  assert.equal(job.TransformJobStatus, 'Completed', job.FailureReason)
  assert.equal(job.TransformJobArn, `arn:aws:sagemaker:${REGION}:${ACCOUNT}:transform-job/plain`)
  assert.ok(job.CreationTime && job.TransformStartTime && job.TransformEndTime)
  assert.equal(await resultOf('Plain', 'a.csv'), '3\n2\n')
  assert.equal(await resultOf('Plain', 'more/b.csv'), '1\n2\n')
  assert.deepEqual(await logLines(clients, '/aws/sagemaker/TransformJobs', 'Plain/'), ['listening'])
})

test('one record a request, and as many as fit', async () => {
  await put(s3, 'pack/a.csv', 'a\nb\nc\n')
  const bodies = async (name: string, more: object) => {
    const job = await transform(clients, name, { prefix: 'pack/', ModelName: 'echo', ...more })
    assert.equal(job.TransformJobStatus, 'Completed', job.FailureReason)
    return resultOf(name, 'a.csv')
  }
  assert.equal(
    await bodies('single', { BatchStrategy: 'SingleRecord', MaxConcurrentTransforms: 3, MaxPayloadInMB: 1 }),
    'm|a\n|text/csv|\nm|b\n|text/csv|\nm|c\n|text/csv|\n',
  )
  assert.equal(await bodies('multi', { BatchStrategy: 'MultiRecord' }), 'm|a\nb\nc\n|text/csv|\n')
})

test('SplitType None: the object is the payload, and results are put out as they come', async () => {
  const job = await transform(clients, 'whole', {
    prefix: 'in/a.csv',
    ModelName: 'echo',
    TransformInput: { DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://sagemaker-tests/in/a.csv' } }, ContentType: 'text/plain' },
    TransformOutput: { S3OutputPath: 's3://sagemaker-tests/out/whole', Accept: 'text/other' },
  })
  assert.equal(job.TransformJobStatus, 'Completed', job.FailureReason)
  assert.equal(await resultOf('whole', 'a.csv'), 'm|1,2,3\n4,5\n|text/plain|text/other')
})

test('filters and the join: the model sees a part of a record, its result stands behind the whole of it', async () => {
  const job = await transform(clients, 'joined', { prefix: 'in/a.csv', DataProcessing: { InputFilter: '$[1:]', JoinSource: 'Input', OutputFilter: '$[0,-1]' } })
  assert.equal(job.TransformJobStatus, 'Completed', job.FailureReason)
  assert.equal(await resultOf('joined', 'a.csv'), '1,2\n4,1\n')
  assert.deepEqual(job.DataProcessing, { InputFilter: '$[1:]', OutputFilter: '$[0,-1]', JoinSource: 'Input' })
})

test('an object that the model refuses: the job fails, the others keep their results, the data log names it', async () => {
  await put(s3, 'bad/a.csv', '1\nno\n')
  await put(s3, 'bad/b.csv', '1,2\n')
  const job = await transform(clients, 'bad', { prefix: 'bad/' })
  assert.equal(job.TransformJobStatus, 'Failed')
  assert.equal(job.FailureReason, 'ClientError: See job logs for more information')
  assert.equal(await resultOf('bad', 'b.csv'), '2\n')
  await assert.rejects(resultOf('bad', 'a.csv'), { name: 'NoSuchKey' })
  const { logStreams } = await clients.logs.send(new DescribeLogStreamsCommand({ logGroupName: '/aws/sagemaker/TransformJobs', logStreamNamePrefix: 'bad/' }))
  const dataLog = logStreams?.find(({ logStreamName }) => logStreamName?.endsWith('/data-log'))?.logStreamName as string
  const said = (await logLines(clients, '/aws/sagemaker/TransformJobs', dataLog)).map((line) => line.replace(/^\S+:\[/, '['))
  assert.deepEqual(said, [
    '[sagemaker logs]: sagemaker-tests/bad/a.csv: ClientError: 400',
    '[sagemaker logs]: sagemaker-tests/bad/a.csv: Message:',
    '[sagemaker logs]: sagemaker-tests/bad/a.csv: a line says no',
  ])
})

test('a filter that a record cannot be put through fails the job', async () => {
  const job = await transform(clients, 'short', { prefix: 'in/a.csv', DataProcessing: { InputFilter: '$[2]' } })
  assert.equal(job.FailureReason, 'ClientError: See job logs for more information')
})

test('the role reads and writes: without the right to either the job fails', async () => {
  const { iam } = clients
  await iam.send(new PutRolePolicyCommand({ RoleName: 'sagemaker', PolicyName: 'work', PolicyDocument: allow(['s3:GetObject', 's3:ListBucket', 'logs:*']) }))
  const job = await transform(clients, 'unwritable', { prefix: 'in/a.csv' })
  await iam.send(new PutRolePolicyCommand({ RoleName: 'sagemaker', PolicyName: 'work', PolicyDocument: allow(['s3:*', 'logs:*']) }))
  assert.equal(job.TransformJobStatus, 'Failed')
  const { logStreams } = await clients.logs.send(
    new DescribeLogStreamsCommand({ logGroupName: '/aws/sagemaker/TransformJobs', logStreamNamePrefix: 'unwritable/' }),
  )
  const dataLog = logStreams?.find(({ logStreamName }) => logStreamName?.endsWith('/data-log'))?.logStreamName as string
  assert.match((await logLines(clients, '/aws/sagemaker/TransformJobs', dataLog)).join('\n'), /AccessDenied \(403\): .*s3:PutObject/)
})

test('a model whose artifact is not there, and one that does not come up', async () => {
  await sagemaker.send(
    new CreateModelCommand({
      ModelName: 'gone',
      ExecutionRoleArn: ROLE,
      PrimaryContainer: { Image: TOY, ModelDataUrl: 's3://sagemaker-tests/no/model.tar.gz' },
    }),
  )
  assert.match((await transform(clients, 'gone', { prefix: 'in/', ModelName: 'gone' })).FailureReason ?? '', /^ClientError: Failed to download model data/)
  await createModel(clients, 'ends', 'm', { ENDS_AT_ONCE: '1' })
  assert.match((await transform(clients, 'ends', { prefix: 'in/', ModelName: 'ends' })).FailureReason ?? '', /^AlgorithmError: The model's process ended/)
})

test('what AWS refuses before it answers', async () => {
  const create = (name: string, change: object, prefix = 'in/') => sagemaker.send(transformJob(name, prefix, change))
  await create('first', { Tags: [{ Key: 'a', Value: 'b' }] })
  const { Tags } = await sagemaker.send(new ListTagsCommand({ ResourceArn: `arn:aws:sagemaker:${REGION}:${ACCOUNT}:transform-job/first` }))
  assert.deepEqual(Tags, [{ Key: 'a', Value: 'b' }])
  await assert.rejects(create('FIRST', {}), { name: 'ResourceInUse', message: /already exists/ })
  await assert.rejects(create('x', { ModelName: 'nobody' }), { name: 'ValidationException', message: /Could not find model/ })
  await assert.rejects(create('x', {}, 'nowhere/'), {
    name: 'ValidationException',
    message: /No S3 objects found under S3 URL "s3:\/\/sagemaker-tests\/nowhere\/"/,
  })
  await assert.rejects(create('x', { MaxPayloadInMB: 101 }), { name: 'ValidationException', message: /greater than 100/ })
  await assert.rejects(create('x', { MaxPayloadInMB: 60, MaxConcurrentTransforms: 2 }), { name: 'ValidationException', message: /product/ })
  await assert.rejects(create('x', { TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 2 } }), { message: /more than one instance/ })
  await assert.rejects(create('x', { TransformResources: { InstanceType: 'ml.none', InstanceCount: 1 } }), {
    name: 'ValidationException',
    message: /instanceType/,
  })
  const message = `Invalid OutputFilter: "$['a_b']". Unexpected "_" in JsonPath. Supported operators for "text/csv" are ['$', '[', ']', '*', '.', ' ', ',', ':', '-', ''']`
  await assert.rejects(create('x', { DataProcessing: { OutputFilter: "$['a_b']" } }), { name: 'ValidationException', message })
  await assert.rejects(
    create('x', { DataProcessing: { JoinSource: 'Input' }, TransformOutput: { S3OutputPath: 's3://sagemaker-tests/o', Accept: 'application/json' } }),
    { name: 'ValidationException', message: /Accept that is the ContentType/ },
  )
})

test('five equal requests at the same moment make one job', async () => {
  const answers = await Promise.allSettled(Array.from({ length: 5 }, () => sagemaker.send(transformJob('once', 'in/'))))
  assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const answer of answers) if (answer.status === 'rejected') assert.equal(answer.reason.name, 'ResourceInUse')
  assert.equal((await transformEnded(sagemaker, 'once')).TransformJobStatus, 'Completed')
})
