import assert from 'node:assert/strict'
import { test } from 'node:test'
import { RevokeSecurityGroupEgressCommand } from '@aws-sdk/client-ec2'
import { startRoom } from './room.ts'

const { ec2, group, makeGroup } = await startRoom()

test('the rule that lets everybody out, as Terraform takes it away', async () => {
  const GroupId = await makeGroup('closed')
  const IpPermissions = [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }]
  const answer = await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions }))
  assert.equal(answer.Return, true)
  assert.deepEqual(
    answer.RevokedSecurityGroupRules?.map(({ IsEgress, CidrIpv4 }) => [IsEgress, CidrIpv4]),
    [[true, '0.0.0.0/0']],
  )
  assert.deepEqual((await group(GroupId)).IpPermissionsEgress, [])
  const again = await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions }))
  assert.equal(again.UnknownIpPermissions?.length, 1)
})
