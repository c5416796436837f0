import type { ListGrantsRequest, ListGrantsResponse } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { mustFindKeyItself } from '../key/key-id.ts'
import { kmsLimits } from '../limits.ts'
import { after, pageOf } from '../page.ts'
import * as grants from './grant.store.ts'
import { entryOf } from './grant.ts'

export const listGrants: Operation<ListGrantsRequest, ListGrantsResponse> = (input, ctx) => {
  const limit = Math.min(input.Limit ?? kmsLimits.grantsPageDefault, kmsLimits.grantsPageMost)
  const key = mustFindKeyItself(ctx, input.KeyId)
  // No grant is made out to a service here.
  if (input.GranteeServicePrincipal !== undefined) return { Grants: [], Truncated: false }
  const found = grants.page(ctx.db, key, { id: input.GrantId, grantee: input.GranteePrincipal, after: after(input), limit: limit + 1 })
  const { items, members } = pageOf(found, limit, ({ id }) => id)
  return { Grants: items.map(entryOf), ...members }
}
