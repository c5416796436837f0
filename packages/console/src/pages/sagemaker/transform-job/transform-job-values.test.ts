import assert from 'node:assert/strict'
import { test } from 'node:test'
import { initialTransform, isValid, transformRequest, transformSdkV2 } from './transform-job-values.ts'

const least = { ...initialTransform('m'), name: 't', input: 's3://bucket/in', output: 's3://bucket/out' }

test('the least that a form can ask for', () => {
  assert.ok(isValid(least))
  assert.deepEqual(transformRequest(least), {
    TransformJobName: 't',
    ModelName: 'm',
    BatchStrategy: 'MultiRecord',
    TransformInput: {
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://bucket/in' } },
      ContentType: 'text/csv',
      SplitType: 'Line',
      CompressionType: 'None',
    },
    TransformOutput: { S3OutputPath: 's3://bucket/out', AssembleWith: 'Line' },
    TransformResources: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1 },
    Tags: undefined,
  })
})

test('filters, joins and limits; the SDK says the same', () => {
  const all = { ...least, inputFilter: '$[1:]', join: 'Input' as const, concurrent: '2', payload: '1' }
  const request = transformRequest(all)
  assert.deepEqual([request.DataProcessing, request.MaxConcurrentTransforms], [{ InputFilter: '$[1:]', JoinSource: 'Input' }, 2])
  assert.match(transformSdkV2(all), /input_filter="\$\[1:\]",\n {4}join_source="Input"/)
  assert.ok(!isValid({ ...all, payload: 'much' }))
})
