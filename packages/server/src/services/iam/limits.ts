/** IAM's quotas (AWS: "IAM and AWS STS quotas"). Sizes count characters without white space. */
export const limits = {
  managedPolicyCharacters: 6_144,
  roleInlinePoliciesCharacters: 10_240,
  userInlinePoliciesCharacters: 2_048,
  trustPolicyCharacters: 2_048,
  sessionPolicyCharacters: 2_048,
  managedPoliciesPerPrincipal: 10,
  versionsPerManagedPolicy: 5,
  accessKeysPerUser: 2,
  tagsPerResource: 50,
  rolesPerAccount: 1_000,
  usersPerAccount: 5_000,
  managedPoliciesPerAccount: 1_500,
  /** Answers of the List operations, unless the caller asks for fewer. */
  pageSize: 100,
} as const
