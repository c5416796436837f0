import type { DescribeSecurityGroupRulesRequest, DescribeSecurityGroupRulesResult } from '@aws-sdk/client-ec2'
import type { Operation } from '../../../operation.ts'
import { ruleNotFound } from '../errors.ts'
import { look } from '../look.ts'
import { describeRule, ruleFilters } from './security-group-rule.ts'

export const describeSecurityGroupRules: Operation<DescribeSecurityGroupRulesRequest, DescribeSecurityGroupRulesResult> = (input, ctx) => {
  const wanted = {
    kind: 'security-group-rule',
    ids: input.SecurityGroupRuleIds,
    idsName: 'securityGroupRuleIds',
    notFound: ruleNotFound,
    filters: ruleFilters,
  } as const
  const { things, more } = look(ctx, input, wanted)
  return { SecurityGroupRules: things.map((rule) => describeRule(ctx, rule)), ...more }
}
