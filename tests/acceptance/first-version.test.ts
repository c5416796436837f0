/** A database that the first version of Kenja made is opened by this one: what was in it is there, and what came later works with it. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, test } from 'node:test'
import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { GetRolePolicyCommand, GetUserCommand, ListAttachedRolePoliciesCommand, TagRoleCommand } from '@aws-sdk/client-iam'
import { ListBucketsCommand, PutBucketTaggingCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { DescribeEndpointConfigCommand, DescribeModelCommand, DescribeTrainingJobCommand, ListTagsCommand, SearchCommand } from '@aws-sdk/client-sagemaker'
import { migrations } from '../../packages/server/src/app/migrations.ts'
import { startServer } from '../support/server.ts'

const home = mkdtempSync(join(tmpdir(), 'kenja-first-version-'))
const database = new DatabaseSync(join(home, 'kenja.db'))
database.exec(readFileSync(join(import.meta.dirname, 'first-version.sql'), 'utf8'))
const first = (database.prepare('SELECT id FROM migration').all() as { id: string }[]).map(({ id }) => id)
database.close()
const server = await startServer({ home })
const { iam, s3, logs, sagemaker } = server.clients
after(async () => {
  await server.stop()
  rmSync(home, { recursive: true, force: true })
})

test('every migration since then is applied, and none of the first ones reads differently', () => {
  const later = migrations.map(({ id }) => id).filter((id) => !first.includes(id))
  assert.deepEqual([first.length, server.app.store.applied], [20, later])
})

test('what was in it is there', async () => {
  assert.equal((await iam.send(new GetUserCommand({ UserName: 'first-user' }))).User?.Arn, 'arn:aws:iam::123456789012:user/first-user')
  const { AttachedPolicies } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'first-role' }))
  assert.deepEqual(
    AttachedPolicies?.map(({ PolicyName }) => PolicyName),
    ['AmazonSageMakerFullAccess'],
  )
  const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand({ RoleName: 'first-role', PolicyName: 'inline' }))
  assert.equal(JSON.parse(decodeURIComponent(PolicyDocument)).Statement[0].Action, 's3:*')
  assert.deepEqual(
    (await s3.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name),
    ['first-bucket'],
  )
  const { events } = await logs.send(new GetLogEventsCommand({ logGroupName: 'first-group', logStreamName: 's', startFromHead: true }))
  assert.deepEqual(
    events?.map(({ message }) => message),
    ['hello'],
  )
  const model = await sagemaker.send(new DescribeModelCommand({ ModelName: 'first-model' }))
  assert.equal(model.PrimaryContainer?.ModelDataUrl, 's3://first-bucket/model.tar.gz')
  const { Tags } = await sagemaker.send(new ListTagsCommand({ ResourceArn: model.ModelArn }))
  assert.deepEqual(Tags, [{ Key: 'made', Value: 'first' }])
  const configuration = await sagemaker.send(new DescribeEndpointConfigCommand({ EndpointConfigName: 'first-config' }))
  assert.equal(configuration.ProductionVariants?.[0]?.ModelName, 'first-model')
  const job = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: 'first-job' }))
  assert.deepEqual([job.TrainingJobStatus, job.SecondaryStatus], ['Failed', 'Failed'])
  assert.match(job.FailureReason ?? '', /^AlgorithmError: .*Missing required channel: train/s)
})

test('what came later works with it', async () => {
  const Tags = [{ Key: 'made', Value: 'later' }]
  await iam.send(new TagRoleCommand({ RoleName: 'first-role', Tags }))
  await s3.send(new PutBucketTaggingCommand({ Bucket: 'first-bucket', Tagging: { TagSet: Tags } }))
  await s3.send(new PutObjectCommand({ Bucket: 'first-bucket', Key: 'later', Body: 'x' }))
  const { Results } = await sagemaker.send(new SearchCommand({ Resource: 'TrainingJob' }))
  assert.deepEqual(
    Results?.map(({ TrainingJob }) => TrainingJob?.TrainingJobName),
    ['first-job'],
  )
})
