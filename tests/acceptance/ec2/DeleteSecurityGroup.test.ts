import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AuthorizeSecurityGroupIngressCommand, DeleteSecurityGroupCommand, DescribeSecurityGroupRulesCommand } from '@aws-sdk/client-ec2'
import { fails, startRoom } from './room.ts'

const { ec2, defaultGroup, makeGroup } = await startRoom()

test('by id or by name; its rules go with it', async () => {
  const id = await makeGroup('one')
  const { $metadata: _, ...answer } = await ec2.send(new DeleteSecurityGroupCommand({ GroupId: id }))
  assert.deepEqual(answer, { Return: true, GroupId: id })
  const { SecurityGroupRules } = await ec2.send(new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [id] }] }))
  assert.deepEqual(SecurityGroupRules, [])
  const other = await makeGroup('two')
  assert.equal((await ec2.send(new DeleteSecurityGroupCommand({ GroupName: 'two' }))).GroupId, other)
  await fails(ec2.send(new DeleteSecurityGroupCommand({ GroupId: other })), 'InvalidGroup.NotFound', `The security group '${other}' does not exist`)
})

test('not the default one, not one that another names, not without a name', async () => {
  const { GroupId } = await defaultGroup()
  await fails(
    ec2.send(new DeleteSecurityGroupCommand({ GroupId })),
    'CannotDelete',
    `the specified group: "${GroupId}" name: "default" cannot be deleted by a user`,
  )
  const [inner, outer] = [await makeGroup('inner'), await makeGroup('outer')]
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: outer, IpPermissions: [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: inner }] }] }))
  await fails(ec2.send(new DeleteSecurityGroupCommand({ GroupId: inner })), 'DependencyViolation', `resource ${inner} has a dependent object`)
  await ec2.send(new DeleteSecurityGroupCommand({ GroupId: outer }))
  await ec2.send(new DeleteSecurityGroupCommand({ GroupId: inner }))
  await fails(ec2.send(new DeleteSecurityGroupCommand({})), 'MissingParameter')
  await fails(ec2.send(new DeleteSecurityGroupCommand({ GroupId: 'web' })), 'InvalidGroupId.Malformed', 'Invalid id: "web" (expecting "sg-...")')
})
