/** S3 URIs as SageMaker's requests carry them. */
export interface S3Location {
  readonly bucket: string
  /** May be empty: the whole bucket. */
  readonly key: string
}

/** `s3://bucket/key` or `https://…`, in path style or with the bucket in the host name. Undefined when it names no bucket. */
export function parseS3Uri(uri: string): S3Location | undefined {
  const s3 = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(uri)
  if (s3) return { bucket: s3[1] as string, key: s3[2] as string }
  const https = /^https:\/\/([^/]+)\/?(.*)$/s.exec(uri)
  if (!https) return undefined
  const [, host, path] = https as unknown as [string, string, string]
  const virtual = /^(.+)\.s3[.-][a-z0-9.-]+$/.exec(host)
  if (virtual) return { bucket: virtual[1] as string, key: path }
  const slash = path.indexOf('/')
  const bucket = slash < 0 ? path : path.slice(0, slash)
  return bucket === '' ? undefined : { bucket, key: slash < 0 ? '' : path.slice(slash + 1) }
}
