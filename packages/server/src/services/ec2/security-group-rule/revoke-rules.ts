import type { IpPermission, RevokedSecurityGroupRule } from '@aws-sdk/client-ec2'
import type { Ports } from '../../../operation.ts'
import { dropResource } from '../drop-resource.ts'
import { ruleMissing, ruleNotFound } from '../errors.ts'
import { mustFindVpc } from '../find.ts'
import * as resources from '../resource.store.ts'
import type { Resource, SecurityGroupRule } from '../resource.ts'
import { type GivenRules, givenRules } from './given-rules.ts'
import { isSame, permissionsOf } from './security-group-rule.ts'

type Rule = Resource<'security-group-rule'>

const revoked = ({ id, body }: Rule): RevokedSecurityGroupRule => ({
  SecurityGroupRuleId: id,
  GroupId: body.ownGroupId,
  IsEgress: body.isEgress,
  IpProtocol: body.protocol,
  FromPort: body.fromPort,
  ToPort: body.toPort,
  ...(body.cidrIpv4 === undefined ? {} : { CidrIpv4: body.cidrIpv4 }),
  ...(body.cidrIpv6 === undefined ? {} : { CidrIpv6: body.cidrIpv6 }),
  ...(body.groupId === undefined ? {} : { ReferencedGroupId: body.groupId }),
  ...(body.description === undefined ? {} : { Description: body.description }),
})

export interface Revocation {
  readonly revoked: RevokedSecurityGroupRule[]
  /** Rules that were given and are not there. */
  readonly unknown: IpPermission[]
}

/**
 * Removes rules by their ids, or by what they say (descriptions do not count). One that is not there is an error outside the default VPC, and in the default
 * VPC told in the answer (AWS: RevokeSecurityGroupIngress).
 */
export function revokeRules(
  ports: Ports,
  group: Resource<'security-group'>,
  isEgress: boolean,
  given: GivenRules & { readonly SecurityGroupRuleIds?: readonly string[] | undefined },
): Revocation {
  const own = resources.childrenOf(ports, 'security-group-rule', group.id).filter(({ body }) => body.isEgress === isEgress)
  const { found, unknown } = given.SecurityGroupRuleIds?.length
    ? byId(own, given.SecurityGroupRuleIds)
    : byContent(own, givenRules(ports, group.id, isEgress, given))
  if (unknown.length > 0 && !mustFindVpc(ports, group.body.vpcId).body.isDefault) throw ruleMissing()
  for (const { id } of found) dropResource(ports, 'security-group-rule', id)
  return { revoked: found.map(revoked), unknown: permissionsOf(unknown, ports.account) }
}

function byId(own: readonly Rule[], ids: readonly string[]): { found: Rule[]; unknown: SecurityGroupRule[] } {
  const missing = ids.filter((wanted) => !own.some(({ id }) => id === wanted))
  if (missing.length > 0) throw ruleNotFound(missing)
  return { found: own.filter(({ id }) => ids.includes(id)), unknown: [] }
}

const byContent = (own: readonly Rule[], wanted: readonly SecurityGroupRule[]) => ({
  found: own.filter(({ body }) => wanted.some((rule) => isSame(rule, body))),
  unknown: wanted.filter((rule) => !own.some(({ body }) => isSame(rule, body))),
})
