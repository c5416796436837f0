/** AWS JSON requests: what is refused and in which words, and what must not be. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { json, read, refusal, request } from '../../testing/requests.ts'
import * as limits from '../limits.ts'

const trainingJob = {
  TrainingJobName: 'j',
  RoleArn: 'arn:aws:iam::123456789012:role/r',
  AlgorithmSpecification: { TrainingImage: 'xgb', TrainingInputMode: 'File' },
  OutputDataConfig: { S3OutputPath: 's3://b/o' },
  ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 5 },
  StoppingCondition: { MaxRuntimeInSeconds: 60 },
}
const create = (changes: unknown) => json('SageMaker.CreateTrainingJob', typeof changes === 'string' ? changes : { ...trainingJob, ...(changes as object) })
const refused = (changes: unknown) => refusal('sagemaker', create(changes))

test('a valid request is read as it is, unknown members ignored', () => {
  assert.deepEqual(read('sagemaker', create({ NoSuchMember: { a: [1] }, __type: 'x' })), trainingJob)
  assert.deepEqual(read('sagemaker', json('SageMaker.ListTrainingJobs', '')), {})
})

test('null counts as absent', () => {
  assert.deepEqual(read('sagemaker', create({ EnableNetworkIsolation: null, HyperParameters: { a: null, b: '1' } })), {
    ...trainingJob,
    HyperParameters: { b: '1' },
  })
})

test('wrong types are SerializationException in the front end`s words', () => {
  const cases: readonly [unknown, string][] = [
    ['{x', 'The request body is not valid JSON'],
    ['[1]', 'Start of list found where not expected'],
    ['"a"', 'Unexpected value type in payload'],
    ['null', 'Unexpected value type in payload'],
    [{ TrainingJobName: 5 }, 'NUMBER_VALUE can not be converted to a String'],
    [{ TrainingJobName: true }, 'TRUE_VALUE can not be converted to a String'],
    [{ TrainingJobName: ['a'] }, 'Start of list found where not expected'],
    [{ TrainingJobName: {} }, 'Start of structure or map found where not expected.'],
    [{ EnableNetworkIsolation: 'true' }, 'STRING_VALUE can not be converted to a Boolean'],
    [{ ResourceConfig: 'x' }, 'Unexpected value type in payload'],
    [{ ResourceConfig: { InstanceCount: '1' } }, 'STRING_VALUE can not be converted to an Integer'],
    [{ ResourceConfig: { InstanceCount: 1.5 } }, '1.5 is not of type integer'],
    [{ ResourceConfig: { InstanceCount: 2 ** 31 } }, '2147483648 is not of type integer'],
    [{ InputDataConfig: { a: 1 } }, 'Start of structure or map found where not expected.'],
    [{ InputDataConfig: 'x' }, 'Expected list or null'],
    [{ HyperParameters: [] }, 'Start of list found where not expected'],
  ]
  for (const [changes, message] of cases) assert.equal(refused(changes), `SerializationException 400 ${message}`, JSON.stringify(changes))
})

test('one broken constraint', () => {
  assert.equal(
    refused({ TrainingJobName: 'a_b' }),
    "ValidationException 400 1 validation error detected: Value 'a_b' at 'trainingJobName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}",
  )
  assert.equal(
    refused({ TrainingJobName: undefined }),
    "ValidationException 400 1 validation error detected: Value null at 'trainingJobName' failed to satisfy constraint: Member must not be null",
  )
  assert.match(
    refused({ ResourceConfig: { InstanceType: 'ml.nope', InstanceCount: 1, VolumeSizeInGB: 5 } }),
    /: Value 'ml\.nope' at 'resourceConfig\.instanceType' failed to satisfy constraint: Member must satisfy enum value set: \[ml\.m4\.xlarge, /,
  )
  assert.match(
    refused({ StoppingCondition: { MaxRuntimeInSeconds: 0 } }),
    /: Value '0' at 'stoppingCondition\.maxRuntimeInSeconds' failed to satisfy constraint: Member must have value greater than or equal to 1$/,
  )
})

test('several broken constraints, each at its place', () => {
  const message = refused({
    TrainingJobName: 'a'.repeat(64),
    InputDataConfig: [{ ChannelName: 'ok', DataSource: {} }, { ChannelName: 'sp ace' }],
    Tags: [{ Key: '', Value: 'v' }],
  })
  assert.ok(message.startsWith('ValidationException 400 4 validation errors detected: '), message)
  assert.ok(message.includes(`Value '${'a'.repeat(64)}' at 'trainingJobName' failed to satisfy constraint: Member must have length less than or equal to 63; `))
  assert.ok(
    message.includes(
      "Value 'sp ace' at 'inputDataConfig.2.member.channelName' failed to satisfy constraint: Member must satisfy regular expression pattern: [A-Za-z0-9\\.\\-_]+; ",
    ),
  )
  assert.ok(message.includes("Value null at 'inputDataConfig.2.member.dataSource' failed to satisfy constraint: Member must not be null; "))
  assert.ok(message.endsWith("Value '' at 'tags.1.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1"))
})

test('scalars in a map or list are reported at the map or list, with all that is asked of them', () => {
  assert.equal(
    refused({ HyperParameters: { a: 'x'.repeat(2501) } }),
    `ValidationException 400 1 validation error detected: Value '{a=${'x'.repeat(2048 - 3)}…' at 'hyperParameters' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 2500, Member must have length greater than or equal to 0, Member must satisfy regular expression pattern: .*]`,
  )
  assert.match(
    refused({ HyperParameters: { ['k'.repeat(257)]: '1' } }),
    /at 'hyperParameters' failed to satisfy constraint: Map keys must satisfy constraint: \[Member must have length less than or equal to 256, /,
  )
  assert.match(
    refused({ VpcConfig: { SecurityGroupIds: ['sg 1'], Subnets: [] } }),
    /2 validation errors detected: Value '\[sg 1\]' at 'vpcConfig\.securityGroupIds' failed to satisfy constraint: Member must satisfy constraint: \[.*pattern: \[-0-9a-zA-Z\]\+\]; Value '\[\]' at 'vpcConfig\.subnets' failed to satisfy constraint: Member must have length greater than or equal to 1$/,
  )
  assert.match(refused({ InputDataConfig: [null] }), /Value null at 'inputDataConfig\.1\.member' failed to satisfy constraint: Member must not be null/)
})

test('older services have their own code and words', () => {
  assert.equal(
    refusal('logs', json('Logs_20140328.CreateLogGroup', { logGroupName: 'a b' })),
    "InvalidParameterException 400 1 validation error detected: Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+",
  )
  assert.match(
    refusal('ecr', json('AmazonEC2ContainerRegistry_V20150921.CreateRepository', { repositoryName: 'Bad_Name!' })),
    /^InvalidParameterException 400 Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must satisfy regular expression '.*''$/,
  )
})

test('the message stays small however much is wrong', () => {
  const message = refused({ Tags: Array.from({ length: 1000 }, () => ({ Key: '', Value: '日'.repeat(300) })) })
  assert.ok(message.startsWith(`ValidationException 400 ${limits.violations} validation errors detected`))
  assert.ok(message.length < 200_000)
})

test('keys of the prototype are keys like any other', () => {
  const input = read(
    'sagemaker',
    create(
      '{"__proto__":{"TrainingJobName":"x"},"TrainingJobName":"a","TrainingJobName":"j","HyperParameters":{"__proto__":"1","constructor":"2","toString":"3"},' +
        JSON.stringify(trainingJob).slice(1),
    ),
  )
  assert.deepEqual(Object.entries(input.HyperParameters as object), [
    ['__proto__', '1'],
    ['constructor', '2'],
    ['toString', '3'],
  ])
  assert.equal(Object.getPrototypeOf(input), Object.prototype)
  assert.equal(({} as Record<string, unknown>).TrainingJobName, undefined)
  assert.match(refused('{"__proto__":{"TrainingJobName":"x"}}'), /Value null at 'trainingJobName'/)
})

test('nesting is bounded before anything is built', () => {
  const deep = (depth: number) => `{"NoSuchMember":${'['.repeat(depth)}${']'.repeat(depth)},${JSON.stringify(trainingJob).slice(1)}`
  assert.ok(read('sagemaker', create(deep(limits.depth - 1))))
  assert.equal(refused(deep(limits.depth)), 'SerializationException 400 The JSON is nested too deeply')
  assert.equal(refused('['.repeat(3_000_000)), 'SerializationException 400 The JSON is nested too deeply')
  assert.ok(
    read('sagemaker', create(`{"NoSuchMember":"${'['.repeat(500)}\\"${'{'.repeat(500)}",${JSON.stringify(trainingJob).slice(1)}`)),
    'brackets in a text are no nesting',
  )
})

test('text that cannot be stored is refused', () => {
  assert.equal(refused('{"TrainingJobName":"\\ud800"}'), 'SerializationException 400 Invalid UTF-16: lone surrogate')
  assert.equal(refused('{"HyperParameters":{"\\udc00":"1"}}'), 'SerializationException 400 Invalid UTF-16: lone surrogate')
  assert.equal(
    refusal('sagemaker', request({ headers: { 'x-amz-target': 'SageMaker.ListModels' }, body: Buffer.from([0x7b, 0xff, 0x7d]) })),
    'SerializationException 400 The request body is not UTF-8',
  )
})

test('timestamps, blobs and unions', () => {
  const after = (value: unknown) => read('sagemaker', json('SageMaker.ListTrainingJobs', { CreationTimeAfter: value })).CreationTimeAfter
  assert.deepEqual(after(1.5), new Date(1500))
  assert.deepEqual(after('2024-01-02T03:04:05.678Z'), new Date('2024-01-02T03:04:05.678Z'))
  assert.deepEqual(after('2024-01-02T03:04:05+09:00'), new Date('2024-01-01T18:04:05Z'))
  for (const wrong of ['yesterday', '2024-13-45', 1e300, true])
    assert.match(refusal('sagemaker', json('SageMaker.ListTrainingJobs', { CreationTimeAfter: wrong })), /^SerializationException 400 /)
  const upload = (layerPartBlob: string) =>
    json('AmazonEC2ContainerRegistry_V20150921.UploadLayerPart', {
      repositoryName: 'rr',
      uploadId: '0d0d0d0d-0d0d-0d0d-0d0d-0d0d0d0d0d0d',
      partFirstByte: 0,
      partLastByte: 2,
      layerPartBlob,
    })
  assert.deepEqual(read('ecr', upload('YWJj')).layerPartBlob, Buffer.from('abc'))
  for (const wrong of ['YWJ', 'YW=j', '!!!!']) assert.equal(refusal('ecr', upload(wrong)), 'SerializationException 400 Invalid base64')
  const autoMl = (config: unknown) =>
    json('SageMaker.CreateAutoMLJobV2', {
      AutoMLJobName: 'a',
      AutoMLJobInputDataConfig: [],
      OutputDataConfig: { S3OutputPath: 's3://b/' },
      RoleArn: trainingJob.RoleArn,
      AutoMLProblemTypeConfig: config,
    })
  assert.match(refusal('sagemaker', autoMl({})), /^SerializationException 400 Exactly one member of AutoMLProblemTypeConfig/)
  assert.match(
    refusal('sagemaker', autoMl({ ImageClassificationJobConfig: {}, TextClassificationJobConfig: { ContentColumn: 'a', TargetLabelColumn: 'b' } })),
    /^SerializationException 400 Exactly one/,
  )
})

test('a long body is refused, a compressed one is read and may not expand without end', () => {
  assert.match(refused(`"${'a'.repeat(limits.bodyBytes('sagemaker'))}"`), /^RequestEntityTooLargeException 413 /)
  const compressed = (bytes: Uint8Array) =>
    request({ headers: { 'x-amz-target': 'GraniteServiceVersion20100801.PutMetricData', 'content-encoding': 'gzip' }, body: bytes })
  assert.deepEqual(read('cloudwatch', compressed(gzipSync('{"Namespace":"n","MetricData":[]}'))), { Namespace: 'n', MetricData: [] })
  assert.match(refusal('cloudwatch', compressed(gzipSync(Buffer.alloc(limits.inflated + 1, 0x20)))), /^SerializationException 400 .*expands too far/)
  assert.match(refusal('cloudwatch', compressed(Buffer.from('{}'))), /^SerializationException 400 .*not gzip/)
})
