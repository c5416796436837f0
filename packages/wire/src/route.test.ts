/** Which operation a request names. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { json, refusal, request } from '../testing/requests.ts'
import { findRoute, operationNames, protocolOf, servicesBySigningName, signingName } from './index.ts'

const s3 = (method: string, path: string, query = '', headers: Record<string, string> = {}) => findRoute('s3', request({ method, path, query, headers }))

test('S3: method, path, subresources and required parameters decide', () => {
  const cases: readonly [string, string, string, Record<string, string>, string][] = [
    ['GET', '/', '', {}, 'ListBuckets'],
    ['GET', '/', 'x-id=ListBuckets', {}, 'ListBuckets'],
    ['PUT', '/b', '', {}, 'CreateBucket'],
    ['PUT', '/b/', '', {}, 'CreateBucket'],
    ['HEAD', '/b', '', {}, 'HeadBucket'],
    ['DELETE', '/b', '', {}, 'DeleteBucket'],
    ['GET', '/b', '', {}, 'ListObjects'],
    ['GET', '/b', 'encoding-type=url&prefix=a', {}, 'ListObjects'],
    ['GET', '/b', 'list-type=1', {}, 'ListObjects'],
    ['GET', '/b/', 'list-type=2', {}, 'ListObjectsV2'],
    ['GET', '/b', 'versions', {}, 'ListObjectVersions'],
    ['GET', '/b', 'uploads', {}, 'ListMultipartUploads'],
    ['GET', '/b', 'location', {}, 'GetBucketLocation'],
    ['GET', '/b', 'lifecycle', {}, 'GetBucketLifecycleConfiguration'],
    ['PUT', '/b', 'notification=', {}, 'PutBucketNotificationConfiguration'],
    ['GET', '/b', 'metrics', {}, 'ListBucketMetricsConfigurations'],
    ['GET', '/b', 'metrics&id=m', {}, 'GetBucketMetricsConfiguration'],
    ['POST', '/b/', 'delete=', {}, 'DeleteObjects'],
    ['PUT', '/b/k', '', {}, 'PutObject'],
    ['PUT', '/b/k', 'x-id=PutObject', {}, 'PutObject'],
    ['PUT', '/b/k', '', { 'x-amz-copy-source': '/b/o' }, 'CopyObject'],
    ['PUT', '/b/k', 'partNumber=1&uploadId=u', {}, 'UploadPart'],
    ['PUT', '/b/k', 'partNumber=1&uploadId=u', { 'x-amz-copy-source': '/b/o' }, 'UploadPartCopy'],
    ['GET', '/b/k', '', {}, 'GetObject'],
    ['GET', '/b/k', 'partNumber=1', {}, 'GetObject'],
    ['HEAD', '/b/k', '', {}, 'HeadObject'],
    ['GET', '/b/k', 'uploadId=u', {}, 'ListParts'],
    ['GET', '/b/k', 'tagging', {}, 'GetObjectTagging'],
    ['GET', '/b/k', 'attributes', {}, 'GetObjectAttributes'],
    ['POST', '/b/k', 'uploads', {}, 'CreateMultipartUpload'],
    ['POST', '/b/k', 'uploadId=u', {}, 'CompleteMultipartUpload'],
    ['DELETE', '/b/k', '', {}, 'DeleteObject'],
    ['DELETE', '/b/k', 'uploadId=u', {}, 'AbortMultipartUpload'],
    ['POST', '/b/k', 'select&select-type=2', {}, 'SelectObjectContent'],
  ]
  for (const [method, path, query, headers, operation] of cases)
    assert.equal(s3(method, path, query, headers).operation, operation, `${method} ${path}?${query}`)
})

test('S3: labels are decoded once, a key keeps its slashes', () => {
  const keys: readonly [string, string][] = [
    ['/b/a/b//c/', 'a/b//c/'],
    ['/b//a', '/a'],
    ['/b/a%2Fb', 'a/b'],
    ['/b/%2541', '%41'],
    ['/b/a+b', 'a+b'],
    ['/b/%F0%9F%A6%89', '🦉'],
    ['/b/..%2F..', '../..'],
  ]
  for (const [path, key] of keys) assert.deepEqual(s3('GET', path).labels, { Bucket: 'b', Key: key })
  assert.deepEqual(s3('PUT', '/b').labels, { Bucket: 'b' })
})

test('only payloads of bytes stream', () => {
  assert.equal(s3('PUT', '/b/k').streamsInput, true)
  assert.equal(s3('PUT', '/b/k', 'partNumber=1&uploadId=u').streamsInput, true)
  assert.equal(s3('PUT', '/b').streamsInput, false)
  assert.equal(findRoute('sagemaker-runtime', request({ path: '/endpoints/e/invocations' })).streamsInput, false)
})

test('what no operation answers is refused each service`s way', () => {
  assert.equal(refusal('s3', request({ method: 'PATCH', path: '/b' })), 'MethodNotAllowed 405 The specified method is not allowed against this resource.')
  assert.equal(refusal('s3', request({ method: 'POST', path: '/b/k' })), 'MethodNotAllowed 405 The specified method is not allowed against this resource.')
  assert.equal(
    refusal('sagemaker-runtime', request({ path: '/endpoints//invocations' })),
    'UnknownOperationException 404 No operation has this method and path.',
  )
  assert.equal(
    refusal('sagemaker-runtime', request({ method: 'GET', path: '/endpoints/e/invocations' })),
    'UnknownOperationException 404 No operation has this method and path.',
  )
  for (const target of ['SageMaker.Nope', 'SageMaker', 'Logs_20140328.ListModels', 'SageMaker.__proto__', 'SageMaker.constructor', '']) {
    assert.match(refusal('sagemaker', json(target, {})), /^UnknownOperationException 400 /, target)
  }
  assert.match(
    refusal('sagemaker', request({ path: '/service/SageMaker/operation/ListModels', headers: { 'smithy-protocol': 'rpc-v2-cbor' } })),
    /^NotImplemented 501 The protocol rpc-v2-cbor is not spoken by this service/,
  )
  assert.match(
    refusal('cloudwatch', request({ path: '/service/GraniteServiceVersion20100801/operation/ListMetrics', headers: { 'smithy-protocol': 'rpc-v2-json' } })),
    /^NotImplemented 501 The protocol rpc-v2-json is not spoken by this service/,
  )
  const cbor = (path: string, method = 'POST') =>
    refusal('cloudwatch', request({ path, method, headers: { 'smithy-protocol': 'rpc-v2-cbor' }, body: Buffer.from([0xa0]) }))
  assert.match(cbor('/service/GraniteServiceVersion20100801/operation/Nope'), /^UnknownOperationException 400 /)
  assert.match(cbor('/service/Other/operation/ListMetrics'), /^UnknownOperationException 400 /)
  assert.match(cbor('/service/GraniteServiceVersion20100801/operation/ListMetrics', 'GET'), /^UnknownOperationException 400 /)
  assert.match(
    cbor('/service/GraniteServiceVersion20100801/operation/GetDashboard'),
    /^ValidationError 400 1 validation error detected: Value null at 'dashboardName' failed/,
  )
  assert.equal(refusal('ecr', request({})), 'UnknownOperationException 400 The request has no X-Amz-Target header.')
})

test('names of operations and services', () => {
  assert.ok(operationNames('sagemaker').includes('CreateTrainingJob') && operationNames('sagemaker').length > 400)
  assert.equal(signingName('cloudwatch'), 'monitoring')
  assert.deepEqual(servicesBySigningName('sagemaker'), ['sagemaker', 'sagemaker-runtime', 'sagemaker-metrics', 'sagemaker-featurestore-runtime'])
  assert.deepEqual(servicesBySigningName('lambda'), [])
  assert.equal(protocolOf('cloudwatch', { headers: {} }), 'awsQuery')
  assert.equal(protocolOf('cloudwatch', { headers: { 'x-amz-target': 'x' } }), 'awsJson1.0')
})
