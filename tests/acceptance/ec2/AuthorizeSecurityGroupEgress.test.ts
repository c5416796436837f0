import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AuthorizeSecurityGroupEgressCommand } from '@aws-sdk/client-ec2'
import { fails, startRoom } from './room.ts'

const { ec2, group, makeGroup } = await startRoom()

test('a rule for the way out; the same for the way in is another one', async () => {
  const GroupId = await makeGroup('out')
  const IpPermissions = [{ IpProtocol: 'udp', FromPort: 53, ToPort: 53, IpRanges: [{ CidrIp: '10.0.0.2/32' }] }]
  const { SecurityGroupRules } = await ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions }))
  assert.deepEqual(
    SecurityGroupRules?.map(({ IsEgress, CidrIpv4 }) => [IsEgress, CidrIpv4]),
    [[true, '10.0.0.2/32']],
  )
  const { IpPermissionsEgress = [], IpPermissions: incoming } = await group(GroupId)
  assert.deepEqual([IpPermissionsEgress.map(({ IpProtocol }) => IpProtocol), incoming], [['-1', 'udp'], []])
  await fails(
    ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }] })),
    'InvalidPermission.Duplicate',
    'the specified rule "peer: 0.0.0.0/0, ALL, ALLOW" already exists',
  )
  await fails(ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions: [] })), 'MissingParameter')
})
