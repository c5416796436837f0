/** Quotas of a region, AWS's defaults (Amazon VPC quotas), and what a request may ask at most. */
export const ec2Limits = {
  vpcsPerRegion: 5,
  subnetsPerVpc: 200,
  securityGroupsPerRegion: 2_500,
  rulesPerSecurityGroup: 60,
  tagsPerResource: 50,
  tagKeyCharacters: 128,
  tagValueCharacters: 256,
  filtersPerRequest: 50,
  valuesPerFilter: 200,
  /** Also what a page has when the caller does not say. */
  itemsPerPage: 1_000,
} as const
