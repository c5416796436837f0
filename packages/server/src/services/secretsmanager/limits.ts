/** AWS's quotas (AWS Secrets Manager user guide, "Quotas"). */
export const secretsLimits = {
  secretsPerRegion: 500_000,
  tagsPerSecret: 50,
  tagKeyCharacters: 128,
  tagValueCharacters: 256,
  labelsPerSecret: 20,
  /** Versions without a label go when a secret has more than so many. */
  versionsPerSecret: 100,
  nameCharacters: 512,
  secretsPerBatch: 20,
  pageOfSecrets: 100,
  recoveryDays: { least: 7, most: 30 },
} as const
