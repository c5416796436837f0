/** What EC2's acceptance tests share: a server of their own, and how errors are looked at. */
import assert from 'node:assert/strict'
import { after } from 'node:test'
import {
  CreateSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  type EC2Client,
  type SecurityGroup,
  type Subnet,
  type Vpc,
} from '@aws-sdk/client-ec2'
import { startServer, type TestServer } from '../../support/server.ts'

export interface Room {
  readonly server: TestServer
  readonly ec2: EC2Client
  defaultVpc(): Promise<Vpc>
  subnets(): Promise<Subnet[]>
  /** The default security group of the default VPC. */
  defaultGroup(): Promise<SecurityGroup>
  group(id: string): Promise<SecurityGroup>
  /** A security group of the default VPC; its id. */
  makeGroup(name: string): Promise<string>
}

export async function startRoom(): Promise<Room> {
  const server = await startServer()
  after(() => server.stop())
  const { ec2 } = server.clients
  const only = <T>(list: readonly T[] | undefined): T => {
    assert.equal(list?.length, 1)
    return list[0] as T
  }
  return {
    server,
    ec2,
    defaultVpc: async () => only((await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: 'is-default', Values: ['true'] }] }))).Vpcs),
    subnets: async () => (await ec2.send(new DescribeSubnetsCommand({}))).Subnets ?? [],
    defaultGroup: async () => only((await ec2.send(new DescribeSecurityGroupsCommand({ GroupNames: ['default'] }))).SecurityGroups),
    group: async (id) => only((await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [id] }))).SecurityGroups),
    makeGroup: async (GroupName) => (await ec2.send(new CreateSecurityGroupCommand({ GroupName, Description: `the group ${GroupName}` }))).GroupId as string,
  }
}

/** What an SDK's error must say. */
export const fails = (call: Promise<unknown>, name: string, message?: string | RegExp) =>
  assert.rejects(call, { name, ...(message === undefined ? {} : { message }) })
