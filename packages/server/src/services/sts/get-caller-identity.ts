import type { GetCallerIdentityRequest, GetCallerIdentityResponse } from '@aws-sdk/client-sts'
import type { Operation } from '../../operation.ts'

/** No policy can forbid it. */
export const getCallerIdentity: Operation<GetCallerIdentityRequest, GetCallerIdentityResponse> = (_input, { call: { principal } }) => ({
  UserId: principal.userId,
  Account: principal.account,
  Arn: principal.arn,
})
