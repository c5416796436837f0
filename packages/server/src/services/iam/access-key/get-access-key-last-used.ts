import type { GetAccessKeyLastUsedRequest, GetAccessKeyLastUsedResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { noSuchAccessKey } from '../errors.ts'
import * as accessKeys from './access-key.store.ts'

/** Use is written down every few minutes, not at every call: the answer may be that old. */
export const getAccessKeyLastUsed: Operation<GetAccessKeyLastUsedRequest, GetAccessKeyLastUsedResponse> = (input, ctx) => {
  const key = accessKeys.find(ctx.db, input.AccessKeyId)
  if (!key || key.account !== ctx.account) throw noSuchAccessKey(input.AccessKeyId)
  const { lastUsed } = key
  return {
    UserName: key.userName ?? 'root',
    AccessKeyLastUsed: lastUsed
      ? { LastUsedDate: lastUsed.at, ServiceName: lastUsed.service, Region: lastUsed.region }
      : ({ ServiceName: 'N/A', Region: 'N/A' } as NonNullable<GetAccessKeyLastUsedResponse['AccessKeyLastUsed']>),
  }
}
