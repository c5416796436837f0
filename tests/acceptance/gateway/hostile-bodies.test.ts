/** Bodies that no client of AWS's sends: refused in AWS's words, within a second, and nothing of them remains. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { errorCode, type RawAnswer, sendRaw } from '../../support/hostile/raw-http.ts'
import { type Plain, requestBytes, signed } from '../../support/hostile/signed-bytes.ts'
import { BUCKET, prepareAccount, ROLE, TOY, withMock } from '../../support/sagemaker.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const LONGEST_MS = 1_000
let server: TestServer
const bugs: string[] = []
before(async () => {
  server = await startServer({ ...withMock, log: (line) => bugs.push(line) })
  await prepareAccount(server.clients)
})
beforeEach(() => {
  bugs.length = 0
})
after(() => server.stop())

async function ask(service: string, request: Plain): Promise<RawAnswer> {
  const bytes = requestBytes(signed(request, server.credentials, service, `127.0.0.1:${server.port}`))
  const first = await sendRaw(server.port, bytes)
  // The machine may have been busy with others: slow is what is slow again.
  const answer = first.ms > LONGEST_MS ? await sendRaw(server.port, bytes) : first
  assert.ok(answer.ms < LONGEST_MS, `${answer.ms} ms`)
  assert.deepEqual(bugs, [])
  return answer
}

const sagemaker = (operation: string, body: string | Uint8Array) =>
  ask('sagemaker', { method: 'POST', path: '/', headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `SageMaker.${operation}` }, body })
const s3 = (query: string, body: string, method = 'POST', path = `/${BUCKET}`) => ask('s3', { method, path, query, body })
const form = (service: string, body: string) =>
  ask(service, { method: 'POST', path: '/', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body })

const refused = (answer: RawAnswer, status: number, code: string, words?: RegExp) => {
  assert.deepEqual([answer.status, errorCode(answer)], [status, code], answer.text.slice(0, 600))
  if (words) assert.match(answer.body, words)
}

test('JSON that nests deeply', async () => {
  for (const depth of [65, 1_000, 100_000]) {
    refused(await sagemaker('ListModels', `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`), 400, 'SerializationException', /nested too deeply/)
    refused(await sagemaker('ListModels', `{"a":${'['.repeat(depth)}`), 400, 'SerializationException')
  }
})

test('a body over the limit is refused before it is sent, and while it comes', async () => {
  const announced = signed(
    { method: 'POST', path: '/', headers: { 'x-amz-target': 'SageMaker.ListModels' }, body: '' },
    server.credentials,
    'sagemaker',
    `127.0.0.1:${server.port}`,
  )
  const { headers = {} } = announced
  const early = await sendRaw(server.port, requestBytes({ ...announced, headers: { ...headers, 'content-length': String(5 * 1024 * 1024) } }))
  refused(early, 413, 'RequestEntityTooLargeException')
  const { 'content-length': _, ...rest } = headers
  const chunk = `100000\r\n${'x'.repeat(0x100000)}\r\n`
  const late = await sendRaw(
    server.port,
    Buffer.concat([requestBytes({ ...announced, headers: { ...rest, 'transfer-encoding': 'chunked' } }), Buffer.from(chunk.repeat(6))]),
    { halfCloseAfterMs: 2_000 },
  )
  assert.ok(late.status === 413 || late.status === 0, late.text.slice(0, 300))
})

test('JSON as large as may be, of many small parts', async () => {
  const tags = Array.from({ length: 90_000 }, () => '{"Key":"k","Value":"v"}').join(',')
  refused(await sagemaker('AddTags', `{"ResourceArn":"arn:aws:sagemaker:us-east-1:123456789012:model/m","Tags":[${tags}]}`), 400, 'ValidationException')
  const names = Array.from({ length: 150_000 }, (_, at) => `"k${at}":"v"`).join(',')
  refused(await sagemaker('CreateTrainingJob', `{"TrainingJobName":"j","HyperParameters":{${names}}}`), 400, 'SerializationException')
  refused(await sagemaker('CreateTrainingJob', `{"TrainingJobName":"${'a'.repeat(3_500_000)}"}`), 400, 'ValidationException')
})

test('wrong types, everywhere in a request', async () => {
  const valid: Record<string, unknown> = {
    TrainingJobName: 'types',
    RoleArn: ROLE,
    AlgorithmSpecification: { TrainingImage: TOY, TrainingInputMode: 'File' },
    OutputDataConfig: { S3OutputPath: `s3://${BUCKET}/output` },
    ResourceConfig: { InstanceType: 'ml.m4.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
    StoppingCondition: { MaxRuntimeInSeconds: 60 },
    Tags: [{ Key: 'a', Value: 'b' }],
  }
  const wrong = [5, true, 'text', [], [1], {}, { a: 1 }, [[{}]], [null], 2 ** 60, -0, 1.5]
  for (const name of Object.keys(valid)) {
    for (const value of wrong) {
      const answer = await sagemaker('CreateTrainingJob', JSON.stringify({ ...valid, [name]: value }))
      // A list, a structure or a text may be right where lists, structures and texts belong.
      if (answer.status === 200) assert.ok(typeof value === 'object' || typeof value === 'string', `${name} = ${JSON.stringify(value)}`)
      else assert.ok(['SerializationException', 'ValidationException', 'ResourceInUse'].includes(errorCode(answer) ?? ''), answer.text)
    }
  }
  for (const body of ['[]', '"x"', '1', 'true', 'null', '{', '{}x', '\u0000', '{"a":1,}', "{'a':1}", 'NaN']) {
    refused(await sagemaker('CreateModel', body), 400, 'SerializationException')
  }
})

test('names of prototypes are names, and duplicate keys end with the last', async () => {
  const job = (name: string, more: string) =>
    `{"TrainingJobName":"first","TrainingJobName":"${name}","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"RoleArn":"${ROLE}","AlgorithmSpecification":{"TrainingImage":"${TOY}","TrainingInputMode":"File"},"OutputDataConfig":{"S3OutputPath":"s3://${BUCKET}/output"},"ResourceConfig":{"InstanceType":"ml.m4.xlarge","InstanceCount":1,"VolumeSizeInGB":30},"StoppingCondition":{"MaxRuntimeInSeconds":60}${more}}`
  const made = await sagemaker('CreateTrainingJob', job('proto', ',"HyperParameters":{"__proto__":"1","constructor":"2","toString":"3"}'))
  assert.equal(made.status, 200, made.text)
  assert.match(made.body, /training-job\/proto"/)
  const described = await sagemaker('DescribeTrainingJob', '{"TrainingJobName":"proto"}')
  const parameters = JSON.parse(described.body).HyperParameters as object
  assert.deepEqual(
    Object.entries(parameters).sort(),
    [
      ['__proto__', '1'],
      ['constructor', '2'],
      ['toString', '3'],
    ].sort(),
  )
  assert.equal(({} as Record<string, unknown>).polluted, undefined)
  refused(await sagemaker('DescribeTrainingJob', '{"TrainingJobName":"first"}'), 400, 'ValidationException')
  refused(await sagemaker('__proto__', '{}'), 400, 'UnknownOperationException')
  refused(await sagemaker('constructor', '{}'), 400, 'UnknownOperationException')
})

test('lone surrogates and bytes that are no UTF-8', async () => {
  refused(await sagemaker('CreateModel', '{"ModelName":"\\ud800"}'), 400, 'SerializationException', /surrogate/)
  refused(await sagemaker('CreateTrainingJob', '{"TrainingJobName":"a","HyperParameters":{"\\udfff":"1"}}'), 400, 'SerializationException', /surrogate/)
  refused(await sagemaker('CreateModel', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])), 400, 'SerializationException')
  refused(await form('iam', 'Action=GetRole&Version=2010-05-08&RoleName=%FF%FE'), 400, 'MalformedInput')
})

const xmlBodies: readonly [query: string, root: string, inner: string][] = [
  ['delete=', 'Delete', '<Object><Key>&x;</Key></Object>'],
  ['uploadId=none', 'CompleteMultipartUpload', '<Part><PartNumber>1</PartNumber><ETag>&x;</ETag></Part>'],
  ['tagging=', 'Tagging', '<TagSet><Tag><Key>k</Key><Value>&x;</Value></Tag></TagSet>'],
  ['encryption=', 'ServerSideEncryptionConfiguration', '<Rule>&x;</Rule>'],
]

test('document types, entities and XML bombs', async () => {
  const laughs = `<!DOCTYPE a [<!ENTITY x0 "ha">${Array.from({ length: 30 }, (_, at) => `<!ENTITY x${at + 1} "&x${at};&x${at};">`).join('')}<!ENTITY x "&x30;">]>`
  const types = [
    '<!DOCTYPE a>',
    '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE a [<!ENTITY % p "q">%p;]>',
    laughs,
  ]
  for (const [query, root, inner] of xmlBodies) {
    const method = root === 'Delete' || root === 'CompleteMultipartUpload' ? 'POST' : 'PUT'
    const path = root === 'CompleteMultipartUpload' ? `/${BUCKET}/key` : `/${BUCKET}`
    for (const type of types) refused(await s3(query, `<?xml version="1.0"?>${type}<${root}>${inner}</${root}>`, method, path), 400, 'MalformedXML')
    refused(await s3(query, `<${root}>${inner}</${root}>`, method, path), 400, 'MalformedXML')
    refused(await s3(query, `${`<${root}>`.repeat(100_000)}`, method, path), 400, 'MalformedXML')
    refused(await s3(query, `<${root} ${Array.from({ length: 200_000 }, (_, at) => `a${at}="1"`).join(' ')}/>`, method, path), 400, 'MalformedXML')
    refused(await s3(query, `<${root}>${'<a/>'.repeat(200_000)}</${root}>`, method, path), 400, 'MalformedXML')
    if (root !== 'CompleteMultipartUpload') refused(await s3(query, '', method, path), 400, 'MissingRequestBodyError')
  }
})

test('forms with many fields, deep names and great numbers', async () => {
  const head = 'Version=2010-05-08&Action=CreateRole&RoleName=r&AssumeRolePolicyDocument=%7B%7D'
  refused(await form('iam', `${head}&${'a=1&'.repeat(200_000)}`), 400, 'MalformedInput')
  refused(await form('iam', `${head}&${'a.'.repeat(10_000)}b=1`), 400, 'MalformedInput')
  refused(await form('iam', `${head}&Tags.member.999999999.Key=a&Tags.member.999999999.Value=b&__proto__.x=1`), 400, 'MalformedPolicyDocument')
  refused(await form('sts', `Version=2011-06-15&Action=${'A'.repeat(900_000)}`), 400, 'InvalidAction')
})

test('texts that make a backtracking pattern hang', async () => {
  const stuck = [`${'a-'.repeat(5_000)}!`, `a${'-'.repeat(50_000)}!`, 'a'.repeat(100_000)]
  for (const text of stuck) {
    refused(
      await sagemaker('CreateModel', JSON.stringify({ ModelName: text, ExecutionRoleArn: `arn:aws:iam::123456789012:role/${text}` })),
      400,
      'ValidationException',
    )
    refused(await sagemaker('CreateEndpoint', JSON.stringify({ EndpointName: text, EndpointConfigName: text })), 400, 'ValidationException')
  }
  const logs = (operation: string, body: object) =>
    ask('logs', {
      method: 'POST',
      path: '/',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `Logs_20140328.${operation}` },
      body: JSON.stringify(body),
    })
  await logs('CreateLogGroup', { logGroupName: 'hang' })
  await logs('CreateLogStream', { logGroupName: 'hang', logStreamName: 's' })
  await logs('PutLogEvents', { logGroupName: 'hang', logStreamName: 's', logEvents: [{ timestamp: Date.now(), message: 'a'.repeat(50_000) }] })
  for (const filterPattern of ['%(a+)+$%', '%(a|aa)+b%', `"${'*'.repeat(900)}"`, `{ $.a = "${'*a'.repeat(450)}" }`, `[${'*a*,'.repeat(200)}z]`]) {
    const answer = await logs('FilterLogEvents', { logGroupName: 'hang', filterPattern })
    assert.ok(answer.status === 200 || answer.status === 400, answer.text)
  }
})

test('policies whose patterns have thousands of stars are decided at once', async () => {
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: Array.from({ length: 20 }, () => ({ Effect: 'Allow', Action: `s3:${'*a'.repeat(1_000)}*b`, Resource: `arn:aws:s3:::${'*a'.repeat(1_500)}b` })),
  })
  const body = new URLSearchParams({
    Action: 'SimulateCustomPolicy',
    Version: '2010-05-08',
    'PolicyInputList.member.1': document,
    'ActionNames.member.1': 's3:GetObject',
    'ResourceArns.member.1': `arn:aws:s3:::${'a'.repeat(1_000)}`,
  })
  const answer = await form('iam', body.toString())
  assert.ok(answer.status === 200 || answer.status === 400, answer.text.slice(0, 300))
})

test('what is stored with an object comes back as a header and as nothing else', async () => {
  const path = `/${BUCKET}/headers`
  const made = await ask('s3', {
    method: 'PUT',
    path,
    headers: { 'x-amz-meta-a': 'J\u00fc\u00a0x', 'x-amz-meta-b': '=?UTF-8?B?w6k=?=', 'content-disposition': 'attachment; filename="a\u00e9"' },
    body: 'x',
  })
  assert.equal(made.status, 200, made.text)
  const evil = await ask('s3', { method: 'GET', path, query: `response-content-disposition=${encodeURIComponent('a\r\nX-Evil: 1\r\n\r\n<script>')}` })
  refused(evil, 400, 'InvalidArgument')
  assert.equal(evil.headers['x-evil'], undefined)
  const got = await ask('s3', { method: 'GET', path, query: `response-content-type=${encodeURIComponent('text/html; x="<script>"')}` })
  assert.equal(got.headers['content-type'], 'text/html; x="<script>"')
  assert.equal(got.headers['content-disposition'], 'attachment; filename="a\u00e9"')
  assert.equal(got.headers['x-amz-meta-a'], '=?UTF-8?B?SsO8wqB4?=', 'RFC 2047')
  assert.equal(got.body, 'x')
})

test('the server goes on, and what was refused left nothing', async () => {
  assert.equal((await sagemaker('ListModels', '{}')).body, '{"Models":[]}')
  assert.equal((await ask('s3', { method: 'GET', path: `/${BUCKET}`, query: 'tagging=' })).status, 404)
})
