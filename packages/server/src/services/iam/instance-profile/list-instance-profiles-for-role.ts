import type { ListInstanceProfilesForRoleRequest, ListInstanceProfilesForRoleResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { pageOfList } from '../page.ts'
import { findRole } from '../role/find-role.ts'
import { withRole } from './find-instance-profile.ts'
import * as profiles from './instance-profile.store.ts'

export const listInstanceProfilesForRole: Operation<ListInstanceProfilesForRoleRequest, ListInstanceProfilesForRoleResponse> = (input, ctx) => {
  const { items, rest } = pageOfList(input, (profile) => profile.name, profiles.ofRole(ctx.db, ctx.account, findRole(ctx, input.RoleName).name))
  return { InstanceProfiles: items.map((profile) => withRole(ctx, profile)), ...rest }
}
