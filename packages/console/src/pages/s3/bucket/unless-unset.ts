/** For settings of a bucket that were never made: their absence is an error of these names. */
export function unlessUnset(error: unknown): undefined {
  if (/^(NoSuchTagSet|NoSuchBucketPolicy|NoSuchPublicAccessBlockConfiguration|ServerSideEncryptionConfigurationNotFoundError)$/.test((error as Error).name))
    return undefined
  throw error
}
