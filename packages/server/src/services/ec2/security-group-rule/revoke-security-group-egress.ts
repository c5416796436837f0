import type { RevokeSecurityGroupEgressRequest, RevokeSecurityGroupEgressResult } from '@aws-sdk/client-ec2'
import type { Operation } from '../../../operation.ts'
import { begin } from '../begin.ts'
import { givenGroup } from '../find.ts'
import { revokeRules } from './revoke-rules.ts'

export const revokeSecurityGroupEgress: Operation<RevokeSecurityGroupEgressRequest, RevokeSecurityGroupEgressResult> = (input, ctx) => {
  begin(ctx, input)
  const { GroupId, IpPermissions, SecurityGroupRuleIds } = input
  const { revoked, unknown } = revokeRules(ctx, givenGroup(ctx, { GroupId }), true, { IpPermissions, SecurityGroupRuleIds })
  return { Return: true, RevokedSecurityGroupRules: revoked, UnknownIpPermissions: unknown }
}
