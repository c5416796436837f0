import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  RevokeSecurityGroupIngressCommand,
  type RevokeSecurityGroupIngressCommandInput,
} from '@aws-sdk/client-ec2'
import { fails, startRoom } from './room.ts'

const { ec2, group, makeGroup } = await startRoom()
const rule = (port: number) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: '0.0.0.0/0' }] })
const revoke = (input: RevokeSecurityGroupIngressCommandInput) => ec2.send(new RevokeSecurityGroupIngressCommand(input))

test('by what they say and by their ids', async () => {
  const GroupId = await makeGroup('in')
  const { SecurityGroupRules = [] } = await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [rule(80), rule(443), rule(22)] }))
  const said = await revoke({ GroupId, IpPermissions: [{ ...rule(80), IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'descriptions do not count' }] }] })
  assert.deepEqual(
    said.RevokedSecurityGroupRules?.map(({ SecurityGroupRuleId }) => SecurityGroupRuleId),
    [SecurityGroupRules[0]?.SecurityGroupRuleId],
  )
  await revoke({ GroupId, SecurityGroupRuleIds: [SecurityGroupRules[1]?.SecurityGroupRuleId as string] })
  assert.deepEqual(
    (await group(GroupId)).IpPermissions?.map(({ FromPort }) => FromPort),
    [22],
  )
  await fails(revoke({ GroupId, SecurityGroupRuleIds: ['sgr-0'] }), 'InvalidSecurityGroupRuleId.NotFound')
  await fails(revoke({ GroupId }), 'MissingParameter')
})

test('one that is not there: told in the default VPC, an error elsewhere', async () => {
  const GroupId = await makeGroup('gone')
  const answer = await revoke({ GroupId, IpPermissions: [rule(1)] })
  assert.deepEqual(answer.RevokedSecurityGroupRules, [])
  assert.deepEqual(answer.UnknownIpPermissions, [{ ...rule(1), Ipv6Ranges: [], PrefixListIds: [], UserIdGroupPairs: [] }])
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
  const other = await ec2.send(new CreateSecurityGroupCommand({ GroupName: 'own', Description: 'own', VpcId: Vpc?.VpcId }))
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: other.GroupId, IpPermissions: [rule(2)] }))
  await fails(
    revoke({ GroupId: other.GroupId, IpPermissions: [rule(1), rule(2)] }),
    'InvalidPermission.NotFound',
    'The specified rule does not exist in this security group.',
  )
  assert.equal((await group(other.GroupId as string)).IpPermissions?.length, 1)
})
