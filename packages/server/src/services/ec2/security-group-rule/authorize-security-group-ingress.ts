import type { AuthorizeSecurityGroupIngressRequest, AuthorizeSecurityGroupIngressResult } from '@aws-sdk/client-ec2'
import type { Operation } from '../../../operation.ts'
import { begin } from '../begin.ts'
import { givenGroup } from '../find.ts'
import { authorizeRules } from './authorize-rules.ts'

export const authorizeSecurityGroupIngress: Operation<AuthorizeSecurityGroupIngressRequest, AuthorizeSecurityGroupIngressResult> = (input, ctx) => {
  begin(ctx, input)
  return { Return: true, SecurityGroupRules: authorizeRules(ctx, givenGroup(ctx, input).id, false, input) }
}
