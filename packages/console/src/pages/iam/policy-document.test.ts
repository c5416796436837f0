import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readable, trustedEntities } from './policy-document.ts'

const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: ['sagemaker.amazonaws.com', 'x.amazonaws.com'] } }, { Principal: '*' }],
}

test('documents come URL-encoded', () => {
  assert.equal(readable(encodeURIComponent('{"a":1}')), '{\n  "a": 1\n}')
  assert.equal(readable('not JSON'), 'not JSON')
})

test('who may take a role', () => {
  assert.deepEqual(trustedEntities(encodeURIComponent(JSON.stringify(trust))), ['sagemaker.amazonaws.com', 'x.amazonaws.com', '*'])
  assert.deepEqual(trustedEntities('{"Statement":{"Principal":{"AWS":"arn:aws:iam::1:root"}}}'), ['arn:aws:iam::1:root'])
  assert.deepEqual(trustedEntities(undefined), [])
})
