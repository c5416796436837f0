import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isName, isRoleArn, isS3Uri, timedName } from './names.ts'

test('names', () => {
  assert.ok(isName('a-b--c1'))
  for (const wrong of ['', '-a', 'a-', 'a b', 'a_b', 'x'.repeat(64)]) assert.ok(!isName(wrong), wrong)
  assert.ok(isName(timedName('xgboost', new Date(0))))
  assert.equal(timedName('xgboost', new Date(0)), 'xgboost-1970-01-01-00-00-00-000')
})

test('roles and S3 locations', () => {
  assert.ok(isRoleArn('arn:aws:iam::123456789012:role/service-role/AmazonSageMaker-ExecutionRole-1'))
  assert.ok(!isRoleArn('arn:aws:iam::123456789012:user/x'))
  assert.ok(isS3Uri('s3://bucket'))
  assert.ok(isS3Uri('s3://bucket/a/b'))
  assert.ok(!isS3Uri('https://bucket/a'))
})
