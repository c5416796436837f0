import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findHost, type Host, splitHost } from './hosts.ts'

const plain: Host = { kind: 'plain' }
const aws = (signingName: string, region?: string, bucket?: string) => ({ kind: 'aws', signingName, region, ...(bucket && { bucket }) })

const cases: readonly [string, object | undefined][] = [
  ['127.0.0.1', plain],
  ['127.8.9.10', plain],
  ['localhost', plain],
  ['[::1]', plain],
  ['anything.localhost', plain],
  ['s3.localhost', plain],
  ['kenja.example', plain],
  ['console.localhost', { kind: 'console' }],
  ['my-nb.notebook.us-east-1.localhost', { kind: 'notebook', name: 'my-nb', region: 'us-east-1' }],
  ['x.my-nb.notebook.us-east-1.localhost', plain],
  ['bucket.s3.localhost', { kind: 'bucket', bucket: 'bucket' }],
  ['my.dotted.bucket.s3.localhost', { kind: 'bucket', bucket: 'my.dotted.bucket' }],
  ['bucket.s3.us-west-2.localhost', { kind: 'bucket', bucket: 'bucket' }],
  ['sts.amazonaws.com', aws('sts')],
  ['sts.us-east-1.amazonaws.com', aws('sts', 'us-east-1')],
  ['iam.amazonaws.com', aws('iam')],
  ['api.sagemaker.us-east-1.amazonaws.com', aws('sagemaker', 'us-east-1')],
  ['runtime.sagemaker.ap-northeast-1.amazonaws.com', aws('sagemaker', 'ap-northeast-1')],
  ['sagemaker.eu-central-1.api.aws', aws('sagemaker', 'eu-central-1')],
  ['monitoring.us-east-1.amazonaws.com', aws('monitoring', 'us-east-1')],
  ['api.ecr.us-gov-west-1.amazonaws.com', aws('ecr', 'us-gov-west-1')],
  ['logs.cn-north-1.amazonaws.com.cn', aws('logs', 'cn-north-1')],
  ['s3.amazonaws.com', aws('s3')],
  ['s3.us-east-1.amazonaws.com', aws('s3', 'us-east-1')],
  ['bucket.s3.amazonaws.com', aws('s3', undefined, 'bucket')],
  ['my.bucket.s3.us-west-2.amazonaws.com', aws('s3', 'us-west-2', 'my.bucket')],
  ['bucket.s3-us-west-2.amazonaws.com', aws('s3', 'us-west-2', 'bucket')],
  ['bucket.s3.dualstack.eu-west-1.amazonaws.com', aws('s3', 'eu-west-1', 'bucket')],
  ['bucket.s3-fips.us-east-1.amazonaws.com', aws('s3', 'us-east-1', 'bucket')],
  ['amazonaws.com', undefined],
  ['.amazonaws.com', undefined],
  ['evil.example', undefined],
  ['amazonaws.com.evil.example', undefined],
  ['localhost.evil.example', undefined],
  ['evilamazonaws.com', undefined],
  ['192.168.0.1', undefined],
  ['128.0.0.1', undefined],
  ['127.0.0.1.evil.example', undefined],
  ['kenja.example.evil', undefined],
]
for (const [name, expected] of cases) {
  test(`${name} → ${JSON.stringify(expected)}`, () => assert.deepEqual(findHost(name, new Set(['kenja.example'])), expected))
}

const headers: readonly [string, object | undefined][] = [
  ['localhost:4566', { name: 'localhost', port: 4566 }],
  ['LocalHost.', { name: 'localhost', port: undefined }],
  ['[::1]:80', { name: '[::1]', port: 80 }],
  ['a@localhost', undefined],
  ['localhost/evil', undefined],
  ['localhost, evil', undefined],
  ['', undefined],
]
for (const [header, expected] of headers) {
  test(`Host "${header}"`, () => assert.deepEqual(splitHost(header), expected))
}
