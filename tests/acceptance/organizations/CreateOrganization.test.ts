import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateOrganizationCommand, DescribeOrganizationCommand, ListAccountsCommand } from '@aws-sdk/client-organizations'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { organizations } = server.clients

test('before there is one, everything says so', async () => {
  await assert.rejects(organizations.send(new DescribeOrganizationCommand({})), {
    name: 'AWSOrganizationsNotInUseException',
    message: 'Your account is not a member of an organization.',
  })
  await assert.rejects(organizations.send(new ListAccountsCommand({})), { name: 'AWSOrganizationsNotInUseException' })
})

test('CreateOrganization makes the caller its management account; once', async () => {
  const { Organization } = await organizations.send(new CreateOrganizationCommand({}))
  assert.match(Organization?.Id ?? '', /^o-[a-z0-9]{10,32}$/)
  assert.equal(Organization?.Arn, `arn:aws:organizations::${ACCOUNT}:organization/${Organization?.Id}`)
  assert.equal(Organization?.FeatureSet, 'ALL')
  assert.equal(Organization?.MasterAccountId, ACCOUNT)
  assert.equal(Organization?.MasterAccountArn, `arn:aws:organizations::${ACCOUNT}:account/${Organization?.Id}/${ACCOUNT}`)
  assert.deepEqual(Organization?.AvailablePolicyTypes, [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }])
  await assert.rejects(organizations.send(new CreateOrganizationCommand({ FeatureSet: 'CONSOLIDATED_BILLING' })), { name: 'AlreadyInOrganizationException' })
  assert.deepEqual((await organizations.send(new DescribeOrganizationCommand({}))).Organization, Organization)
})
