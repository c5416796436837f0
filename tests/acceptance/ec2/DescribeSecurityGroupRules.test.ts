import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DescribeSecurityGroupRulesCommand } from '@aws-sdk/client-ec2'
import { ACCOUNT, REGION } from '../../support/server.ts'
import { fails, startRoom } from './room.ts'

const { ec2, defaultGroup, makeGroup } = await startRoom()
const look = async (input: object) => (await ec2.send(new DescribeSecurityGroupRulesCommand(input))).SecurityGroupRules ?? []

test('each rule by itself, with its id', async () => {
  const { GroupId } = await defaultGroup()
  const rules = await look({ Filters: [{ Name: 'group-id', Values: [GroupId as string] }] })
  const common = { GroupId, GroupOwnerId: ACCOUNT, IpProtocol: '-1', FromPort: -1, ToPort: -1, Tags: [] }
  assert.deepEqual(
    rules.map(({ SecurityGroupRuleId: _, SecurityGroupRuleArn: __, ...rule }) => rule),
    [
      { ...common, IsEgress: false, ReferencedGroupInfo: { GroupId, UserId: ACCOUNT } },
      { ...common, IsEgress: true, CidrIpv4: '0.0.0.0/0' },
    ],
  )
  const [first] = rules
  assert.match(first?.SecurityGroupRuleId ?? '', /^sgr-[0-9a-f]{17}$/)
  assert.equal(first?.SecurityGroupRuleArn, `arn:aws:ec2:${REGION}:${ACCOUNT}:security-group-rule/${first?.SecurityGroupRuleId}`)
  assert.deepEqual(await look({ SecurityGroupRuleIds: [first?.SecurityGroupRuleId as string] }), [first])
  await makeGroup('another')
  assert.equal((await look({})).length, 3)
  await fails(look({ SecurityGroupRuleIds: ['sgr-0'] }), 'InvalidSecurityGroupRuleId.NotFound', "The security group rule ID 'sgr-0' does not exist")
})
