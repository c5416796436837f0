import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateBucketCommand, type CreateBucketCommandInput, GetBucketTaggingCommand, HeadBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { refusal, startRoom } from './room.ts'

const { s3, server } = await startRoom()

test('CreateBucket makes a bucket where its location says; a second time in us-east-1 it is the same answer', async () => {
  assert.equal((await s3.send(new CreateBucketCommand({ Bucket: 'made-here' }))).Location, '/made-here')
  assert.equal((await s3.send(new CreateBucketCommand({ Bucket: 'made-here' }))).Location, '/made-here')
  const elsewhere: CreateBucketCommandInput = {
    Bucket: 'made-there',
    CreateBucketConfiguration: { LocationConstraint: 'eu-west-1', Tags: [{ Key: 'k', Value: 'v' }] },
  }
  await s3.send(new CreateBucketCommand(elsewhere))
  assert.equal((await s3.send(new HeadBucketCommand({ Bucket: 'made-there' }))).BucketRegion, 'eu-west-1')
  assert.deepEqual((await s3.send(new GetBucketTaggingCommand({ Bucket: 'made-there' }))).TagSet, [{ Key: 'k', Value: 'v' }])
  await assert.rejects(
    s3.send(new CreateBucketCommand(elsewhere)),
    refusal('BucketAlreadyOwnedByYou', 409, 'Your previous request to create the named bucket succeeded and you already own it.'),
  )
})

test('CreateBucket refuses names and locations that are none', async () => {
  for (const Bucket of ['Upper', 'ab', 'a..b', '192.168.1.1', '-dash', 'under_score', 'x'.repeat(64)]) {
    await assert.rejects(s3.send(new CreateBucketCommand({ Bucket })), refusal('InvalidBucketName', 400, 'The specified bucket is not valid.'), Bucket)
  }
  const at = (place: string) => s3.send(new CreateBucketCommand({ Bucket: 'placed', CreateBucketConfiguration: { LocationConstraint: place as 'EU' } }))
  await assert.rejects(at('us-east-1'), refusal('InvalidLocationConstraint', 400, 'The specified location-constraint is not valid'))
  await assert.rejects(at('nowhere'), refusal('InvalidLocationConstraint', 400))
})

test("canned ACLs of the bucket's owner are ignored, as S3 does; those that give to others are refused", async () => {
  const withAcl = (Bucket: string, ACL: string) => s3.send(new CreateBucketCommand({ Bucket, ACL: ACL as 'private' }))
  for (const [number, acl] of ['private', 'bucket-owner-read', 'bucket-owner-full-control'].entries())
    assert.equal((await withAcl(`with-acl-${number}`, acl)).Location, `/with-acl-${number}`)
  for (const acl of ['public-read', 'log-delivery-write'])
    await assert.rejects(withAcl('with-acl', acl), refusal('InvalidBucketAclWithObjectOwnership', 400), acl)
  await assert.rejects(withAcl('with-acl', 'everybody'), refusal('InvalidArgument', 400))
})

test('an endpoint of another region makes its own buckets only, and wants them named', async () => {
  const west = new S3Client({ endpoint: server.url, region: 'us-west-2', credentials: server.credentials, forcePathStyle: true, maxAttempts: 1 })
  // The SDK itself names its region when nothing is said: an empty configuration keeps it from that.
  await assert.rejects(
    west.send(new CreateBucketCommand({ Bucket: 'west', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } })),
    refusal(
      'IllegalLocationConstraintException',
      400,
      'The eu-west-1 location constraint is incompatible for the region specific endpoint this request was sent to.',
    ),
  )
  await west.send(new CreateBucketCommand({ Bucket: 'west', CreateBucketConfiguration: { LocationConstraint: 'us-west-2' } }))
  west.destroy()
})
