import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts'
import type { Operation } from '../../operation.ts'
import { toCredentials } from './credentials.ts'

const DEFAULT_SECONDS = 3600

export const assumeRole: Operation<AssumeRoleRequest, AssumeRoleResponse> = (input, ctx) => {
  const { credentials, principal } = ctx.sessions.assumeRole({
    roleArn: input.RoleArn,
    sessionName: input.RoleSessionName,
    durationSeconds: input.DurationSeconds ?? DEFAULT_SECONDS,
    ...(input.ExternalId === undefined ? {} : { externalId: input.ExternalId }),
    ...(input.Policy === undefined ? {} : { policy: input.Policy }),
    policyArns: (input.PolicyArns ?? []).flatMap(({ arn }) => (arn === undefined ? [] : [arn])),
  })
  const packed = input.Policy === undefined ? {} : { PackedPolicySize: Math.max(1, Math.ceil((input.Policy.length / 2048) * 100)) }
  return { Credentials: toCredentials(credentials), AssumedRoleUser: { AssumedRoleId: principal.userId, Arn: principal.arn }, ...packed }
}
