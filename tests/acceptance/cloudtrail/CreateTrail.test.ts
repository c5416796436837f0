import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateTrailCommand, type CreateTrailCommandInput, ListTagsCommand } from '@aws-sdk/client-cloudtrail'
import { CreateBucketCommand } from '@aws-sdk/client-s3'
import { arnOf, BUCKET, startRoom } from './room.ts'

const { cloudtrail, s3, create } = await startRoom()
const send = (input: Partial<CreateTrailCommandInput>) => cloudtrail.send(new CreateTrailCommand({ Name: 'new-trail', S3BucketName: BUCKET, ...input }))

test('CreateTrail answers with what it made, tags included', async () => {
  const { $metadata: _, ...made } = await send({ Name: 'made', IsMultiRegionTrail: true, TagsList: [{ Key: 'team', Value: 'ml' }] })
  assert.deepEqual(made, {
    Name: 'made',
    S3BucketName: BUCKET,
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: true,
    TrailARN: arnOf('made'),
    LogFileValidationEnabled: false,
    IsOrganizationTrail: false,
  })
  const { ResourceTagList } = await cloudtrail.send(new ListTagsCommand({ ResourceIdList: [arnOf('made')] }))
  assert.deepEqual(ResourceTagList, [{ ResourceId: arnOf('made'), TagsList: [{ Key: 'team', Value: 'ml' }] }])
})

test('a name that exists, a bucket that does not, one that does not let CloudTrail in, and bad names are refused', async () => {
  await create('twice')
  await assert.rejects(create('twice'), { name: 'TrailAlreadyExistsException' })
  await assert.rejects(send({ S3BucketName: 'no-such-bucket' }), { name: 'S3BucketDoesNotExistException', message: 'S3 bucket no-such-bucket does not exist!' })
  await s3.send(new CreateBucketCommand({ Bucket: 'closed' }))
  await assert.rejects(send({ S3BucketName: 'closed' }), {
    name: 'InsufficientS3BucketPolicyException',
    message: 'Incorrect S3 bucket policy is detected for bucket: closed',
  })
  await assert.rejects(send({ S3KeyPrefix: 'elsewhere' }), { name: 'InsufficientS3BucketPolicyException' })
  await assert.rejects(send({ S3BucketName: 'No Bucket' }), { name: 'InvalidS3BucketNameException' })
  for (const Name of ['ab', '-begins', 'double..dot', '192.168.1.1', 'x'.repeat(129)])
    await assert.rejects(send({ Name }), { name: 'InvalidTrailNameException' })
})

test('settings that Kenja lacks are refused by name, and a region has five trails', async () => {
  await assert.rejects(send({ EnableLogFileValidation: true }), { message: /EnableLogFileValidation/ })
  await assert.rejects(send({ KmsKeyId: 'alias/x' }), { message: /KmsKeyId/ })
  for (const name of ['third', 'fourth', 'fifth']) await create(name)
  await assert.rejects(create('sixth'), { name: 'MaximumNumberOfTrailsExceededException' })
})
