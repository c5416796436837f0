import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generalise, summarise } from './generalise.ts'

test('what a clock or a generator put into a name becomes a star; what people chose stays', () => {
  const job = 'arn:aws:sagemaker:us-east-1:123456789012:training-job'
  const cases: readonly (readonly [string, string])[] = [
    [`${job}/xgboost-2026-11-25-04-55-12-123`, `${job}/xgboost-*`],
    [`${job}/xgb20261125045512`, `${job}/xgb*`],
    [`${job}/3f2a9c1e-1b2c-4d5e-8f90-112233445566`, `${job}/*`],
    [`${job}/bank-v2`, `${job}/bank-v2`],
    [`${job}/recommendation-service`, `${job}/recommendation-service`],
    ['arn:aws:s3:::sagemaker-us-east-1-123456789012', 'arn:aws:s3:::sagemaker-us-east-1-123456789012'],
    ['arn:aws:s3:::sagemaker-us-east-1-123456789012/out/job-2026-11-25-01/output/*', 'arn:aws:s3:::sagemaker-us-east-1-123456789012/out/job-*'],
    ['arn:aws:s3:::bucket/data/train/*', 'arn:aws:s3:::bucket/data/train/*'],
    [
      'arn:aws:iam::123456789012:role/service-role/AmazonSageMaker-ExecutionRole-20261125T045512',
      'arn:aws:iam::123456789012:role/service-role/AmazonSageMaker-ExecutionRole-20261125T045512',
    ],
    [
      'arn:aws:logs:us-east-1:123456789012:log-group:/aws/sagemaker/TrainingJobs:log-stream:job-2026-11-25-04/algo-1',
      'arn:aws:logs:us-east-1:123456789012:log-group:/aws/sagemaker/TrainingJobs:log-stream:job-*',
    ],
    ['*', '*'],
  ]
  for (const [used, expected] of cases) assert.equal(generalise(used), expected)
})

test('what a star takes in is left out, and many of one type become all of it', () => {
  assert.deepEqual(summarise(['arn:aws:s3:::b/a/*', 'arn:aws:s3:::b/a/c/*', 'arn:aws:s3:::b']), ['arn:aws:s3:::b', 'arn:aws:s3:::b/a/*'])
  const many = Array.from({ length: 11 }, (_, index) => `arn:aws:sagemaker:us-east-1:1:model/m${index}x`)
  assert.deepEqual(summarise([...many, 'arn:aws:sagemaker:us-east-1:1:endpoint/e']), [
    'arn:aws:sagemaker:us-east-1:1:endpoint/e',
    'arn:aws:sagemaker:us-east-1:1:model/*',
  ])
})
