/** Signed requests of the AWS SDK for JavaScript reach their operations, whatever the service. */
import assert from 'node:assert/strict'
import { Agent } from 'node:http'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { after, before, beforeEach, test } from 'node:test'
import { CloudWatchClient, ListMetricsCommand } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr'
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { DeleteObjectsCommand, GetObjectCommand, HeadObjectCommand, ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { DescribeTrainingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker'
import { InvokeEndpointCommand, SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { ServiceError } from '../operation.ts'
import { ACCESS_KEY, SESSION_KEY, startGateway, type TestGateway } from './testing.ts'
import type { OperationRequest } from './tools.ts'

let gateway: TestGateway
let operate: (request: OperationRequest) => unknown = () => ({})
const stored: string[] = []

before(async () => {
  gateway = await startGateway((request) => operate(request))
})
beforeEach(() => {
  operate = () => ({})
  gateway.requests.length = 0
  stored.length = 0
})
after(() => gateway.close())

const settings = (credentials: object = ACCESS_KEY) => ({
  endpoint: gateway.endpoint,
  region: 'us-west-2',
  credentials: credentials as typeof ACCESS_KEY,
  maxAttempts: 1,
})
const s3 = (more: object = {}) => new S3Client({ ...settings(), forcePathStyle: true, ...more })
const seen = () => gateway.requests.map(({ service, operation, region }) => `${service}:${operation} ${region}`)

async function store({ input }: OperationRequest) {
  const { Body } = input as { Body: Readable & { trailers?: () => object } }
  stored.push(await text(Body))
  if (Body.trailers) stored.push(JSON.stringify(Body.trailers()))
  return { ETag: '"e"' }
}

test('each service is known by its signature', async () => {
  await new SageMakerClient(settings()).send(new DescribeTrainingJobCommand({ TrainingJobName: 'job' }))
  await new CloudWatchLogsClient(settings(SESSION_KEY)).send(new DescribeLogGroupsCommand({}))
  await new CloudWatchClient(settings()).send(new ListMetricsCommand({}))
  await new ECRClient(settings()).send(new DescribeRepositoriesCommand({}))
  await new IAMClient(settings()).send(new GetRoleCommand({ RoleName: 'r' })).catch(() => {})
  await new STSClient(settings(SESSION_KEY)).send(new GetCallerIdentityCommand({}))
  await new SageMakerRuntimeClient(settings()).send(new InvokeEndpointCommand({ EndpointName: 'e', Body: Buffer.from('1,2') }))
  await s3().send(new ListBucketsCommand({}))
  assert.deepEqual(seen(), [
    'sagemaker:DescribeTrainingJob us-west-2',
    'logs:DescribeLogGroups us-west-2',
    'cloudwatch:ListMetrics us-west-2',
    'ecr:DescribeRepositories us-west-2',
    'iam:GetRole aws-global',
    'sts:GetCallerIdentity us-west-2',
    'sagemaker-runtime:InvokeEndpoint us-west-2',
    's3:ListBuckets us-west-2',
  ])
})

test('who called, and how, reaches the operation', async () => {
  await new STSClient(settings(SESSION_KEY)).send(new GetCallerIdentityCommand({}))
  const { call } = gateway.requests[0] as OperationRequest
  assert.equal(call.principal.arn, 'arn:aws:iam::123456789012:root')
  assert.equal(call.accessKeyId, SESSION_KEY.accessKeyId)
  assert.equal(call.sourceIp, '127.0.0.1')
  assert.match(call.userAgent, /aws-sdk-js/)
  assert.equal(call.origin, gateway.endpoint)
})

test('objects in memory and as streams arrive whole, with their trailing checksum', async () => {
  operate = store
  await s3().send(new PutObjectCommand({ Bucket: 'bucket', Key: 'a b/ü+&', Body: 'hello' }))
  await s3().send(
    new PutObjectCommand({ Bucket: 'bucket', Key: 'stream', Body: Readable.from([Buffer.from('hello '), Buffer.from('world')]), ContentLength: 11 }),
  )
  assert.equal(stored[0], 'hello')
  assert.equal(stored[1], 'hello world')
  assert.deepEqual(JSON.parse(stored[2] as string), { 'x-amz-checksum-crc32': 'DUoRhQ==' })
  assert.equal((gateway.requests[0] as OperationRequest).input.Key, 'a b/ü+&')
})

test('a bucket in the host name becomes one in the path, after the signature was verified', async () => {
  operate = store
  // Not every machine resolves names under localhost by itself.
  const httpAgent = new Agent({ lookup: (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]) })
  const client = s3({ endpoint: `http://s3.localhost:${gateway.port}`, forcePathStyle: false, requestHandler: { httpAgent } })
  await client.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'a//../b c', Body: 'hello' }))
  const { input, call } = gateway.requests[0] as OperationRequest
  assert.equal(input.Bucket, 'bucket')
  assert.equal(input.Key, 'a//../b c')
  assert.equal(call.origin, `http://bucket.s3.localhost:${gateway.port}`)
})

test('DeleteObjects, HEAD and GET with a stream', async () => {
  operate = ({ operation }) =>
    operation === 'GetObject' ? { Body: Readable.from([Buffer.from('abc')]), ContentLength: 3 } : operation === 'HeadObject' ? { ContentLength: 3 } : {}
  await s3().send(new DeleteObjectsCommand({ Bucket: 'bucket', Delete: { Objects: [{ Key: 'a' }] } }))
  const head = await s3().send(new HeadObjectCommand({ Bucket: 'bucket', Key: 'k' }))
  const got = await s3().send(new GetObjectCommand({ Bucket: 'bucket', Key: 'k' }))
  assert.equal(head.ContentLength, 3)
  assert.equal(await got.Body?.transformToString(), 'abc')
})

test('presigned URLs: good for their method, their host and their time', async () => {
  operate = (request) => (request.operation === 'GetObject' ? { Body: Buffer.from('abc') } : store(request))
  const get = await getSignedUrl(s3(), new GetObjectCommand({ Bucket: 'bucket', Key: 'a+b c' }), { expiresIn: 60 })
  const put = await getSignedUrl(s3(), new PutObjectCommand({ Bucket: 'bucket', Key: 'k' }), { expiresIn: 60 })
  assert.equal(await (await fetch(get)).text(), 'abc')
  assert.equal((await fetch(put, { method: 'PUT', body: 'new' })).status, 200)
  assert.deepEqual(stored, ['new'])
  const wrongMethod = await fetch(get, { method: 'DELETE' })
  assert.equal(wrongMethod.status, 403)
  assert.match(await wrongMethod.text(), /<Code>SignatureDoesNotMatch<\/Code>/)
  const unsignedHeader = await fetch(put, { method: 'PUT', body: 'x', headers: { 'x-amz-acl': 'public-read' } })
  assert.match(await unsignedHeader.text(), /There were headers present in the request which were not signed/)
  const late = await getSignedUrl(s3(), new GetObjectCommand({ Bucket: 'bucket', Key: 'k' }), { expiresIn: 60, signingDate: new Date(Date.now() - 120_000) })
  assert.match(await (await fetch(late)).text(), /<Message>Request has expired<\/Message>/)
  const long = await getSignedUrl(s3(), new GetObjectCommand({ Bucket: 'bucket', Key: 'k' }), { expiresIn: 60 }).then((url) =>
    url.replace('Expires=60', 'Expires=604801'),
  )
  assert.match(await (await fetch(long)).text(), /AuthorizationQueryParametersError/)
})

test("an operation's error comes back in its protocol", async () => {
  operate = () => {
    throw new ServiceError('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName: 'bucket' })
  }
  await assert.rejects(s3().send(new GetObjectCommand({ Bucket: 'bucket', Key: 'k' })), {
    name: 'NoSuchBucket',
    message: 'The specified bucket does not exist',
  })
  operate = () => {
    throw new TypeError('a bug')
  }
  await assert.rejects(new STSClient(settings()).send(new GetCallerIdentityCommand({})), { name: 'InternalFailure' })
  assert.match(gateway.lines.join('\n'), /TypeError: a bug\n\s+at/)
})

const wrong = [
  [{ ...ACCESS_KEY, accessKeyId: 'AKIAUNKNOWN' }, 'UnrecognizedClientException', 'InvalidClientTokenId', 'InvalidAccessKeyId', 'UnrecognizedClientException'],
  [{ ...ACCESS_KEY, secretAccessKey: 'other' }, 'InvalidSignatureException', 'SignatureDoesNotMatch', 'SignatureDoesNotMatch', 'InvalidSignatureException'],
  [{ ...SESSION_KEY, sessionToken: 'another' }, 'UnrecognizedClientException', 'InvalidClientTokenId', 'InvalidToken', 'UnrecognizedClientException'],
  [
    { ...ACCESS_KEY, sessionToken: 'for a long-term key' },
    'UnrecognizedClientException',
    'InvalidClientTokenId',
    'InvalidToken',
    'UnrecognizedClientException',
  ],
] as const
for (const [credentials, json, query, s3Code, rest] of wrong) {
  test(`wrong credentials are refused in each protocol's words: ${Object.keys(credentials)} → ${json}`, async () => {
    await assert.rejects(new SageMakerClient(settings(credentials)).send(new DescribeTrainingJobCommand({ TrainingJobName: 'job' })), { name: json })
    await assert.rejects(new STSClient(settings(credentials)).send(new GetCallerIdentityCommand({})), { name: query })
    await assert.rejects(s3({ credentials }).send(new ListBucketsCommand({})), { name: s3Code })
    await assert.rejects(new SageMakerRuntimeClient(settings(credentials)).send(new InvokeEndpointCommand({ EndpointName: 'e', Body: Buffer.from('1') })), {
      name: rest,
    })
    assert.deepEqual(gateway.requests, [])
  })
}
