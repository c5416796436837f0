/** Who may call EC2, and what the record says of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  DeleteSecurityGroupCommand,
  DescribeVpcsCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { createClients } from '../../support/clients.ts'
import { makeUser } from '../../support/identities.ts'
import { ACCOUNT, REGION } from '../../support/server.ts'
import { fails, startRoom } from './room.ts'

const { server, ec2, defaultVpc, makeGroup } = await startRoom()
const { VpcId } = await defaultVpc()
const arn = (rest: string) => `arn:aws:ec2:${REGION}:${ACCOUNT}:${rest}`
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })

test('a stranger learns the action and the resource', async () => {
  const user = await makeUser(server.clients.iam, 'nobody')
  const own = server.clientsAs(user).ec2
  const no = (action: string, resource: string) =>
    new RegExp(
      `^You are not authorized to perform this operation\\. User: ${user.arn} is not authorized to perform: ${action} on resource: ${resource.replace('*', '\\*')} because no identity-based policy allows the ${action} action\\. Encoded authorization failure message: [\\w-]{100,}$`,
    )
  await fails(own.send(new DescribeVpcsCommand({})), 'UnauthorizedOperation', no('ec2:DescribeVpcs', '*'))
  await fails(own.send(new DescribeVpcsCommand({ DryRun: true })), 'UnauthorizedOperation')
  const create = new CreateSecurityGroupCommand({ GroupName: 'g', Description: 'd', VpcId })
  await fails(own.send(create), 'UnauthorizedOperation', no('ec2:CreateSecurityGroup', arn('security-group/*')))
  await fails(own.send(new DeleteSecurityGroupCommand({ GroupId: 'sg-1' })), 'UnauthorizedOperation', no('ec2:DeleteSecurityGroup', arn('security-group/sg-1')))
  await fails(
    own.send(new CreateTagsCommand({ Resources: [VpcId as string], Tags: [{ Key: 'a' }] })),
    'UnauthorizedOperation',
    no('ec2:CreateTags', arn(`vpc/${VpcId}`)),
  )
})

test('conditions: tags of the request and of the resource, the VPC, what is made with tags', async () => {
  const user = await makeUser(
    server.clients.iam,
    'builder',
    policy(
      { Effect: 'Allow', Action: 'ec2:CreateSecurityGroup', Resource: '*', Condition: { StringEqualsIfExists: { 'aws:RequestTag/team': 'ml' } } },
      { Effect: 'Allow', Action: 'ec2:CreateTags', Resource: '*', Condition: { StringEquals: { 'ec2:CreateAction': 'CreateSecurityGroup' } } },
      { Effect: 'Allow', Action: 'ec2:AuthorizeSecurityGroupIngress', Resource: '*', Condition: { StringEquals: { 'ec2:ResourceTag/team': 'ml' } } },
      { Effect: 'Allow', Action: 'ec2:DeleteSecurityGroup', Resource: '*', Condition: { ArnEquals: { 'ec2:Vpc': arn(`vpc/${VpcId}`) } } },
    ),
  )
  const own = server.clientsAs(user).ec2
  const create = (GroupName: string, team: string) =>
    own.send(
      new CreateSecurityGroupCommand({
        GroupName,
        Description: 'd',
        TagSpecifications: [{ ResourceType: 'security-group', Tags: [{ Key: 'team', Value: team }] }],
      }),
    )
  await fails(create('theirs', 'web'), 'UnauthorizedOperation')
  const { GroupId } = await create('ours', 'ml')
  await fails(own.send(new CreateTagsCommand({ Resources: [GroupId as string], Tags: [{ Key: 'a' }] })), 'UnauthorizedOperation')
  const rule = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' }
  await own.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, ...rule }))
  const untagged = await makeGroup('untagged')
  await fails(own.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: untagged, ...rule })), 'UnauthorizedOperation')
  assert.equal((await own.send(new DeleteSecurityGroupCommand({ GroupId }))).GroupId, GroupId)
})

test('a key that nobody knows, and what Kenja does not do', async () => {
  const stranger = createClients(server.url, REGION, { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'x' })
  await fails(stranger.ec2.send(new DescribeVpcsCommand({})), 'AuthFailure', 'AWS was not able to validate the provided access credentials')
  stranger.destroy()
  await fails(ec2.send(new RunInstancesCommand({ MinCount: 1, MaxCount: 1 })), 'NotImplemented', /RunInstances/)
})

test("CloudTrail has the calls with EC2's own names", async () => {
  const GroupId = await makeGroup('recorded')
  const rule = { IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }
  await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [rule] }))
  await fails(ec2.send(new DescribeVpcsCommand({ VpcIds: ['vpc-0'], Filters: [{ Name: 'cidr', Values: ['x'] }] })), 'InvalidVpcID.NotFound')
  const events = async (AttributeValue: string) => {
    const { Events = [] } = await server.clients.cloudtrail.send(new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue }] }))
    return Events.map(({ CloudTrailEvent = '' }) => JSON.parse(CloudTrailEvent) as Record<string, unknown>)
  }
  const [authorized] = await events('AuthorizeSecurityGroupIngress')
  assert.equal(authorized?.eventSource, 'ec2.amazonaws.com')
  assert.deepEqual(authorized?.requestParameters, {
    groupId: GroupId,
    ipPermissions: { items: [{ ipProtocol: 'tcp', fromPort: 22, toPort: 22, ipRanges: { items: [{ cidrIp: '0.0.0.0/0' }] } }] },
  })
  assert.equal((authorized?.responseElements as { _return?: boolean } | undefined)?._return, true)
  const [looked] = await events('DescribeVpcs')
  assert.deepEqual(
    [looked?.errorCode, looked?.requestParameters],
    [
      'Client.InvalidVpcID.NotFound',
      { vpcSet: { items: [{ vpcId: 'vpc-0' }] }, filterSet: { items: [{ name: 'cidr', valueSet: { items: [{ value: 'x' }] } }] } },
    ],
  )
})
