/** Requests as the AWS SDK sends them over a life of a little account: what the fuzzer spoils. */

import * as cloudwatch from '@aws-sdk/client-cloudwatch'
import * as logs from '@aws-sdk/client-cloudwatch-logs'
import * as iam from '@aws-sdk/client-iam'
import * as s3 from '@aws-sdk/client-s3'
import * as sagemaker from '@aws-sdk/client-sagemaker'
import { InvokeEndpointCommand } from '@aws-sdk/client-sagemaker-runtime'
import * as sts from '@aws-sdk/client-sts'
import type { WireRequest } from '#wire'
import type { Clients } from '../clients.ts'
import { allow, trust } from '../policies.ts'
import { BUCKET, prepareAccount, ROLE, TOY, trainingJob } from '../sagemaker.ts'

export interface Recorded extends WireRequest {
  /** The service in the signature. */
  readonly signingName: string
  readonly name: string
}

interface Sent {
  readonly method: string
  readonly path: string
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

interface Stack {
  add(middleware: (next: (args: { request: Sent }) => unknown) => (args: { request: Sent }) => unknown, where: object): void
}

const escaped = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

function queryText(query: Sent['query']): string {
  const parts = Object.entries(query ?? {}).flatMap(([name, value]) =>
    value === null ? [escaped(name)] : (typeof value === 'string' ? [value] : value).map((one) => `${escaped(name)}=${escaped(one)}`),
  )
  return parts.join('&')
}

const signingNames: Readonly<Partial<Record<keyof Clients, string>>> = { sagemakerRuntime: 'sagemaker', cloudwatch: 'monitoring' }

/** Sends each and keeps the bytes; failures of single calls do not matter here. */
export async function recordRequests(clients: Clients): Promise<Recorded[]> {
  const recorded: Recorded[] = []
  const watch = (client: keyof Clients, signingName = signingNames[client] ?? client) => {
    const stack = (clients[client] as unknown as { middlewareStack: Stack }).middlewareStack
    const record = (next: (args: { request: Sent }) => unknown) => (args: { request: Sent }) => {
      const { method, path, query, headers, body } = args.request
      const known = body === undefined || typeof body === 'string' || body instanceof Uint8Array
      const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
      const { authorization: _, ...rest } = lower
      if (known)
        recorded.push({ signingName, name: `${client} ${method} ${path}`, method, path, query: queryText(query), headers: rest, body: Buffer.from(body ?? '') })
      return next(args)
    }
    stack.add(record, { step: 'finalizeRequest', priority: 'low', name: 'record' })
  }
  for (const client of ['sagemaker', 'sagemakerRuntime', 's3', 'iam', 'sts', 'logs', 'cloudwatch'] as const) watch(client)
  await prepareAccount(clients)
  for (const [client, command] of commands()) await (clients[client] as { send(command: unknown): Promise<unknown> }).send(command).catch(() => undefined)
  return recorded
}

const dimension = { Name: 'Host', Value: 'one' }

type Sendable = [keyof Clients, unknown]

const commands = (): Sendable[] => [...ofSageMaker(), ...ofS3(), ...ofOthers()]

function ofSageMaker(): Sendable[] {
  return [
    ['sagemaker', trainingJob('recorded-job', { HyperParameters: { max_depth: '5', eta: '0.2' }, Tags: [{ Key: 'team', Value: 'x' }] })],
    [
      'sagemaker',
      new sagemaker.CreateModelCommand({ ModelName: 'recorded-model', ExecutionRoleArn: ROLE, PrimaryContainer: { Image: TOY, Environment: { A: 'b' } } }),
    ],
    [
      'sagemaker',
      new sagemaker.CreateEndpointConfigCommand({
        EndpointConfigName: 'recorded-config',
        ProductionVariants: [{ VariantName: 'v', ModelName: 'recorded-model', InstanceType: 'ml.m4.xlarge', InitialInstanceCount: 1 }],
      }),
    ],
    ['sagemaker', new sagemaker.CreateEndpointCommand({ EndpointName: 'recorded-endpoint', EndpointConfigName: 'recorded-config' })],
    ['sagemaker', new sagemaker.CreateNotebookInstanceCommand({ NotebookInstanceName: 'recorded', InstanceType: 'ml.t3.medium', RoleArn: ROLE })],
    ['sagemaker', new sagemaker.DescribeTrainingJobCommand({ TrainingJobName: 'recorded-job' })],
    ['sagemaker', new sagemaker.DescribeEndpointCommand({ EndpointName: 'recorded-endpoint' })],
    ['sagemaker', new sagemaker.ListTrainingJobsCommand({ NameContains: 'rec', SortBy: 'Name', MaxResults: 5, CreationTimeAfter: new Date(1e12) })],
    ['sagemaker', new sagemaker.ListTagsCommand({ ResourceArn: 'arn:aws:sagemaker:us-east-1:123456789012:training-job/recorded-job' })],
    ['sagemakerRuntime', new InvokeEndpointCommand({ EndpointName: 'recorded-endpoint', ContentType: 'text/csv', Body: Buffer.from('1,2,3\n4,5,6') })],
  ]
}

function ofS3(): Sendable[] {
  const Bucket = BUCKET
  return [
    ['s3', new s3.ListBucketsCommand({})],
    ['s3', new s3.PutObjectCommand({ Bucket, Key: 'fuzz/a b.txt', Body: 'hello', ContentType: 'text/plain', Metadata: { colour: 'blue' } })],
    ['s3', new s3.GetObjectCommand({ Bucket, Key: 'fuzz/a b.txt', Range: 'bytes=1-3', IfNoneMatch: '"x"' })],
    ['s3', new s3.HeadObjectCommand({ Bucket, Key: 'fuzz/a b.txt' })],
    ['s3', new s3.CopyObjectCommand({ Bucket, Key: 'fuzz/c', CopySource: `${Bucket}/fuzz/a%20b.txt` })],
    ['s3', new s3.ListObjectsV2Command({ Bucket, Prefix: 'data/', Delimiter: '/', MaxKeys: 3, StartAfter: 'data/a' })],
    ['s3', new s3.ListObjectsCommand({ Bucket, EncodingType: 'url' })],
    ['s3', new s3.DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'a' }, { Key: 'b&<' }], Quiet: true } })],
    ['s3', new s3.CreateMultipartUploadCommand({ Bucket, Key: 'fuzz/parts' })],
    [
      's3',
      new s3.CompleteMultipartUploadCommand({ Bucket, Key: 'fuzz/parts', UploadId: 'none', MultipartUpload: { Parts: [{ PartNumber: 1, ETag: '"e"' }] } }),
    ],
    ['s3', new s3.PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: 'k', Value: 'v' }] } })],
    [
      's3',
      new s3.PutBucketPolicyCommand({
        Bucket,
        Policy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` }],
        }),
      }),
    ],
    ['s3', new s3.PutObjectTaggingCommand({ Bucket, Key: 'fuzz/a b.txt', Tagging: { TagSet: [{ Key: 'k', Value: 'v' }] } })],
    ['s3', new s3.GetBucketLocationCommand({ Bucket })],
  ]
}

function ofOthers(): Sendable[] {
  return [
    ['iam', new iam.CreateRoleCommand({ RoleName: 'recorded', AssumeRolePolicyDocument: trust(), Tags: [{ Key: 'a', Value: 'b' }] })],
    ['iam', new iam.PutRolePolicyCommand({ RoleName: 'recorded', PolicyName: 'p', PolicyDocument: allow(['s3:Get*']) })],
    ['iam', new iam.ListRolesCommand({ PathPrefix: '/' })],
    ['iam', new iam.SimulatePrincipalPolicyCommand({ PolicySourceArn: ROLE, ActionNames: ['s3:GetObject'], ResourceArns: ['*'] })],
    ['iam', new iam.CreatePolicyCommand({ PolicyName: 'recorded', PolicyDocument: allow(['s3:*']) })],
    ['sts', new sts.GetCallerIdentityCommand({})],
    ['sts', new sts.AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 's', DurationSeconds: 900, Policy: allow(['s3:*']) })],
    ['logs', new logs.CreateLogGroupCommand({ logGroupName: '/fuzz' })],
    ['logs', new logs.CreateLogStreamCommand({ logGroupName: '/fuzz', logStreamName: 's' })],
    ['logs', new logs.PutLogEventsCommand({ logGroupName: '/fuzz', logStreamName: 's', logEvents: [{ timestamp: Date.now(), message: 'x [1] {"a":2}' }] })],
    ['logs', new logs.FilterLogEventsCommand({ logGroupName: '/fuzz', filterPattern: '{ $.a = 2 && $.b != "*" }' })],
    ['logs', new logs.GetLogEventsCommand({ logGroupName: '/fuzz', logStreamName: 's', startFromHead: true })],
    [
      'cloudwatch',
      new cloudwatch.PutMetricDataCommand({ Namespace: 'Fuzz', MetricData: [{ MetricName: 'm', Value: 1.5, Timestamp: new Date(), Dimensions: [dimension] }] }),
    ],
    [
      'cloudwatch',
      new cloudwatch.GetMetricStatisticsCommand({
        Namespace: 'Fuzz',
        MetricName: 'm',
        Dimensions: [dimension],
        StartTime: new Date(Date.now() - 3_600_000),
        EndTime: new Date(),
        Period: 60,
        Statistics: ['Average'],
      }),
    ],
    [
      'cloudwatch',
      new cloudwatch.GetMetricDataCommand({
        StartTime: new Date(Date.now() - 3_600_000),
        EndTime: new Date(),
        MetricDataQueries: [
          { Id: 'q', Expression: 'm1 + 2 * (3 - m2)' },
          { Id: 'm1', MetricStat: { Metric: { Namespace: 'Fuzz', MetricName: 'm' }, Period: 60, Stat: 'p99' } },
        ],
      }),
    ],
    ['cloudwatch', new cloudwatch.ListMetricsCommand({ Namespace: 'Fuzz' })],
  ]
}
