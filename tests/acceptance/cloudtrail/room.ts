/** A server with a bucket that lets CloudTrail in. */
import { after } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { CreateTrailCommand, StartLoggingCommand } from '@aws-sdk/client-cloudtrail'
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import { ACCOUNT, REGION, type ServerOptions, startServer } from '../../support/server.ts'

export const BUCKET = 'trail-files'
export const arnOf = (name: string) => `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/${name}`

/** The policy that AWS's documentation gives for a trail's bucket. */
export const trailBucketPolicy = (bucket: string, prefix = '') =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'AWSCloudTrailAclCheck',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:GetBucketAcl',
        Resource: `arn:aws:s3:::${bucket}`,
      },
      {
        Sid: 'AWSCloudTrailWrite',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${bucket}/${prefix}AWSLogs/${ACCOUNT}/*`,
        Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' } },
      },
    ],
  })

/** One record of a delivered file. */
export interface TrailRecord {
  readonly eventName: string
  readonly eventCategory: string
  readonly awsRegion: string
  readonly [member: string]: unknown
}

export async function startRoom(options: ServerOptions = {}) {
  const server = await startServer(options)
  after(() => server.stop())
  const { s3, cloudtrail } = server.clients
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }))
  await s3.send(new PutBucketPolicyCommand({ Bucket: BUCKET, Policy: trailBucketPolicy(BUCKET) }))
  return {
    server,
    cloudtrail,
    s3,
    create: (Name: string) => cloudtrail.send(new CreateTrailCommand({ Name, S3BucketName: BUCKET })),
    async createAndStart(Name: string) {
      await cloudtrail.send(new CreateTrailCommand({ Name, S3BucketName: BUCKET }))
      await cloudtrail.send(new StartLoggingCommand({ Name }))
    },
    /** Delivers, and reads everything that lies in the bucket. */
    async delivered(): Promise<{ readonly keys: string[]; readonly records: TrailRecord[] }> {
      await server.app.deliverTrails()
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: BUCKET }))
      const keys = Contents.map(({ Key }) => Key as string)
      const records: TrailRecord[] = []
      for (const Key of keys) {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }))
        const file = JSON.parse(gunzipSync((await Body?.transformToByteArray()) ?? Buffer.alloc(0)).toString('utf8')) as { Records: TrailRecord[] }
        records.push(...file.Records)
      }
      return { keys, records }
    },
  }
}
