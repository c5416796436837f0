/** What S3's acceptance tests share: a server with one bucket, and short ways to put and read. */
import { after } from 'node:test'
import { CreateAliasCommand, CreateKeyCommand, type CreateKeyCommandInput } from '@aws-sdk/client-kms'
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3'
import { startServer } from '../../support/server.ts'

export const BUCKET = 'acceptance-bucket'

export async function startRoom() {
  const server = await startServer()
  after(() => server.stop())
  const { s3, kms } = server.clients
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }))
  return {
    server,
    s3,
    put: (key: string, body: PutObjectCommandInput['Body'] = '', more: Partial<PutObjectCommandInput> = {}) =>
      s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: key, Body: body, ...more })),
    /** A KMS key with this alias; its ARN. */
    async createKey(AliasName: string, input: CreateKeyCommandInput = {}): Promise<string> {
      const { KeyMetadata } = await kms.send(new CreateKeyCommand(input))
      await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyMetadata?.KeyId }))
      return KeyMetadata?.Arn as string
    },
    async read(key: string): Promise<string> {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: key }))
      return (await Body?.transformToString()) ?? ''
    },
  }
}

/** Name, status and message of an error as the SDK tells it. */
export const refusal = (name: string, status: number, message?: string) => (error: unknown) => {
  const { name: actual, message: text, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } }
  if (actual !== name || $metadata?.httpStatusCode !== status || (message !== undefined && text !== message)) {
    throw new Error(`expected ${name} ${status} ${message ?? ''}, got ${actual} ${$metadata?.httpStatusCode} ${text}`)
  }
  return true
}
