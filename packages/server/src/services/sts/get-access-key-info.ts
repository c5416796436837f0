import type { GetAccessKeyInfoRequest, GetAccessKeyInfoResponse } from '@aws-sdk/client-sts'
import { type Operation, ServiceError } from '../../operation.ts'

/** Whose a key is, whether it works or not: a temporary one may long have ended. */
export const getAccessKeyInfo: Operation<GetAccessKeyInfoRequest, GetAccessKeyInfoResponse> = (input, ctx) => {
  const account = ctx.sessions.accountOfKey(input.AccessKeyId)
  if (account === undefined) throw new ServiceError('ValidationError', `Invalid Access Key ID: ${input.AccessKeyId}`, 400)
  return { Account: account }
}
