import type { SecurityGroup } from '@aws-sdk/client-ec2'
import type { Ports } from '../../../operation.ts'
import * as resources from '../resource.store.ts'
import { arnOf, type Resource, type SecurityGroupRule } from '../resource.ts'
import { permissionsOf } from '../security-group-rule/security-group-rule.ts'
import type { FilterTable } from '../select.ts'
import { tagsOf } from '../tags.ts'

const rulesOf = (ports: Ports, groupId: string): SecurityGroupRule[] => resources.childrenOf(ports, 'security-group-rule', groupId).map(({ body }) => body)

export function describeGroup(ports: Ports, { id, body }: Resource<'security-group'>): SecurityGroup {
  const rules = rulesOf(ports, id)
  const permissions = (isEgress: boolean) =>
    permissionsOf(
      rules.filter((rule) => rule.isEgress === isEgress),
      ports.account,
    )
  return {
    GroupId: id,
    GroupName: body.name,
    Description: body.description,
    OwnerId: ports.account,
    VpcId: body.vpcId,
    SecurityGroupArn: arnOf(ports, 'security-group', id),
    IpPermissions: permissions(false),
    IpPermissionsEgress: permissions(true),
    Tags: [...tagsOf(ports, 'security-group', id)],
  }
}

/** Filters about a group's rules of one direction. */
function ruleFilters(ports: Ports, prefix: string, isEgress: boolean): FilterTable<Resource<'security-group'>> {
  const of =
    (read: (rule: SecurityGroupRule) => string | number | undefined) =>
    ({ id }: Resource<'security-group'>) =>
      rulesOf(ports, id)
        .filter((rule) => rule.isEgress === isEgress)
        .map(read)
  const nameOf = (groupId: string | undefined) => (groupId === undefined ? undefined : resources.find(ports, 'security-group', groupId)?.body.name)
  return {
    [`${prefix}.cidr`]: of((rule) => rule.cidrIpv4),
    [`${prefix}.ipv6-cidr`]: of((rule) => rule.cidrIpv6),
    [`${prefix}.from-port`]: of((rule) => rule.fromPort),
    [`${prefix}.to-port`]: of((rule) => rule.toPort),
    [`${prefix}.protocol`]: of((rule) => rule.protocol),
    [`${prefix}.group-id`]: of((rule) => rule.groupId),
    [`${prefix}.group-name`]: of((rule) => nameOf(rule.groupId)),
    [`${prefix}.user-id`]: of((rule) => (rule.groupId === undefined ? undefined : ports.account)),
    [`${prefix}.prefix-list-id`]: () => undefined,
  }
}

export const groupFilters = (ports: Ports): FilterTable<Resource<'security-group'>> => ({
  description: ({ body }) => body.description,
  'group-id': ({ id }) => id,
  'group-name': ({ body }) => body.name,
  'owner-id': () => ports.account,
  'vpc-id': ({ body }) => body.vpcId,
  ...ruleFilters(ports, 'ip-permission', false),
  ...ruleFilters(ports, 'egress.ip-permission', true),
})
