/** Through a running Kenja, in its sandbox: recordio-protobuf data, checkpoints in S3, a second job that goes on, cross validation's output. */
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3'
import { CreateTrainingJobCommand, type CreateTrainingJobCommandInput, DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker'
import { allow, trust } from '../../support/policies.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'
import { prepareImage } from './image-programs.ts'
import { imageCache } from './python-xgboost.ts'
import { writeRecord } from './record-writer.ts'

const ROLE = `arn:aws:iam::${ACCOUNT}:role/trainer`
const BUCKET = 'formats'

test('1.5-2: recordio-protobuf, checkpoints and cross validation', async (t) => {
  const missing = prepareImage('1.5-2')
  if (missing) return t.skip(missing)
  const cache = mkdtempSync(path.join(os.tmpdir(), 'kenja-cache-'))
  cpSync(path.join(imageCache, 'engine-1.5'), path.join(cache, 'xgboost', 'engine-1.5'), { recursive: true, preserveTimestamps: true })
  const server = await startServer({ driver: 'real', config: { cache, describeWaitMs: 10_000 } })
  t.after(async () => {
    await server.stop()
    rmSync(cache, { recursive: true, force: true })
  })
  const { s3, iam, sagemaker } = server.clients
  await iam.send(new CreateRoleCommand({ RoleName: 'trainer', AssumeRolePolicyDocument: trust() }))
  await iam.send(new PutRolePolicyCommand({ RoleName: 'trainer', PolicyName: 'work', PolicyDocument: allow(['s3:*', 'logs:*']) }))
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }))
  const records = Array.from({ length: 200 }, (_, row) => writeRecord({ values: [(row * 7) % 13, (row % 2) * 3 + ((row * 5) % 7)] }, [row % 2]))
  await s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'train/data.pbr', Body: Buffer.concat(records) }))

  const run = async (TrainingJobName: string, HyperParameters: Record<string, string>, more: Partial<CreateTrainingJobCommandInput> = {}) => {
    await sagemaker.send(
      new CreateTrainingJobCommand({
        TrainingJobName,
        RoleArn: ROLE,
        AlgorithmSpecification: { TrainingImage: `683313688378.dkr.ecr.${REGION}.amazonaws.com/sagemaker-xgboost:1.5-2`, TrainingInputMode: 'File' },
        HyperParameters: { objective: 'binary:logistic', nthread: '1', ...HyperParameters },
        InputDataConfig: [
          {
            ChannelName: 'train',
            ContentType: 'application/x-recordio-protobuf',
            DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://${BUCKET}/train`, S3DataDistributionType: 'FullyReplicated' } },
          },
        ],
        OutputDataConfig: { S3OutputPath: `s3://${BUCKET}/output` },
        ResourceConfig: { InstanceType: 'ml.m4.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
        StoppingCondition: { MaxRuntimeInSeconds: 600 },
        ...more,
      }),
    )
    for (;;) {
      const job = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }))
      if (job.TrainingJobStatus !== 'InProgress') return job
    }
  }
  const CheckpointConfig = { S3Uri: `s3://${BUCKET}/checkpoints` }
  const first = await run('first', { num_round: '3' }, { CheckpointConfig })
  assert.equal(first.TrainingJobStatus, 'Completed', first.FailureReason)
  const keys = async () =>
    ((await s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: 'checkpoints/' }))).Contents ?? []).map(({ Key }) => Key?.split('/')[1])
  assert.deepEqual(await keys(), ['xgboost-checkpoint.0', 'xgboost-checkpoint.1', 'xgboost-checkpoint.2'])
  const second = await run('second', { num_round: '6' }, { CheckpointConfig })
  assert.equal(second.TrainingJobStatus, 'Completed', second.FailureReason)
  assert.ok((await keys()).includes('xgboost-checkpoint.5'))

  const folds = await run('folds', { num_round: '2', _kfold: '2' })
  assert.equal(folds.TrainingJobStatus, 'Completed', folds.FailureReason)
  const output = await s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'output/folds/output/output.tar.gz' }))
  assert.ok((output.ContentLength ?? 0) > 100)
})
