/** KMS's own limits (AWS: "AWS KMS quotas"), and ours. */
export const kmsLimits = {
  /** Keys of an account and region that are not deleted (AWS: 100,000). Ours is smaller: nobody makes so many by hand. */
  keysPerRegion: 10_000,
  aliasesPerKey: 50,
  /** AWS: 50,000. */
  grantsPerKey: 5_000,
  tagsPerKey: 50,
  /** AWS: 32 KB. */
  policyBytes: 32 * 1024,
  /** AWS: "the encryption context … 8192". */
  encryptionContextBytes: 8_192,
  /** On-demand rotations of one key. */
  onDemandRotations: 25,
  pageDefault: 100,
  grantsPageDefault: 50,
  grantsPageMost: 100,
  /** Default and most. */
  tagsPage: 50,
} as const

export const MS_PER_DAY = 24 * 3_600_000
