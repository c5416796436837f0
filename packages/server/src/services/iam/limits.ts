/** IAM's quotas (AWS: "IAM and AWS STS quotas"). Sizes count characters without white space. */
export const limits = {
  managedPolicyCharacters: 6_144,
  roleInlinePoliciesCharacters: 10_240,
  userInlinePoliciesCharacters: 2_048,
  groupInlinePoliciesCharacters: 5_120,
  trustPolicyCharacters: 2_048,
  sessionPolicyCharacters: 2_048,
  sessionPolicyArns: 10,
  managedPoliciesPerPrincipal: 10,
  versionsPerManagedPolicy: 5,
  accessKeysPerUser: 2,
  tagsPerResource: 50,
  rolesPerAccount: 1_000,
  usersPerAccount: 5_000,
  groupsPerAccount: 300,
  groupsPerUser: 10,
  instanceProfilesPerAccount: 1_000,
  mfaDevicesPerUser: 8,
  /** Virtual devices of an account, assigned or not. */
  mfaDevicesPerAccount: 10_000,
  managedPoliciesPerAccount: 1_500,
  /** Answers of the List operations, unless the caller asks for fewer. */
  pageSize: 100,
  /** A credential report is made again when it is older. */
  credentialReportMs: 4 * 3_600_000,
  /** Scrypt, as OWASP's "Password Storage Cheat Sheet" asks at least: 32 MiB and a few tenths of a second for each guess. */
  passwordCost: { N: 32_768, r: 8, p: 3 },
  passwordCharacters: 128,
  /** Wrong codes of an MFA device. */
  mfaGuesses: { freeFailures: 5, firstMs: 5_000, longestMs: 15 * 60_000, forgetMs: 3_600_000, names: 1_000 },
} as const
