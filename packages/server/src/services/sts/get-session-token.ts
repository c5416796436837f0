import type { GetSessionTokenRequest, GetSessionTokenResponse } from '@aws-sdk/client-sts'
import type { Operation } from '../../operation.ts'
import { toCredentials } from './credentials.ts'
import { mfaCode } from './mfa-code.ts'

const DEFAULT_SECONDS = 12 * 3600
/** Root's sessions are shorter, whatever it asks for. */
const LONGEST_FOR_ROOT_SECONDS = 3600

export const getSessionToken: Operation<GetSessionTokenRequest, GetSessionTokenResponse> = (input, ctx) => {
  const seconds = input.DurationSeconds ?? DEFAULT_SECONDS
  const granted = ctx.call.principal.kind === 'root' ? Math.min(seconds, LONGEST_FOR_ROOT_SECONDS) : seconds
  return { Credentials: toCredentials(ctx.sessions.ofCaller(granted, mfaCode(input))) }
}
