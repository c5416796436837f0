/** Outputs: strict against the model, and the bytes that the SDK's round trips cannot see. */
import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { modelOf } from '../model.ts'
import type { Route, ServiceId } from '../types.ts'
import { writeOutput } from './output.ts'
import { s3Roots } from './s3-roots.ts'

const protocols: Partial<Record<ServiceId, Route['protocol']>> = {
  ec2: 'ec2Query',
  s3: 'restXml',
  iam: 'awsQuery',
  sts: 'awsQuery',
  'sagemaker-runtime': 'restJson1',
  cloudwatch: 'awsQuery',
}
const route = (service: ServiceId, operation: string): Route => ({
  service,
  operation,
  protocol: protocols[service] ?? 'awsJson1.1',
  labels: {},
  streamsInput: false,
})
const write = (service: ServiceId, operation: string, output: Record<string, unknown>) => writeOutput(route(service, operation), output, 'id-1')

test('what does not fit the model is our bug and thrown as such', () => {
  const job = (changes: Record<string, unknown>) => () => write('sagemaker', 'DescribeTrainingJob', { TrainingJobName: 'j', ...changes })
  const cases: readonly [() => unknown, RegExp][] = [
    [job({ NoSuchMember: 1 }), /NoSuchMember is no member of DescribeTrainingJobResponse/],
    [job({ ResourceConfig: { Nope: 1 } }), /ResourceConfig\.Nope is no member of ResourceConfig/],
    [job({ TrainingJobName: 5 }), /TrainingJobName must be of type string, is the number 5/],
    [job({ TrainingJobName: null }), /TrainingJobName must be of type string, is null/],
    [job({ ResourceConfig: null }), /ResourceConfig must be an object, is null/],
    [job({ CreationTime: 1_700_000_000 }), /CreationTime must be of type timestamp/],
    [job({ CreationTime: new Date('x') }), /CreationTime must be of type timestamp, is an invalid Date/],
    [job({ BillableTimeInSeconds: 1.5 }), /BillableTimeInSeconds must be of type integer, is the number 1\.5/],
    [job({ EnableNetworkIsolation: 'true' }), /EnableNetworkIsolation must be of type boolean/],
    [job({ InputDataConfig: {} }), /InputDataConfig must be a list/],
    [job({ InputDataConfig: [{ ChannelName: 1 }] }), /InputDataConfig\[0\]\.ChannelName must be of type string/],
    [job({ HyperParameters: ['a'] }), /HyperParameters must be an object, is a list/],
    [() => write('sagemaker', 'DeleteModel', { ModelName: 'm' }), /ModelName is no member: DeleteModel has no output/],
    [() => write('s3', 'GetObject', { Body: 5 }), /Body must be bytes, a text or a Readable/],
    [() => write('s3', 'ListObjectsV2', { Contents: [{ key: 'k' }] }), /Contents\[0\]\.key is no member of Object/],
    [() => write('s3', 'CopyObject', {}), /CopyObjectResult is missing, and is the body of CopyObject/],
    [() => write('iam', 'GetRole', { Role: { Name: 'r' } }), /Role\.Name is no member of Role/],
    [() => write('sagemaker', 'DescribeAutoMLJobV2', { AutoMLProblemTypeConfig: {} }), /must have exactly one member/],
    [() => write('sagemaker', 'Nope', {}), /has no operation Nope/],
  ]
  for (const [attempt, message] of cases) assert.throws(attempt, message)
})

test('JSON: undefined is absent, dates are seconds, prototypes stay whole', () => {
  const answer = write('sagemaker', 'DescribeTrainingJob', {
    TrainingJobName: 'j',
    RoleArn: undefined,
    CreationTime: new Date(1_700_000_000_123),
    HyperParameters: JSON.parse('{"__proto__":"1"}') as object,
    FinalMetricDataList: [{ MetricName: 'm', Value: Number.NaN }],
  })
  assert.equal(
    answer.body,
    '{"TrainingJobName":"j","HyperParameters":{"__proto__":"1"},"CreationTime":1700000000.123,"FinalMetricDataList":[{"MetricName":"m","Value":"NaN"}]}',
  )
  assert.deepEqual([answer.status, answer.headers['content-type'], answer.headers['x-amzn-requestid']], [200, 'application/x-amz-json-1.1', 'id-1'])
  assert.equal(write('sagemaker', 'DeleteModel', {}).body, '')
  assert.equal(write('sagemaker', 'ListModels', { Models: [] }).body, '{"Models":[]}')
  assert.match(write('logs', 'GetLogEvents', { events: [{ timestamp: 9_007_199_254_740_993n }] }).body as string, /"timestamp":9007199254740993/)
})

test('query: the result stands in its wrapper, with the request`s id', () => {
  assert.equal(
    write('sts', 'GetCallerIdentity', { Account: '1', Arn: 'arn:aws:iam::1:root', UserId: '<1>' }).body,
    '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><UserId>&lt;1&gt;</UserId><Account>1</Account><Arn>arn:aws:iam::1:root</Arn></GetCallerIdentityResult><ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></GetCallerIdentityResponse>',
  )
  assert.equal(
    write('iam', 'DeleteRole', {}).body,
    '<DeleteRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></DeleteRoleResponse>',
  )
})

test('S3: roots, namespaces, headers and escapes', () => {
  const listing = write('s3', 'ListObjectsV2', {
    Name: 'b',
    Contents: [{ Key: 'a\r\u0001&', LastModified: new Date('2026-01-02T03:04:05Z'), ETag: '"e"', Size: 3 }],
    CommonPrefixes: [{ Prefix: 'p/' }],
    KeyCount: 1,
  })
  assert.equal(
    listing.body,
    '<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Contents><Key>a&#xD;&#x1;&amp;</Key><LastModified>2026-01-02T03:04:05.000Z</LastModified><ETag>&quot;e&quot;</ETag><Size>3</Size></Contents><Name>b</Name><CommonPrefixes><Prefix>p/</Prefix></CommonPrefixes><KeyCount>1</KeyCount></ListBucketResult>',
  )
  assert.deepEqual([listing.headers['content-type'], listing.headers['x-amz-request-id']], ['application/xml', 'id-1'])
  assert.match(
    write('s3', 'GetBucketLocation', { LocationConstraint: 'eu-west-1' }).body as string,
    /\n<LocationConstraint xmlns="[^"]+">eu-west-1<\/LocationConstraint>$/,
  )
  assert.match(write('s3', 'GetBucketLocation', {}).body as string, /\n<LocationConstraint xmlns="[^"]+"><\/LocationConstraint>$/)
  assert.match(
    write('s3', 'GetBucketAcl', { Owner: { ID: 'o' }, Grants: [{ Grantee: { Type: 'CanonicalUser', ID: 'o' }, Permission: 'FULL_CONTROL' }] }).body as string,
    /<AccessControlPolicy xmlns="[^"]+"><Owner><ID>o<\/ID><\/Owner><AccessControlList><Grant><Grantee xmlns:xsi="http:\/\/www\.w3\.org\/2001\/XMLSchema-instance" xsi:type="CanonicalUser"><ID>o<\/ID><\/Grantee>/,
  )
  assert.match(
    write('s3', 'CopyObject', { CopyObjectResult: { ETag: 'e' }, VersionId: 'v' }).body as string,
    /\n<CopyObjectResult xmlns="[^"]+"><ETag>e<\/ETag><\/CopyObjectResult>$/,
  )
  assert.match(write('s3', 'GetObjectRetention', { Retention: { Mode: 'GOVERNANCE' } }).body as string, /\n<Retention xmlns=/)
  assert.deepEqual([write('s3', 'DeleteObject', {}).status, write('s3', 'DeleteObject', {}).body], [204, ''])
  const head = write('s3', 'HeadObject', {
    ContentLength: 3,
    LastModified: new Date('2026-01-02T03:04:05.678Z'),
    Metadata: { One: '1' },
    DeleteMarker: false,
    ExpiresString: 'never',
  })
  assert.deepEqual(head.headers, {
    'x-amz-request-id': 'id-1',
    'x-amz-id-2': head.headers['x-amz-id-2'],
    'content-length': '3',
    'last-modified': 'Fri, 02 Jan 2026 03:04:05 GMT',
    'x-amz-meta-one': '1',
    'x-amz-delete-marker': 'false',
    expires: 'never',
  })
})

test('headers cannot be split, and carry what HTTP can', () => {
  const { headers } = write('s3', 'GetObject', {
    ContentType: 'text/csv\r\nset-cookie: a=b',
    ContentDisposition: 'attachment; filename="日本"',
    Metadata: { A: 'é' },
  })
  assert.equal(headers['content-type'], 'text/csv  set-cookie: a=b')
  assert.equal(Buffer.from(headers['content-disposition'] ?? '', 'latin1').toString('utf8'), 'attachment; filename="日本"')
  assert.equal(headers['x-amz-meta-a'], 'é')
})

test('S3: every answer without a payload has its documented root', () => {
  const model = modelOf('s3')
  const unnamed = model.operationNames.filter((name) => {
    const shape = model.operation(name)?.output?.shape
    return shape && !shape.payload && shape.bodyMembers.length > 0 && !(name in s3Roots)
  })
  // Its root is its only member; annotations are newer than the reference this was made from.
  assert.deepEqual(unnamed, ['GetBucketLocation', 'ListObjectAnnotations', 'PutObjectAnnotation'])
})

test('payloads go out as they are', () => {
  const stream = Readable.from(['a'])
  assert.equal(write('s3', 'GetObject', { Body: stream }).body, stream)
  const invoked = write('sagemaker-runtime', 'InvokeEndpoint', { Body: Buffer.from('0.5'), ContentType: 'text/csv', InvokedProductionVariant: 'v' })
  assert.deepEqual(
    [invoked.status, invoked.headers['content-type'], invoked.headers['x-amzn-invoked-production-variant'], invoked.body],
    [200, 'text/csv', 'v', Buffer.from('0.5')],
  )
  const queued = write('sagemaker-runtime', 'InvokeEndpointAsync', { InferenceId: 'i', OutputLocation: 's3://b/o' })
  assert.deepEqual([queued.status, queued.headers['x-amzn-sagemaker-outputlocation'], queued.body], [202, 's3://b/o', '{"InferenceId":"i"}'])
  const policy = write('s3', 'GetBucketPolicy', { Policy: '{"Version":"2012-10-17"}' })
  assert.deepEqual([policy.headers['content-type'], policy.body], ['application/json', '{"Version":"2012-10-17"}'])
})

test("EC2's answers have no wrapper, and say true where there is nothing else", () => {
  assert.equal(
    write('ec2', 'DescribeVpcs', { Vpcs: [{ VpcId: 'vpc-1', IsDefault: true, Tags: [] }] }).body,
    '<?xml version="1.0" encoding="UTF-8"?>\n<DescribeVpcsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>id-1</requestId><vpcSet><item><isDefault>true</isDefault><tagSet></tagSet><vpcId>vpc-1</vpcId></item></vpcSet></DescribeVpcsResponse>',
  )
  assert.equal(
    write('ec2', 'CreateTags', {}).body,
    '<?xml version="1.0" encoding="UTF-8"?>\n<CreateTagsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>id-1</requestId><return>true</return></CreateTagsResponse>',
  )
})
