import type { RevokeSecurityGroupIngressRequest, RevokeSecurityGroupIngressResult } from '@aws-sdk/client-ec2'
import type { Operation } from '../../../operation.ts'
import { begin } from '../begin.ts'
import { givenGroup } from '../find.ts'
import { revokeRules } from './revoke-rules.ts'

export const revokeSecurityGroupIngress: Operation<RevokeSecurityGroupIngressRequest, RevokeSecurityGroupIngressResult> = (input, ctx) => {
  begin(ctx, input)
  const { revoked, unknown } = revokeRules(ctx, givenGroup(ctx, input), false, input)
  return { Return: true, RevokedSecurityGroupRules: revoked, UnknownIpPermissions: unknown }
}
