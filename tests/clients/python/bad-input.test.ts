/** What people get wrong, as boto3 tells them: AWS's words, the job Failed with AWS's reason, and the platform as well as before. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type KenjaHome, output, startKenja } from '../../support/kenja-command.ts'
import { pythonEnvironment } from '../../support/python-environment.ts'

let kenja: KenjaHome | undefined
after(() => kenja?.remove())

interface Outcome {
  readonly told: Readonly<Record<string, string>>
  readonly fine: number
  readonly half: readonly string[]
  readonly models: readonly string[]
}

const account = '123456789012'
const role = `arn:aws:iam::${account}:role/service-role/AmazonSageMaker-ExecutionRole-bad-input`
const noObjects = (uri: string, bucket: string) =>
  `ValidationException: No S3 objects found under S3 URL "${uri}" given in input data source. Please ensure that the bucket exists in the selected region (us-east-1), ` +
  `that objects exist under that S3 prefix, and that the role "${role}" has "s3:ListBucket" permissions on bucket "${bucket}".`
const fromModel = (status: number, message: string) =>
  new RegExp(
    `^ModelError: Received client error \\(${status}\\) from primary with message "${message}". See https://us-east-1\\.console\\.aws\\.amazon\\.com/cloudwatch/home\\?region=us-east-1#logEventViewer:group=/aws/sagemaker/Endpoints/bad-input in account ${account} for more information\\.$`,
  )
const algorithm = (text: string) => new RegExp(`^Failed: AlgorithmError: framework error: \\n[\\s\\S]*${text}, exit code: 1$`)

const expected: Readonly<Record<string, string | RegExp>> = {
  'missing prefix': noObjects('s3://sagemaker-bad-input/nowhere/', 'sagemaker-bad-input'),
  'missing bucket': noObjects('s3://sagemaker-bad-input-not-there/x', 'sagemaker-bad-input-not-there'),
  'missing role': /^ValidationException: .*role/,
  'missing image': /^ValidationException: .*no repository "no-such-image"/,
  'missing tag': /^ValidationException: .*no tag "9\.9-9"/,
  'bad hyperparameter': algorithm('Extraneous hyperparameter found: depth'),
  'bad value': algorithm('Hyperparameter eta: 2\\.0 is not in \\[0, 1\\]'),
  // The text parser of 1.x takes it for a row of numbers, on AWS too; only 0.72 looks.
  'header line': 'Completed: ',
  'header line, 0.72':
    /^Failed: ClientError: Non-numeric value 'l' found in the header line 'label,age,day\.\.\.' of file 'train\.csv'\. CSV format require no header line in it\. If header line is already removed, XGBoost does not accept non-numeric value in the data\., exit code: 1$/,
  'training content type': algorithm("'ContentType': 'image/png'.*"),
  'empty data': algorithm('No data in training channel path .*'),
  name: /^ValidationException: 1 validation error detected: Value 'bad-input-under_score' at 'trainingJobName' failed to satisfy constraint: /,
  'instance type': /^ValidationException: 1 validation error detected: Value 'ml\.none' at 'resourceConfig\.instanceType' failed to satisfy constraint: /,
  'output bucket': /^(ValidationException|Failed: ClientError): /,
  good: 'Completed: ',
  again: /^ResourceInUse: Training job names must be unique within an AWS account and region/,
  'model of a missing role': /^ValidationException: .*role/,
  'configuration without model': `ValidationException: Could not find model "arn:aws:sagemaker:us-east-1:${account}:model/no-such-model".`,
  'endpoint without configuration': `ValidationException: Could not find endpoint configuration "arn:aws:sagemaker:us-east-1:${account}:endpoint-config/no-such-config".`,
  'invocation without endpoint': `ValidationError: Endpoint no-such-endpoint of account ${account} not found.`,
  'invocation content type': fromModel(415, '.*image/png.*'),
  // The image answers 204 to nothing. Source: aws/sagemaker-xgboost-container, serving code.
  'invocation empty body': 'no error',
  'invocation words': fromModel(415, 'Loading csv data failed with Exception, please ensure data is in csv format:\n[\\s\\S]*'),
  'invocation columns': fromModel(400, '.+'),
  'invocation size': /^\w+: .*6291456/,
  'truncated upload': 'NoSuchKey: The specified key does not exist.',
  'wrong checksum': /^(BadDigest|InvalidDigest): /,
}

test('boto3: every mistake is answered, nothing half-written shows, and the next request works', { timeout: 600_000 }, async (t) => {
  const client = pythonEnvironment(import.meta.dirname, 'boto3-newest')
  if ('missing' in client) return t.skip(client.missing)
  kenja = await startKenja()
  const said = await output(client.python, [join(import.meta.dirname, 'bad_input.py'), 'bad-input'], await kenja.environment())
  const { told, fine, half, models } = JSON.parse(said) as Outcome
  assert.deepEqual(Object.keys(told), Object.keys(expected))
  for (const [mistake, words] of Object.entries(expected)) {
    await t.test(mistake, () => {
      if (typeof words === 'string') assert.equal(told[mistake], words)
      else assert.match(told[mistake] ?? '', words)
    })
  }
  assert.ok(fine > 0 && fine < 1, 'the endpoint still predicts')
  assert.deepEqual(half, [])
  const completed = ['good', 'header'].map((job) => `output/bad-input-${job}/output/model.tar.gz`)
  assert.deepEqual(models, completed, 'failed jobs leave no model')
  assert.equal((await kenja.kenja('status')).code, 0)
})
