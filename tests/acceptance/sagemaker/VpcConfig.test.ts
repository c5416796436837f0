/** Subnets and security groups of notebook instances, models and training jobs: real ids, checked when they are given. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CreateSecurityGroupCommand,
  CreateVpcCommand,
  DeleteSecurityGroupCommand,
  DeleteSubnetCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSubnetsCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import {
  CreateModelCommand,
  type CreateModelCommandInput,
  DeleteNotebookInstanceCommand,
  DescribeModelCommand,
  StopNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker'
import { startNotebooks } from '../../support/notebooks.ts'
import { prepareAccount, TOY, trainingJob, withMock } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const validation = (message: string | RegExp) => ({ name: 'ValidationException', message })

async function makePlace(ec2: EC2Client) {
  const { Subnets: [subnet] = [] } = await ec2.send(new DescribeSubnetsCommand({}))
  const { GroupId } = await ec2.send(new CreateSecurityGroupCommand({ GroupName: 'notebooks', Description: 'notebooks' }))
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
  const elsewhere = await ec2.send(new CreateSecurityGroupCommand({ GroupName: 'elsewhere', Description: 'elsewhere', VpcId: Vpc?.VpcId }))
  return { subnetId: subnet?.SubnetId as string, groupId: GroupId as string, strangerId: elsewhere.GroupId as string }
}

test('a notebook instance in a subnet has a network interface there, until it is deleted', async (t) => {
  const { server, createInService, until } = await startNotebooks(t)
  const { ec2, sagemaker } = server.clients
  const { subnetId, groupId } = await makePlace(ec2)
  const described = await createInService('Inside', { SubnetId: subnetId, SecurityGroupIds: [groupId], DirectInternetAccess: 'Disabled' })
  assert.deepEqual([described.SubnetId, described.SecurityGroups, described.DirectInternetAccess], [subnetId, [groupId], 'Disabled'])
  assert.match(described.NetworkInterfaceId ?? '', /^eni-[0-9a-f]{17}$/)
  const { NetworkInterfaces: [found] = [] } = await ec2.send(
    new DescribeNetworkInterfacesCommand({ NetworkInterfaceIds: [described.NetworkInterfaceId as string] }),
  )
  assert.match(found?.Description ?? '', /SageMaker Notebook Instance Inside$/)
  await assert.rejects(ec2.send(new DeleteSecurityGroupCommand({ GroupId: groupId })), {
    name: 'DependencyViolation',
    message: `resource ${groupId} has a dependent object`,
  })
  await assert.rejects(ec2.send(new DeleteSubnetCommand({ SubnetId: subnetId })), { name: 'DependencyViolation' })
  const NotebookInstanceName = 'Inside'
  await sagemaker.send(new StopNotebookInstanceCommand({ NotebookInstanceName }))
  assert.equal((await until('Inside', 'Stopped')).NetworkInterfaceId, described.NetworkInterfaceId)
  await sagemaker.send(new DeleteNotebookInstanceCommand({ NotebookInstanceName }))
  await assert.rejects(until('Inside', 'gone'), { message: 'RecordNotFound' })
  assert.deepEqual((await ec2.send(new DescribeNetworkInterfacesCommand({}))).NetworkInterfaces, [])
  await ec2.send(new DeleteSecurityGroupCommand({ GroupId: groupId }))
})

test('without groups the default one; without a subnet no interface', async (t) => {
  const { server, createInService } = await startNotebooks(t)
  const { ec2 } = server.clients
  const { subnetId } = await makePlace(ec2)
  await createInService('plain', { SubnetId: subnetId })
  const { NetworkInterfaces = [] } = await ec2.send(new DescribeNetworkInterfacesCommand({}))
  assert.deepEqual(
    NetworkInterfaces.map(({ Groups }) => Groups?.map(({ GroupName }) => GroupName)),
    [['default']],
  )
  assert.equal((await createInService('nowhere')).NetworkInterfaceId, undefined)
})

test('ids that are not there, groups of another VPC, groups without a subnet: nothing is made', async (t) => {
  const { server, create, describe } = await startNotebooks(t)
  const { subnetId, strangerId } = await makePlace(server.clients.ec2)
  await assert.rejects(create('n', { SubnetId: 'subnet-0' }), validation("The subnet ID 'subnet-0' does not exist"))
  await assert.rejects(create('n', { SubnetId: subnetId, SecurityGroupIds: ['sg-0'] }), validation("The security group 'sg-0' does not exist"))
  await assert.rejects(
    create('n', { SubnetId: subnetId, SecurityGroupIds: [strangerId] }),
    validation(`Security group ${strangerId} and subnet ${subnetId} belong to different networks.`),
  )
  await assert.rejects(create('n', { SecurityGroupIds: [strangerId] }), validation(/SecurityGroupIds .* SubnetId/))
  await assert.rejects(create('n', { DirectInternetAccess: 'Disabled' }), validation(/DirectInternetAccess .* SubnetId/))
  await assert.rejects(describe('n'), { message: 'RecordNotFound' })
  assert.deepEqual((await server.clients.ec2.send(new DescribeNetworkInterfacesCommand({}))).NetworkInterfaces, [])
})

test('VpcConfig of models and training jobs', async (t) => {
  const server = await startServer(withMock)
  t.after(() => server.stop())
  const { ec2, sagemaker } = server.clients
  await prepareAccount(server.clients)
  const { subnetId, groupId, strangerId } = await makePlace(ec2)
  const fine = { Subnets: [subnetId], SecurityGroupIds: [groupId] }
  const model = (ModelName: string, VpcConfig: CreateModelCommandInput['VpcConfig']) =>
    sagemaker.send(new CreateModelCommand({ ModelName, PrimaryContainer: { Image: TOY }, VpcConfig }))
  await model('inside', fine)
  assert.deepEqual((await sagemaker.send(new DescribeModelCommand({ ModelName: 'inside' }))).VpcConfig, fine)
  await sagemaker.send(trainingJob('inside', { VpcConfig: fine }))
  const wrong = [
    [{ Subnets: ['subnet-0'], SecurityGroupIds: [groupId] }, "The subnet ID 'subnet-0' does not exist"],
    [{ Subnets: [subnetId], SecurityGroupIds: ['sg-0'] }, "The security group 'sg-0' does not exist"],
    [{ Subnets: [subnetId], SecurityGroupIds: [groupId, strangerId] }, `Security group ${strangerId} and subnet ${subnetId} belong to different networks.`],
  ] as const
  for (const [VpcConfig, message] of wrong) {
    const given = { Subnets: [...VpcConfig.Subnets], SecurityGroupIds: [...VpcConfig.SecurityGroupIds] }
    await assert.rejects(model('wrong', given), validation(message))
    await assert.rejects(sagemaker.send(trainingJob('wrong', { VpcConfig: given })), validation(message))
  }
})
