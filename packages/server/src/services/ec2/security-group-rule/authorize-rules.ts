import type { SecurityGroupRule } from '@aws-sdk/client-ec2'
import type { Ports } from '../../../operation.ts'
import { limitExceeded, ruleExists } from '../errors.ts'
import { ec2Limits } from '../limits.ts'
import * as resources from '../resource.store.ts'
import { newId } from '../resource.ts'
import { setTags, specifiedTags, type TagSpecification } from '../tags.ts'
import { type GivenRules, givenRules } from './given-rules.ts'
import { describeRule, isSame, sentenceOf } from './security-group-rule.ts'

/** Adds all the rules that are given, or none: one that is there already is an error. */
export function authorizeRules(
  ports: Ports,
  groupId: string,
  isEgress: boolean,
  given: GivenRules & { readonly TagSpecifications?: readonly TagSpecification[] | undefined },
): SecurityGroupRule[] {
  const known = resources.childrenOf(ports, 'security-group-rule', groupId).map(({ body }) => body)
  const tags = specifiedTags(given.TagSpecifications, 'security-group-rule')
  return givenRules(ports, groupId, isEgress, given).map((rule) => {
    if (known.some((other) => isSame(rule, other))) throw ruleExists(sentenceOf(rule))
    known.push(rule)
    if (known.filter((other) => other.isEgress === isEgress).length > ec2Limits.rulesPerSecurityGroup)
      throw limitExceeded('RulesPerSecurityGroupLimitExceeded', 'rules per security group')
    const made = resources.insert(ports, 'security-group-rule', newId('security-group-rule'), groupId, rule)
    setTags(ports, 'security-group-rule', made.id, tags)
    return describeRule(ports, made)
  })
}
