import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { asBoto3, asCli, asJavaScript, words } from './show-call.ts'

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
