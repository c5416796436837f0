import { S3Client } from '@aws-sdk/client-s3'
import { perSession } from './client.ts'

/** Path style: a bucket's own host name would be another origin. No checksums that nobody asked for: they would hash every upload in the page. */
export const s3 = perSession(
  (settings) => new S3Client({ ...settings, forcePathStyle: true, followRegionRedirects: true, requestChecksumCalculation: 'WHEN_REQUIRED' }),
)
