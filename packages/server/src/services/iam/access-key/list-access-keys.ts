import type { ListAccessKeysRequest, ListAccessKeysResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { pageOfList } from '../page.ts'
import * as accessKeys from './access-key.store.ts'
import { keyOwner } from './find-access-key.ts'

export const listAccessKeys: Operation<ListAccessKeysRequest, ListAccessKeysResponse> = (input, ctx) => {
  const owner = keyOwner(ctx, input.UserName)
  const keys = accessKeys.ofUser(ctx.db, ctx.account, owner.userName)
  const { items, rest } = pageOfList(input, (key) => `${String(key.createdAt.getTime()).padStart(15, '0')} ${key.id}`, keys)
  return {
    AccessKeyMetadata: items.map((key) => ({ UserName: owner.userName ?? 'root', AccessKeyId: key.id, Status: key.status, CreateDate: key.createdAt })),
    ...rest,
  }
}
