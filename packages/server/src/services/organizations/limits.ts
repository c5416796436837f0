/** Organizations' quotas (AWS: "Quotas and service limits for AWS Organizations"). */
export const limits = {
  /** AWS's default is 10, and raised on request. */
  accounts: 1_000,
  units: 2_000,
  /** Levels of organizational units below the root. */
  unitDepth: 5,
  tagsPerResource: 50,
  policies: 1_000,
  policiesPerTarget: 5,
  policyCharacters: 5_120,
  /** Answers of the List operations, unless the caller asks for fewer. */
  pageSize: 20,
  /** Requests to make accounts that are remembered; the oldest go first. */
  creations: 1_000,
} as const
