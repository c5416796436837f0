import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts'
import type { Operation, Tag } from '../../operation.ts'
import { toCredentials } from './credentials.ts'
import { mfaCode } from './mfa-code.ts'
import { packedSize } from './packed-size.ts'

const DEFAULT_SECONDS = 3600

const without = <Value, Mapped>(value: Value | undefined, map: (value: Value) => Mapped): Mapped | object => (value === undefined ? {} : map(value))

export const assumeRole: Operation<AssumeRoleRequest, AssumeRoleResponse> = (input, ctx) => {
  const policyArns = (input.PolicyArns ?? []).flatMap(({ arn }) => (arn === undefined ? [] : [arn]))
  const tags = (input.Tags ?? []) as Tag[]
  const { credentials, principal } = ctx.sessions.assumeRole({
    roleArn: input.RoleArn,
    sessionName: input.RoleSessionName,
    durationSeconds: input.DurationSeconds ?? DEFAULT_SECONDS,
    policyArns,
    tags,
    transitiveTagKeys: input.TransitiveTagKeys ?? [],
    ...without(input.ExternalId, (externalId) => ({ externalId })),
    ...without(input.Policy, (policy) => ({ policy })),
    ...without(input.SourceIdentity, (sourceIdentity) => ({ sourceIdentity })),
    ...without(mfaCode(input), (mfa) => ({ mfa })),
  })
  return {
    Credentials: toCredentials(credentials),
    AssumedRoleUser: { AssumedRoleId: principal.userId, Arn: principal.arn },
    ...without(packedSize(input.Policy, policyArns, tags), (PackedPolicySize) => ({ PackedPolicySize })),
    ...(principal.sourceIdentity === undefined ? {} : { SourceIdentity: principal.sourceIdentity }),
  }
}
