import type { ActingAs, Context } from '../../operation.ts'
import { noObjectsFound, validation } from './errors.ts'
import { parseS3Uri } from './s3-uri.ts'

/**
 * Looks, with the role's rights, whether there is any object under a job's input. A prefix without objects, a bucket that is not there and one that the role may not list
 * all read the same on AWS. Throws ValidationException.
 */
export async function mustHaveObjects(role: ActingAs, uri: string, roleArn: string, { region }: Pick<Context, 'region'>): Promise<void> {
  const location = parseS3Uri(uri)
  if (!location) throw validation(`The S3 URL "${uri}" given in input data source names no bucket.`)
  const found = await role
    .call<{ Contents?: unknown[] }>('s3', 'ListObjectsV2', { Bucket: location.bucket, Prefix: location.key, MaxKeys: 1 })
    .catch((error: { httpStatus?: number }) => {
      if (error.httpStatus !== undefined && error.httpStatus < 500) return { Contents: [] }
      throw error
    })
  if (!found.Contents?.length) throw noObjectsFound(uri, region, roleArn, location.bucket)
}
