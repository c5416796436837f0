import type { DecodeAuthorizationMessageRequest, DecodeAuthorizationMessageResponse } from '@aws-sdk/client-sts'
import { type Operation, ServiceError } from '../../operation.ts'

export const decodeAuthorizationMessage: Operation<DecodeAuthorizationMessageRequest, DecodeAuthorizationMessageResponse> = (input, ctx) => {
  const message = ctx.iam.decodeMessage(input.EncodedMessage)
  if (message === undefined)
    throw new ServiceError('InvalidAuthorizationMessageException', 'The encoded message is invalid or was not issued for this account.', 400)
  return { DecodedMessage: message }
}
