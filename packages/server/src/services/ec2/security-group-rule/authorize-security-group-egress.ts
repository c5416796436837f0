import type { AuthorizeSecurityGroupEgressRequest, AuthorizeSecurityGroupEgressResult } from '@aws-sdk/client-ec2'
import type { Operation } from '../../../operation.ts'
import { begin } from '../begin.ts'
import { givenGroup } from '../find.ts'
import { authorizeRules } from './authorize-rules.ts'

export const authorizeSecurityGroupEgress: Operation<AuthorizeSecurityGroupEgressRequest, AuthorizeSecurityGroupEgressResult> = (input, ctx) => {
  begin(ctx, input)
  const { GroupId, IpPermissions, TagSpecifications } = input
  return { Return: true, SecurityGroupRules: authorizeRules(ctx, givenGroup(ctx, { GroupId }).id, true, { IpPermissions, TagSpecifications }) }
}
