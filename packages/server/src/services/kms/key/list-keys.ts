import type { ListKeysRequest, ListKeysResponse } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import { kmsLimits } from '../limits.ts'
import { after, pageOf } from '../page.ts'
import * as keys from './key.store.ts'

/** All of the account and region, those of AWS's services included. */
export const listKeys: Operation<ListKeysRequest, ListKeysResponse> = (input, ctx) => {
  const limit = input.Limit ?? kmsLimits.pageDefault
  const { items, members } = pageOf(keys.page(ctx, after(input), limit + 1), limit, (key) => key.id)
  return { Keys: items.map(({ id, arn }) => ({ KeyId: id, KeyArn: arn })), ...members }
}
