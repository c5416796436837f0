import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateGroupCommand, CreatePolicyCommand, GetAccountSummaryCommand } from '@aws-sdk/client-iam'
import { writeRootPassword } from '../../../packages/server/src/store/root-password.ts'
import { makeRole, makeUser } from '../../support/identities.ts'
import { enabledDevice, makeDevice } from '../../support/mfa.ts'
import { allow, trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('GetAccountSummary counts what is there, and names the quotas', async () => {
  await makeUser(iam, 'alice')
  await makeRole(iam, 'r', trust())
  await iam.send(new CreateGroupCommand({ GroupName: 'g' }))
  await iam.send(new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: allow('s3:*') }))
  await enabledDevice(iam, 'phone', 'alice')
  await makeDevice(iam, 'spare')
  const { SummaryMap } = await iam.send(new GetAccountSummaryCommand({}))
  const expected = { Users: 1, Roles: 1, Groups: 1, Policies: 1, PolicyVersionsInUse: 1, MFADevices: 2, MFADevicesInUse: 1, AccountMFAEnabled: 0 }
  const quotas = { AccountAccessKeysPresent: 1, UsersQuota: 5000, GroupsPerUserQuota: 10, AssumeRolePolicySizeQuota: 2048 }
  for (const [key, value] of Object.entries({ ...expected, ...quotas })) assert.equal((SummaryMap as Record<string, number>)[key], value, key)
})

test('AccountPasswordPresent: whether root can sign in with a password', async () => {
  const present = async () => ((await iam.send(new GetAccountSummaryCommand({}))).SummaryMap as Record<string, number>).AccountPasswordPresent
  assert.equal(await present(), 0)
  writeRootPassword(server.home, { hash: 'a hash', setByHand: true, changedAt: new Date().toISOString() })
  assert.equal(await present(), 1)
})
