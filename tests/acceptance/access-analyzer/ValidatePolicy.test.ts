import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ValidatePolicyCommand, type ValidatePolicyCommandInput } from '@aws-sdk/client-accessanalyzer'
import { startRoom } from './room.ts'

const { accessAnalyzer } = await startRoom()

const validate = async (policy: unknown, more: Partial<ValidatePolicyCommandInput> = {}) => {
  const policyDocument = typeof policy === 'string' ? policy : JSON.stringify(policy)
  const { findings = [] } = await accessAnalyzer.send(new ValidatePolicyCommand({ policyDocument, policyType: 'IDENTITY_POLICY', ...more }))
  return findings
}
const codes = async (...asked: Parameters<typeof validate>) => (await validate(...asked)).map(({ findingType, issueCode }) => `${findingType} ${issueCode}`)
const policy = (...statements: object[]) => ({ Version: '2012-10-17', Statement: statements })
const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket/*' }
const change = (more: object) => policy({ ...read, ...more })

test('a good policy has no findings', async () => {
  assert.deepEqual(
    await validate(change({ Sid: 'Reading', Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' }, Bool: { 'aws:SecureTransport': 'true' } } })),
    [],
  )
})

test('a finding tells code, words, link and place', async () => {
  const document = '{\n "Version": "2012-10-17",\n "Statement": [{"Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBuckets"], "Resource": "*"}]\n}'
  const offset = document.indexOf('"s3:ListBuckets"')
  const column = offset - document.indexOf(' "Statement"')
  const { length } = '"s3:ListBuckets"'
  const [finding, ...others] = await validate(document)
  assert.deepEqual(others, [])
  assert.deepEqual(finding, {
    findingDetails: 'The action s3:ListBuckets does not exist. Did you mean s3:ListAllMyBuckets?',
    findingType: 'ERROR',
    issueCode: 'INVALID_ACTION',
    learnMoreLink:
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-action',
    locations: [
      {
        path: [{ value: 'Statement' }, { index: 0 }, { value: 'Action' }, { index: 1 }],
        span: { start: { line: 3, column, offset }, end: { line: 3, column: column + length, offset: offset + length } },
      },
    ],
  })
})

test('each mistake has AWS’s code', async () => {
  const cases: readonly (readonly [unknown, ...string[]])[] = [
    ['{"Version": ', 'ERROR JSON_SYNTAX_ERROR'],
    ['[]', 'ERROR DATA_TYPE_MISMATCH'],
    [{ Version: '2012-10-17' }, 'ERROR MISSING_STATEMENT'],
    [{ Statement: [read] }, 'WARNING MISSING_VERSION'],
    [{ Version: '2020-01-01', Statement: [read] }, 'ERROR INVALID_VERSION'],
    [{ ...policy(read), Extra: 1 }, 'ERROR INVALID_POLICY_ELEMENT'],
    [change({ Effect: 'Permit' }), 'ERROR INVALID_EFFECT'],
    [change({ Effect: undefined }), 'ERROR MISSING_EFFECT'],
    [change({ Action: undefined }), 'ERROR MISSING_ACTION'],
    [change({ Resource: undefined }), 'ERROR MISSING_RESOURCE'],
    [change({ NotResource: 'arn:aws:s3:::b' }), 'ERROR UNSUPPORTED_ELEMENT_COMBINATION'],
    [change({ Principal: '*' }), 'ERROR UNSUPPORTED_PRINCIPAL'],
    [change({ Action: 's3:GetObjekt' }), 'ERROR INVALID_ACTION'],
    [change({ Action: 's3:Nothing*' }), 'ERROR INVALID_ACTION'],
    [change({ Action: 'sagemakr:CreateModel', Resource: '*' }), 'ERROR INVALID_SERVICE_IN_ACTION'],
    [change({ Action: 's*:GetObject' }), 'SUGGESTION WILDCARD_IN_SERVICE_NAME'],
    [change({ Action: [] }), 'SUGGESTION EMPTY_ARRAY_ACTION'],
    [change({ Action: ['s3:GetObject', 's3:Get*'] }), 'SUGGESTION REDUNDANT_ACTION'],
    [change({ Resource: [] }), 'SUGGESTION EMPTY_ARRAY_RESOURCE'],
    [change({ Resource: ['arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket/a'] }), 'SUGGESTION REDUNDANT_RESOURCE'],
    [change({ Resource: 'bucket' }), 'ERROR INVALID_ARN_PREFIX'],
    [change({ Resource: 'arn:aws:s3' }), 'ERROR MISSING_ARN_FIELD'],
    [change({ Resource: 'arn:azure:s3:::bucket' }), 'ERROR INVALID_PARTITION'],
    [change({ Action: 'iam:GetRole', Resource: 'arn:aws:iam:us-east-1:123456789012:role/r' }), 'ERROR ARN_REGION_NOT_ALLOWED'],
    [change({ Action: 'iam:GetRole', Resource: 'arn:aws:iam::1234:role/r' }), 'ERROR INVALID_ARN_ACCOUNT'],
    [change({ Resource: 'arn:aws:S3:::bucket' }), 'ERROR INVALID_ARN_SERVICE_CASE'],
    [change({ Action: 'sagemaker:DescribeModel', Resource: 'arn:aws:sagemaker::123456789012:model/m' }), 'ERROR MISSING_ARN_REGION'],
    [change({ Sid: '' }), 'SUGGESTION EMPTY_SID_VALUE'],
    [change({ Sid: 'a b' }), 'ERROR UNSUPPORTED_SID'],
    [policy({ ...read, Sid: 'A' }, { ...read, Sid: 'A' }), 'ERROR UNIQUE_SIDS_REQUIRED'],
    [change({ Condition: { StringIs: { 'aws:username': 'a' } } }), 'ERROR INVALID_CONDITION_OPERATOR'],
    [change({ Condition: { StringEquals: { username: 'a' } } }), 'ERROR INVALID_CONDITION_KEY_FORMAT'],
    [change({ Condition: { StringEquals: { 'aws:Nothing': 'a' } } }), 'ERROR INVALID_GLOBAL_CONDITION_KEY'],
    [change({ Condition: { StringEquals: { 's3:Nothing': 'a' } } }), 'ERROR INVALID_SERVICE_CONDITION_KEY'],
    [change({ Condition: { NullIfExists: { 'aws:username': 'true' } } }), 'ERROR NULL_WITH_IF_EXISTS'],
    [change({ Condition: {} }), 'SUGGESTION EMPTY_OBJECT_CONDITION'],
    [change({ Condition: { StringEquals: { 'aws:username': [] } } }), 'SUGGESTION EMPTY_ARRAY_CONDITION'],
    [change({ Condition: { StringEquals: { 'aws:username': 'a', 'aws:UserName': 'b' } } }), 'ERROR DUPLICATE_KEYS_WITH_DIFFERENT_CASE'],
    [change({ Condition: { Bool: { 'aws:SecureTransport': 'yes' } } }), 'WARNING TYPE_MISMATCH_BOOLEAN'],
    [change({ Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': 'x' } } }), 'WARNING TYPE_MISMATCH_NUMBER'],
    [change({ Condition: { DateLessThan: { 'aws:CurrentTime': 'tomorrow' } } }), 'WARNING TYPE_MISMATCH_DATE'],
    [change({ Condition: { IpAddress: { 'aws:SourceIp': '300.1.1.1' } } }), 'WARNING TYPE_MISMATCH_IP_RANGE'],
    [change({ Condition: { StringEquals: { 'aws:username': 'a*' } } }), 'WARNING WILDCARD_WITHOUT_LIKE_OPERATOR'],
    [change({ Condition: { 'ForAllValues:StringEquals': { 'aws:username': 'a' } } }), 'SECURITY_WARNING FORALLVALUES_WITH_SINGLE_VALUED_KEY'],
    [change({ Action: 'iam:PassRole', Resource: '*' }), 'SECURITY_WARNING PASS_ROLE_WITH_STAR_IN_RESOURCE'],
    [change({ Action: 'iam:PassRole', Resource: '*', Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } } })],
    [
      change({ Action: '*', Resource: '*' }),
      'SECURITY_WARNING PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE',
      'WARNING CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE',
    ],
    [
      policy({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }),
      'SECURITY_WARNING PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION',
      'WARNING CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION',
    ],
  ]
  for (const [document, ...expected] of cases) assert.deepEqual(await codes(document), expected, JSON.stringify(document))
})

test('resource policies and trust policies have rules of their own', async () => {
  const more = { policyType: 'RESOURCE_POLICY' } as const
  assert.deepEqual(await codes(change({}), more), ['ERROR MISSING_PRINCIPAL'])
  assert.deepEqual(await codes(change({ NotPrincipal: { AWS: 'arn:aws:iam::123456789012:root' } }), more), ['SECURITY_WARNING ALLOW_WITH_NOT_PRINCIPAL'])
  assert.deepEqual(await codes(change({ Principal: { Whoever: 'x' } }), more), ['ERROR INVALID_PRINCIPAL_KEY'])
  assert.deepEqual(await codes(policy({ ...read, Sid: 'A', Principal: '*' }, { ...read, Sid: 'A', Principal: '*' }), more), ['WARNING UNIQUE_SIDS_RECOMMENDED'])
  const trusting = { ...more, validatePolicyResourceType: 'AWS::IAM::AssumeRolePolicyDocument' } as const
  const trust = { Effect: 'Allow', Principal: { Service: 'sagemaker.amazonaws.com' }, Action: 'sts:AssumeRole' }
  assert.deepEqual(await codes(policy(trust), trusting), [])
  assert.deepEqual(await codes(policy({ ...trust, Resource: '*' }), trusting), ['ERROR ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE'])
  assert.deepEqual(await codes(policy({ ...trust, Principal: '*' }), trusting), ['ERROR ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL'])
})

test('findings come in pages', async () => {
  const policyDocument = JSON.stringify(change({ Action: ['a:B', 'c:D', 'e:F'] }))
  const first = await accessAnalyzer.send(new ValidatePolicyCommand({ policyDocument, policyType: 'IDENTITY_POLICY', maxResults: 2 }))
  const second = await accessAnalyzer.send(
    new ValidatePolicyCommand({ policyDocument, policyType: 'IDENTITY_POLICY', maxResults: 2, nextToken: first.nextToken }),
  )
  assert.deepEqual([first.findings?.length, second.findings?.length, second.nextToken], [2, 1, undefined])
})

test('hostile policies are answered like others', async () => {
  assert.deepEqual(await codes('['.repeat(5_000)), ['ERROR JSON_SYNTAX_ERROR'])
  const stars = '*a'.repeat(5_000)
  assert.deepEqual(await codes(change({ Action: `s3:${stars}`, Resource: '*' })).then((found) => found[0]), 'ERROR INVALID_ACTION')
  const many = Array.from({ length: 2_000 }, (_, index) => `s3:*${index}*`)
  assert.ok((await codes(change({ Action: many }))).length > 0)
})
