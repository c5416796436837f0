import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asCode, asText } from './call-text.ts'

test('secrets are hidden, at any depth; bytes are named', () => {
  const answer = { $metadata: {}, AccessKey: { AccessKeyId: 'AKIA', SecretAccessKey: 's3cret' }, Body: new Uint8Array(3) }
  assert.deepEqual(JSON.parse(asText(answer)), { AccessKey: { AccessKeyId: 'AKIA', SecretAccessKey: '***' }, Body: '(bytes)' })
  assert.equal(asText('x'.repeat(30_000)).length, 20_002)
})

test('the code of a call has no secret either, and bodies as text', () => {
  assert.deepEqual(asCode({ service: 'IAM', operation: 'CreateLoginProfile', input: { UserName: 'alice', Password: 's3cret' } }), {
    service: 'IAM',
    operation: 'CreateLoginProfile',
    input: { UserName: 'alice', Password: '***' },
  })
  const body = asCode({ service: 'SageMakerRuntime', operation: 'InvokeEndpoint', input: { Body: new TextEncoder().encode('1,2') } })
  assert.deepEqual(body?.input, { Body: '1,2' })
  assert.equal(asCode({ service: 'S3', operation: 'PutObject', input: { Body: 'x' } }), undefined)
})
