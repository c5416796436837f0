/** A file of this machine to S3, with a role's rights. */
import { stat } from 'node:fs/promises'
import type { ActingAs } from '../operation.ts'
import { parseS3Uri } from '../services/sagemaker/s3-uri.ts'
import { openRegular } from './archive.ts'

/** `keyId`: a key of KMS to encrypt it with; none when it is empty. Throws the call's ServiceError, or an Error when the URI names no bucket or the file is no regular one. */
export async function putFile(role: ActingAs, file: string, uri: string, keyId: string | undefined): Promise<void> {
  const location = parseS3Uri(uri)
  if (!location) throw new Error(`"${uri}" is no S3 URL`)
  const { size } = await stat(file)
  const body = (await openRegular(file)).createReadStream()
  const encryption = keyId ? { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: keyId } : {}
  try {
    await role.call('s3', 'PutObject', { Bucket: location.bucket, Key: location.key, Body: body, ContentLength: size, ...encryption })
  } finally {
    body.destroy()
  }
}
