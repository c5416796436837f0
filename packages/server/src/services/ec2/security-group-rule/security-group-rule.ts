/** A rule of a security group, as EC2 shows it: by itself, or gathered with its like as a permission. */
import type { IpPermission, SecurityGroupRule } from '@aws-sdk/client-ec2'
import type { Ports } from '../../../operation.ts'
import { arnOf, type Resource, type SecurityGroupRule as Rule } from '../resource.ts'
import type { FilterTable } from '../select.ts'
import { tagsOf } from '../tags.ts'

export const hasPorts = ({ protocol }: Pick<Rule, 'protocol'>): boolean => ['tcp', 'udp', 'icmp', 'icmpv6'].includes(protocol)

export const describeRule = (ports: Ports, { id, body }: Resource<'security-group-rule'>): SecurityGroupRule => ({
  SecurityGroupRuleId: id,
  SecurityGroupRuleArn: arnOf(ports, 'security-group-rule', id),
  GroupId: body.ownGroupId,
  GroupOwnerId: ports.account,
  IsEgress: body.isEgress,
  IpProtocol: body.protocol,
  FromPort: body.fromPort,
  ToPort: body.toPort,
  ...(body.cidrIpv4 === undefined ? {} : { CidrIpv4: body.cidrIpv4 }),
  ...(body.cidrIpv6 === undefined ? {} : { CidrIpv6: body.cidrIpv6 }),
  ...(body.groupId === undefined ? {} : { ReferencedGroupInfo: { GroupId: body.groupId, UserId: ports.account } }),
  ...(body.description === undefined ? {} : { Description: body.description }),
  Tags: [...tagsOf(ports, 'security-group-rule', id)],
})

export const ruleFilters: FilterTable<Resource<'security-group-rule'>> = {
  'group-id': ({ body }) => body.ownGroupId,
  'security-group-rule-id': ({ id }) => id,
}

/** Two rules let the same through. */
export const isSame = (one: Rule, other: Rule): boolean =>
  one.isEgress === other.isEgress &&
  one.protocol === other.protocol &&
  one.fromPort === other.fromPort &&
  one.toPort === other.toPort &&
  one.cidrIpv4 === other.cidrIpv4 &&
  one.cidrIpv6 === other.cidrIpv6 &&
  one.groupId === other.groupId

/** As EC2 names a rule that is there already. */
export function sentenceOf(rule: Rule): string {
  const peer = rule.cidrIpv4 ?? rule.cidrIpv6 ?? rule.groupId
  const what = rule.protocol === '-1' ? 'ALL' : rule.protocol.toUpperCase()
  const where = hasPorts(rule) ? `, from port: ${rule.fromPort}, to port: ${rule.toPort}` : ''
  return `peer: ${peer}, ${what}${where}, ALLOW`
}

/** Rules with the same protocol and ports are one permission with several peers. */
export function permissionsOf(rules: readonly Rule[], account: string): IpPermission[] {
  const gathered = new Map<string, Rule[]>()
  for (const rule of rules) {
    const key = `${rule.protocol} ${rule.fromPort} ${rule.toPort}`
    const same = gathered.get(key)
    if (same) same.push(rule)
    else gathered.set(key, [rule])
  }
  return [...gathered.values()].map((same) => permissionOf(same, account))
}

function permissionOf(rules: readonly Rule[], account: string): IpPermission {
  const first = rules[0] as Rule
  const described = ({ description }: Rule) => (description === undefined ? {} : { Description: description })
  return {
    IpProtocol: first.protocol,
    ...(hasPorts(first) ? { FromPort: first.fromPort, ToPort: first.toPort } : {}),
    UserIdGroupPairs: rules.flatMap((rule) => (rule.groupId === undefined ? [] : [{ GroupId: rule.groupId, UserId: account, ...described(rule) }])),
    IpRanges: rules.flatMap((rule) => (rule.cidrIpv4 === undefined ? [] : [{ CidrIp: rule.cidrIpv4, ...described(rule) }])),
    Ipv6Ranges: rules.flatMap((rule) => (rule.cidrIpv6 === undefined ? [] : [{ CidrIpv6: rule.cidrIpv6, ...described(rule) }])),
    PrefixListIds: [],
  }
}
