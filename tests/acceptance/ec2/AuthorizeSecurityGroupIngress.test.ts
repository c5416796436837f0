import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AuthorizeSecurityGroupIngressCommand, type AuthorizeSecurityGroupIngressCommandInput, type IpPermission } from '@aws-sdk/client-ec2'
import { ACCOUNT } from '../../support/server.ts'
import { fails, startRoom } from './room.ts'

const { ec2, group, makeGroup } = await startRoom()
const authorize = (GroupId: string, IpPermissions: IpPermission[], more: Partial<AuthorizeSecurityGroupIngressCommandInput> = {}) =>
  ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions, ...more }))
const ssh = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22 }

test('rules for ranges and groups, canonical, gathered by their ports', async () => {
  const id = await makeGroup('rules')
  const { SecurityGroupRules = [], Return } = await authorize(
    id,
    [
      { ...ssh, IpProtocol: 'TCP', IpRanges: [{ CidrIp: '10.1.2.3/8', Description: 'home' }], Ipv6Ranges: [{ CidrIpv6: '2001:DB8:0:0:1::1/64' }] },
      { ...ssh, UserIdGroupPairs: [{ GroupId: id }] },
      { IpProtocol: '50', IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
    ],
    { TagSpecifications: [{ ResourceType: 'security-group-rule', Tags: [{ Key: 'k', Value: 'v' }] }] },
  )
  assert.equal(Return, true)
  assert.deepEqual(
    SecurityGroupRules.map(({ IpProtocol, FromPort, CidrIpv4, CidrIpv6, ReferencedGroupInfo, Description, Tags }) => [
      IpProtocol,
      FromPort,
      CidrIpv4 ?? CidrIpv6 ?? ReferencedGroupInfo?.GroupId,
      Description,
      Tags,
    ]),
    [
      ['tcp', 22, '10.0.0.0/8', 'home', [{ Key: 'k', Value: 'v' }]],
      ['tcp', 22, '2001:db8::/64', undefined, [{ Key: 'k', Value: 'v' }]],
      ['tcp', 22, id, undefined, [{ Key: 'k', Value: 'v' }]],
      ['50', -1, '0.0.0.0/0', undefined, [{ Key: 'k', Value: 'v' }]],
    ],
  )
  assert.deepEqual((await group(id)).IpPermissions, [
    {
      ...ssh,
      IpRanges: [{ CidrIp: '10.0.0.0/8', Description: 'home' }],
      Ipv6Ranges: [{ CidrIpv6: '2001:db8::/64' }],
      PrefixListIds: [],
      UserIdGroupPairs: [{ GroupId: id, UserId: ACCOUNT }],
    },
    { IpProtocol: '50', IpRanges: [{ CidrIp: '0.0.0.0/0' }], Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] },
  ])
})

test("older clients' single members, and the group by name", async () => {
  const id = await makeGroup('old')
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupName: 'old', ...ssh, CidrIp: '0.0.0.0/0' }))
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: id, SourceSecurityGroupName: 'default' }))
  assert.deepEqual(
    (await group(id)).IpPermissions?.map(({ IpProtocol }) => IpProtocol),
    ['tcp', '-1'],
  )
})

test('a rule that is there already: none of the call is added', async () => {
  const id = await makeGroup('again')
  const everyone = { IpRanges: [{ CidrIp: '0.0.0.0/0' }] }
  await authorize(id, [{ ...ssh, ...everyone }])
  const before = await group(id)
  await fails(
    authorize(id, [
      { ...ssh, FromPort: 80, ToPort: 80, ...everyone },
      { ...ssh, ...everyone },
    ]),
    'InvalidPermission.Duplicate',
    'the specified rule "peer: 0.0.0.0/0, TCP, from port: 22, to port: 22, ALLOW" already exists',
  )
  assert.deepEqual(await group(id), before)
})

test('what is no rule, and the 61st', async () => {
  const id = await makeGroup('wrong')
  const range = { IpRanges: [{ CidrIp: '1.2.3.4/32' }] }
  await fails(authorize(id, [{ ...ssh, IpRanges: [{ CidrIp: '1.2.3.400/32' }] }]), 'InvalidParameterValue', 'CIDR block 1.2.3.400/32 is malformed')
  for (const CidrIpv6 of ['::', '1::2::3/64', ':::/0', '12345::/64', '1:2:3:4:5:6:7/64', 'x/1', '::/129'])
    await fails(authorize(id, [{ ...ssh, Ipv6Ranges: [{ CidrIpv6 }] }]), 'InvalidParameterValue', `CIDR block ${CidrIpv6} is malformed`)
  await fails(authorize(id, [{ IpProtocol: 'tcp', ...range }]), 'InvalidParameterValue', /Must specify both from and to ports with TCP\/UDP/)
  await fails(authorize(id, [{ ...ssh, FromPort: 23, ...range }]), 'InvalidParameterValue', 'Invalid TCP/UDP port range (23:22)')
  await fails(authorize(id, [{ ...ssh, IpProtocol: 'quic', ...range }]), 'InvalidParameterValue', /Unknown protocol/)
  await fails(authorize(id, [{ ...ssh, UserIdGroupPairs: [{ GroupId: 'sg-0' }] }]), 'InvalidGroup.NotFound')
  await fails(authorize(id, [{ ...ssh, UserIdGroupPairs: [{ GroupId: id, UserId: '999999999999' }] }]), 'UnsupportedOperation')
  await fails(authorize(id, [{ ...ssh, PrefixListIds: [{ PrefixListId: 'pl-1' }] }]), 'UnsupportedOperation', /prefix lists/)
  await fails(authorize(id, []), 'MissingParameter')
  const many = Array.from({ length: 60 }, (_, index) => ({ ...ssh, FromPort: index, ToPort: index, ...range }))
  await authorize(id, many)
  await fails(authorize(id, [{ ...ssh, FromPort: 99, ToPort: 99, ...range }]), 'RulesPerSecurityGroupLimitExceeded')
})
