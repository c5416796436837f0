import type { GetFederationTokenRequest, GetFederationTokenResponse } from '@aws-sdk/client-sts'
import type { Operation, Tag } from '../../operation.ts'
import { toCredentials } from './credentials.ts'
import { packedSize } from './packed-size.ts'

const DEFAULT_SECONDS = 12 * 3600
/** Root's sessions are shorter, whatever it asks for. */
const LONGEST_FOR_ROOT_SECONDS = 3600

export const getFederationToken: Operation<GetFederationTokenRequest, GetFederationTokenResponse> = (input, ctx) => {
  const policyArns = (input.PolicyArns ?? []).flatMap(({ arn }) => (arn === undefined ? [] : [arn]))
  const tags = (input.Tags ?? []) as Tag[]
  const seconds = input.DurationSeconds ?? DEFAULT_SECONDS
  const { credentials, principal } = ctx.sessions.federate({
    name: input.Name,
    durationSeconds: ctx.call.principal.kind === 'root' ? Math.min(seconds, LONGEST_FOR_ROOT_SECONDS) : seconds,
    policyArns,
    tags,
    ...(input.Policy === undefined ? {} : { policy: input.Policy }),
  })
  const size = packedSize(input.Policy, policyArns, tags)
  return {
    Credentials: toCredentials(credentials),
    FederatedUser: { FederatedUserId: principal.userId, Arn: principal.arn },
    ...(size === undefined ? {} : { PackedPolicySize: size }),
  }
}
