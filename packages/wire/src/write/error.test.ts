/** Errors as the AWS SDK reads them back, and the bytes beneath. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientOf, commandOf } from '../../testing/clients.ts'
import { WireFault } from '../errors.ts'
import type { Route, ServiceId, WireError } from '../types.ts'
import { writeError } from './error.ts'

type SdkError = Error & { readonly $metadata: { readonly httpStatusCode: number; readonly requestId?: string }; readonly $fault: string } & Record<
    string,
    unknown
  >

async function received(service: ServiceId, operation: string, input: unknown, error: WireError, protocol?: Route['protocol']): Promise<SdkError> {
  const Command = commandOf(service, operation) as new (input: unknown) => unknown
  const client = clientOf(service, () => writeError(service, protocol, error, 'id-1'))
  try {
    await client.send(new Command(input))
  } catch (caught) {
    return caught as SdkError
  }
  throw new Error('no error')
}

test('the SDK reads code, message, status, request id and modelled fields', async () => {
  const cases: readonly [ServiceId, string, unknown, WireError, Record<string, unknown>?][] = [
    ['sagemaker', 'DescribeTrainingJob', { TrainingJobName: 'x' }, { code: 'ResourceNotFound', message: 'gone', httpStatus: 400 }],
    [
      'sagemaker',
      'DescribeTrainingJob',
      { TrainingJobName: 'x' },
      { code: 'ValidationException', message: "1 validation error detected: Value 'é' at …", httpStatus: 400 },
    ],
    ['ecr', 'DescribeRepositories', {}, { code: 'RepositoryNotFoundException', message: 'no repository', httpStatus: 400 }],
    [
      'logs',
      'GetLogEvents',
      { logStreamName: 'x' },
      { code: 'ResourceNotFoundException', message: 'The specified log group does not exist.', httpStatus: 400 },
    ],
    [
      'logs',
      'PutLogEvents',
      { logGroupName: 'g', logStreamName: 's', logEvents: [] },
      { code: 'InvalidSequenceTokenException', message: 'm', httpStatus: 400, fields: { expectedSequenceToken: 't' } },
      { expectedSequenceToken: 't' },
    ],
    ['iam', 'GetRole', { RoleName: 'x' }, { code: 'NoSuchEntityException', message: 'role <x> & y', httpStatus: 404 }],
    ['ec2', 'DescribeVpcs', {}, { code: 'InvalidVpcID.NotFound', message: "The vpc ID 'vpc-<1>' does not exist", httpStatus: 400 }],
    ['sts', 'AssumeRole', { RoleArn: 'x', RoleSessionName: 's' }, { code: 'AccessDenied', message: 'no', httpStatus: 403 }],
    [
      's3',
      'ListObjectsV2',
      { Bucket: 'b' },
      { code: 'NoSuchBucket', message: 'The specified bucket does not exist', httpStatus: 404, fields: { BucketName: 'b' } },
    ],
    [
      's3',
      'GetObject',
      { Bucket: 'b', Key: 'k' },
      { code: 'InvalidObjectState', message: 'm', httpStatus: 403, fields: { StorageClass: 'GLACIER' } },
      { StorageClass: 'GLACIER' },
    ],
    [
      's3',
      'PutObject',
      { Bucket: 'b', Key: 'k', Body: 'x' },
      { code: 'PreconditionFailed', message: 'm', httpStatus: 412, fields: { Condition: 'If-None-Match' } },
      { Condition: 'If-None-Match' },
    ],
    [
      'sagemaker-runtime',
      'InvokeEndpoint',
      { EndpointName: 'e', Body: 'x' },
      {
        code: 'ModelError',
        message: 'Received client error (400) from primary',
        httpStatus: 424,
        fields: { OriginalStatusCode: 400, OriginalMessage: 'bad', LogStreamArn: 'arn', ErrorCode: 'CLIENT_ERROR_FROM_MODEL' },
      },
      { OriginalStatusCode: 400, OriginalMessage: 'bad', LogStreamArn: 'arn' },
    ],
    [
      'sagemaker-runtime',
      'InvokeEndpoint',
      { EndpointName: 'e', Body: 'x' },
      { code: 'ValidationError', message: 'Endpoint e of account 1 not found.', httpStatus: 400 },
    ],
    ['cloudwatch', 'GetDashboard', { DashboardName: 'd' }, { code: 'ResourceNotFound', message: 'none', httpStatus: 404 }],
  ]
  for (const [service, operation, input, error, fields] of cases) {
    const caught = await received(service, operation, input, error)
    assert.equal(caught.name, error.code, `${service} ${error.code}`)
    assert.equal(caught.message, error.message)
    assert.equal(caught.$metadata.httpStatusCode, error.httpStatus)
    assert.equal(caught.$metadata.requestId, 'id-1', service)
    for (const [name, value] of Object.entries(fields ?? {})) assert.equal(caught[name], value, `${service} ${name}`)
  }
})

test('JSON bodies bear the code as __type and the message under the modelled name', () => {
  const body = (service: ServiceId, error: WireError) => JSON.parse(String(writeError(service, undefined, error, 'id').body)) as unknown
  assert.deepEqual(body('sagemaker', { code: 'ResourceInUse', message: 'm', httpStatus: 400 }), { __type: 'ResourceInUse', Message: 'm' })
  assert.deepEqual(body('sagemaker', new WireFault('ValidationException', 'm')), { __type: 'ValidationException', message: 'm' })
  assert.deepEqual(body('sagemaker-runtime', { code: 'InternalFailure', message: 'm', httpStatus: 500 }), { Message: 'm' })
  assert.equal(
    writeError('sagemaker-runtime', undefined, { code: 'ModelError', message: 'm', httpStatus: 424 }, 'id').headers['x-amzn-errortype'],
    'ModelError',
  )
})

test('CloudWatch tells clients of the query protocol their code', () => {
  const error = { code: 'DashboardNotFoundError', message: 'm', httpStatus: 404 }
  const answer = writeError('cloudwatch', 'awsJson1.0', error, 'id')
  assert.deepEqual([answer.headers['x-amzn-query-error'], JSON.parse(String(answer.body)).__type], ['ResourceNotFound;Sender', 'DashboardNotFoundError'])
  assert.equal(
    writeError('cloudwatch', 'awsJson1.0', { code: 'InternalServiceFault', message: 'm', httpStatus: 500 }, 'id').headers['x-amzn-query-error'],
    'InternalServiceError;Receiver',
  )
  assert.equal(
    writeError('cloudwatch', 'awsQuery', error, 'id').body,
    '<ErrorResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><Error><Type>Sender</Type><Code>ResourceNotFound</Code><Message>m</Message></Error><RequestId>id</RequestId></ErrorResponse>',
  )
})

test('S3: fields between message and request id, all escaped; 304 has no body', () => {
  const { body, headers, status } = writeError(
    's3',
    undefined,
    { code: 'NoSuchKey', message: 'The specified key does not exist.', httpStatus: 404, fields: { Key: 'a<b>\u0002', VersionId: undefined } },
    'id',
  )
  assert.equal(status, 404)
  assert.equal(
    body,
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Key>a&lt;b&gt;&#x2;</Key><RequestId>id</RequestId><HostId>${headers['x-amz-id-2']}</HostId></Error>`,
  )
  assert.equal(writeError('s3', undefined, { code: 'NotModified', message: 'm', httpStatus: 304 }, 'id').body, '')
})
