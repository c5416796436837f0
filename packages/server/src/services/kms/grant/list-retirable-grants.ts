import type { ListGrantsResponse, ListRetirableGrantsRequest } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { validation } from '../errors.ts'
import { kmsLimits } from '../limits.ts'
import { after, pageOf } from '../page.ts'
import * as grants from './grant.store.ts'
import { entryOf } from './grant.ts'

/** Of the caller's own keys. */
export const listRetirableGrants: Operation<ListRetirableGrantsRequest, ListGrantsResponse> = (input, ctx) => {
  if (input.RetiringPrincipal === undefined) throw validation('RetiringPrincipal is required.')
  const limit = Math.min(input.Limit ?? kmsLimits.grantsPageDefault, kmsLimits.grantsPageMost)
  const { items, members } = pageOf(grants.retiredBy(ctx, input.RetiringPrincipal, after(input), limit + 1), limit, ({ id }) => id)
  return { Grants: items.map(entryOf), ...members }
}
