import type { ListPolicyVersionsRequest, ListPolicyVersionsResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { pageOfList } from '../page.ts'
import { findPolicy, versionsOf } from './find-policy.ts'
import { describeVersion } from './policy.ts'

/** Newest first: at most five, so the key of a page counts down from a number that no version reaches. */
export const listPolicyVersions: Operation<ListPolicyVersionsRequest, ListPolicyVersionsResponse> = (input, ctx) => {
  const policy = findPolicy(ctx.db, input.PolicyArn)
  const { items, rest } = pageOfList(input, ({ version }) => String(1_000_000_000 - version), versionsOf(ctx.db, policy.arn))
  return { Versions: items.map((version) => describeVersion(version, policy.defaultVersion, false)), ...rest }
}
