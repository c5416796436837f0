/** Presigned addresses: of another origin than the console's, so that no object can ever become a page of the console. */
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { preferences } from '../../../app/preferences.ts'
import { session } from '../../../app/session.ts'
import { SignedOut, settingsFor } from '../../../aws/client.ts'

export interface PresignOptions {
  readonly seconds: number
  /** Opens as a download under the object's own name. */
  readonly asDownload?: boolean
}

export async function presign(Bucket: string, Key: string, { seconds, asDownload }: PresignOptions): Promise<string> {
  const current = session.get()
  if (!current) throw new SignedOut()
  const client = new S3Client({
    ...settingsFor(current, preferences.get().region),
    endpoint: `http://127.0.0.1:${location.port || 80}`,
    forcePathStyle: true,
  })
  const name = encodeURIComponent(Key.split('/').at(-1) as string)
  const command = new GetObjectCommand({ Bucket, Key, ...(asDownload && { ResponseContentDisposition: `attachment; filename*=UTF-8''${name}` }) })
  return getSignedUrl(client, command, { expiresIn: seconds })
}
