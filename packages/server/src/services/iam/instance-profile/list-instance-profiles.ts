import type { ListInstanceProfilesRequest, ListInstanceProfilesResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { pageOf } from '../page.ts'
import { withRole } from './find-instance-profile.ts'
import * as profiles from './instance-profile.store.ts'
import type { InstanceProfileRecord } from './instance-profile.ts'

export const listInstanceProfiles: Operation<ListInstanceProfilesRequest, ListInstanceProfilesResponse> = (input, ctx) => {
  const { items, rest } = pageOf<InstanceProfileRecord>(
    input,
    (profile) => profile.name,
    (after, limit) => profiles.list(ctx.db, ctx.account, input.PathPrefix ?? '/', after, limit),
  )
  return { InstanceProfiles: items.map((profile) => withRole(ctx, profile)), ...rest }
}
