import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  DeleteOrganizationCommand,
  DescribeOrganizationCommand,
} from '@aws-sdk/client-organizations'
import { startServer } from '../../support/server.ts'
import { startOrganization } from './room.ts'

test('DeleteOrganization: an empty one, with all that hangs in it', async () => {
  const server = await startServer()
  try {
    const { organizations } = server.clients
    await assert.rejects(organizations.send(new DeleteOrganizationCommand({})), { name: 'AWSOrganizationsNotInUseException' })
    const first = await organizations.send(new CreateOrganizationCommand({}))
    await organizations.send(new DeleteOrganizationCommand({}))
    await assert.rejects(organizations.send(new DescribeOrganizationCommand({})), { name: 'AWSOrganizationsNotInUseException' })
    const second = await organizations.send(new CreateOrganizationCommand({}))
    assert.notEqual(second.Organization?.Id, first.Organization?.Id)
  } finally {
    await server.stop()
  }
})

test('not while it has accounts', async () => {
  const { organizations, account, rootId } = await startOrganization()
  await organizations.send(new CreateOrganizationalUnitCommand({ ParentId: rootId, Name: 'unit' }))
  await account('member')
  await assert.rejects(organizations.send(new DeleteOrganizationCommand({})), { name: 'OrganizationNotEmptyException' })
})
