import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { asBoto3, asCli, asJavaScript, asSdkV2, words } from './show-call.ts'

const call = {
  service: 'sagemaker',
  operation: 'CreateModel',
  input: { ModelName: "it's", ExecutionRoleArn: undefined, EnableNetworkIsolation: true, PrimaryContainer: { Image: 'i', Environment: { a: 'b' } }, Tags: [] },
}

test('names as botocore writes them', () => {
  assert.equal(words('CreateModel', '-'), 'create-model')
  assert.equal(words('ListObjectsV2', '_'), 'list_objects_v2')
  assert.equal(words('VolumeSizeInGB', '-'), 'volume-size-in-gb')
  assert.equal(words('KMSKeyId', '-'), 'kms-key-id')
})

test('the shell gives back what was put in', () => {
  const text = asCli(call)
  const { stdout } = spawnSync('sh', ['-c', `aws() { for word; do printf '%s\\n' "$word"; done; }\n${text}`], { encoding: 'utf8' })
  assert.deepEqual(stdout.trim().split('\n'), [
    'sagemaker',
    'create-model',
    '--model-name',
    "it's",
    '--enable-network-isolation',
    '--primary-container',
    '{"Image":"i","Environment":{"a":"b"}}',
    '--tags',
    '[]',
  ])
})

test('boto3 and JavaScript', () => {
  assert.match(asBoto3(call), /sagemaker\.create_model\(\n {4}ModelName="it's",\n {4}EnableNetworkIsolation=True,/)
  assert.match(asJavaScript(call), /new CreateModelCommand\(\{\n {2}ModelName: "it's",/)
  assert.match(
    asBoto3({ service: 'cloudwatch-logs', operation: 'DescribeLogGroups', input: {} }),
    /logs = boto3\.client\("logs"\)\nresponse = logs\.describe_log_groups\(\)/,
  )
})

test('calls of SageMaker have a tab of its SDK, others have none', () => {
  assert.match(asSdkV2(call) as string, /session\.sagemaker_client\.create_model\(/)
  assert.equal(asSdkV2({ service: 's3', operation: 'ListBuckets', input: {} }), undefined)
})

test('dates, addresses that the CLI would read from, and the body of a request', () => {
  const at = new Date(0)
  assert.match(
    asBoto3({ service: 'cloudtrail', operation: 'LookupEvents', input: { StartTime: at } }),
    /datetime\.fromisoformat\("1970-01-01T00:00:00\.000\+00:00"\)/,
  )
  assert.match(
    asJavaScript({ service: 'cloudtrail', operation: 'LookupEvents', input: { StartTime: at } }),
    /StartTime: new Date\('1970-01-01T00:00:00\.000Z'\)/,
  )
  assert.match(
    asCli({ service: 'sagemaker', operation: 'UpdateNotebookInstance', input: { DefaultCodeRepository: 'https://example.com/a.git' } }),
    /--cli-input-json '\{"DefaultCodeRepository":"https:\/\/example\.com\/a\.git"\}'/,
  )
  const invoke = { service: 'sagemaker-runtime', operation: 'InvokeEndpoint', input: { EndpointName: 'e', Body: "it's,1" } }
  assert.match(asCli(invoke), /^printf '%s' 'it'\\''s,1' \| aws sagemaker-runtime invoke-endpoint/)
  assert.match(asBoto3(invoke), /print\(response\["Body"\]\.read\(\)\.decode\(\)\)/)
})
