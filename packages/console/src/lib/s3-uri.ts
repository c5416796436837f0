/** S3 locations: `s3://bucket/key`. */
export interface S3Location {
  readonly bucket: string
  readonly key: string
}

export function parseS3Uri(uri: string): S3Location | undefined {
  const match = /^s3:\/\/([^/]+)(?:\/(.*))?$/s.exec(uri)
  return match ? { bucket: match[1] as string, key: match[2] ?? '' } : undefined
}

const encoded = (key: string): string => key.split('/').map(encodeURIComponent).join('/')

export const bucketHref = (bucket: string): string => `/s3/buckets/detail/${encodeURIComponent(bucket)}`

/** The page of a folder (its key ends in `/`, or is empty). */
export const folderHref = (bucket: string, prefix: string): string => `/s3/folders/${encodeURIComponent(bucket)}/${encoded(prefix)}`

export const objectHref = (bucket: string, key: string): string => `/s3/objects/${encodeURIComponent(bucket)}/${encoded(key)}`

/** The page of what a location names; a last part with a dot is taken for an object. */
export function s3Href(uri: string): string | undefined {
  const location = parseS3Uri(uri)
  if (!location) return undefined
  const { bucket, key } = location
  if (key === '') return folderHref(bucket, '')
  if (key.endsWith('/')) return folderHref(bucket, key)
  return /\.[^/]+$/.test(key) ? objectHref(bucket, key) : folderHref(bucket, `${key}/`)
}
