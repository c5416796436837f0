/** Rules as requests give them: as permissions, or as the single members that older clients send. */
import type { IpPermission } from '@aws-sdk/client-ec2'
import type { Ports } from '../../../operation.ts'
import { invalidValue, missing, notYet } from '../errors.ts'
import { mustFindGroup, mustFindGroupNamed } from '../find.ts'
import { ipv6RangeText, rangeOf, rangeText } from '../ip-range.ts'
import type { Peer, SecurityGroupRule } from '../resource.ts'

export interface GivenRules {
  readonly IpPermissions?: readonly IpPermission[] | undefined
  readonly CidrIp?: string | undefined
  readonly FromPort?: number | undefined
  readonly ToPort?: number | undefined
  readonly IpProtocol?: string | undefined
  readonly SourceSecurityGroupName?: string | undefined
  readonly SourceSecurityGroupOwnerId?: string | undefined
}

const PROTOCOLS: Readonly<Record<string, string>> = { '1': 'icmp', '6': 'tcp', '17': 'udp', '58': 'icmpv6', all: '-1' }
const MAX_PORT = 65_535
const MAX_PROTOCOL = 255
const MAX_DESCRIPTION = 255
const DESCRIPTION = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]*$/

function protocolOf(text: string | undefined): string {
  if (text === undefined) throw missing('ipProtocol')
  const name = text.toLowerCase()
  const protocol = PROTOCOLS[name] ?? name
  const known = ['tcp', 'udp', 'icmp', 'icmpv6', '-1'].includes(protocol) || (/^\d{1,3}$/.test(protocol) && Number(protocol) <= MAX_PROTOCOL)
  if (!known) throw invalidValue(`Invalid value '${text}' for IP protocol. Unknown protocol.`)
  return protocol
}

function portsOf(protocol: string, from: number | undefined, to: number | undefined): { fromPort: number; toPort: number } {
  if (protocol === 'icmp' || protocol === 'icmpv6') return { fromPort: from ?? -1, toPort: to ?? -1 }
  if (protocol !== 'tcp' && protocol !== 'udp') return { fromPort: -1, toPort: -1 }
  if (from === undefined || to === undefined) throw invalidValue("Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.")
  if (from < 0 || to > MAX_PORT || from > to) throw invalidValue(`Invalid TCP/UDP port range (${from}:${to})`)
  return { fromPort: from, toPort: to }
}

function peersOf(ports: Ports, permission: IpPermission): (Peer & { description?: string })[] {
  const described = (text: string | undefined) => {
    if (text === undefined || text === '') return {}
    if (text.length > MAX_DESCRIPTION || !DESCRIPTION.test(text))
      throw invalidValue(
        'Invalid rule description. Valid descriptions are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*',
      )
    return { description: text }
  }
  if (permission.PrefixListIds?.length) throw notYet('prefix lists in security group rules')
  const ranges = (permission.IpRanges ?? []).map(({ CidrIp = '', Description }) => {
    const range = rangeOf(CidrIp)
    if (!range) throw invalidValue(`CIDR block ${CidrIp} is malformed`)
    return { cidrIpv4: rangeText(range), ...described(Description) }
  })
  const ranges6 = (permission.Ipv6Ranges ?? []).map(({ CidrIpv6 = '', Description }) => {
    const cidrIpv6 = ipv6RangeText(CidrIpv6)
    if (cidrIpv6 === undefined) throw invalidValue(`CIDR block ${CidrIpv6} is malformed`)
    return { cidrIpv6, ...described(Description) }
  })
  const groups = (permission.UserIdGroupPairs ?? []).map(({ GroupId, GroupName, UserId, Description }) => {
    if (UserId !== undefined && UserId !== ports.account) throw notYet("security groups of other accounts' VPCs")
    if (GroupId === undefined && GroupName === undefined) throw missing('groupId')
    const { id } = GroupId === undefined ? mustFindGroupNamed(ports, GroupName ?? '') : mustFindGroup(ports, GroupId)
    return { groupId: id, ...described(Description) }
  })
  return [...ranges, ...ranges6, ...groups]
}

/** One rule for each peer of each permission. */
export function givenRules(ports: Ports, ownGroupId: string, isEgress: boolean, given: GivenRules): SecurityGroupRule[] {
  const rules = (given.IpPermissions ?? singleMembers(given)).flatMap((permission) => {
    const protocol = protocolOf(permission.IpProtocol)
    const range = portsOf(protocol, permission.FromPort, permission.ToPort)
    return peersOf(ports, permission).map((peer) => ({ ownGroupId, isEgress, protocol, ...range, ...peer }))
  })
  if (rules.length === 0) throw missing('ipPermissions')
  return rules
}

function singleMembers({ CidrIp, FromPort, ToPort, IpProtocol, SourceSecurityGroupName, SourceSecurityGroupOwnerId }: GivenRules): IpPermission[] {
  if (CidrIp === undefined && SourceSecurityGroupName === undefined) return []
  // A source group alone means all that its members send.
  const protocol = IpProtocol ?? (SourceSecurityGroupName === undefined ? undefined : '-1')
  return [
    {
      IpProtocol: protocol,
      FromPort,
      ToPort,
      ...(CidrIp === undefined ? {} : { IpRanges: [{ CidrIp }] }),
      ...(SourceSecurityGroupName === undefined ? {} : { UserIdGroupPairs: [{ GroupName: SourceSecurityGroupName, UserId: SourceSecurityGroupOwnerId }] }),
    },
  ]
}
