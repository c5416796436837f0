import type { ListRootsRequest, ListRootsResponse } from '@aws-sdk/client-organizations'
import type { Operation } from '../../../operation.ts'
import { pageOf } from '../page.ts'
import { managedOrganization } from './find-organization.ts'
import { describeRoot } from './organization.ts'

/** An organization has one. */
export const listRoots: Operation<ListRootsRequest, ListRootsResponse> = (input, ctx) => {
  const { items, next } = pageOf([managedOrganization(ctx)], input)
  return { Roots: items.map(describeRoot), ...next }
}
