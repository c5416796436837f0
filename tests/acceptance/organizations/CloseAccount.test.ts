import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CloseAccountCommand, DescribeAccountCommand } from '@aws-sdk/client-organizations'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { makeUser } from '../../support/identities.ts'
import { allow } from '../../support/policies.ts'
import { MANAGEMENT, startOrganization } from './room.ts'

test('CloseAccount: nobody of it calls any more, by keys or by sessions', async () => {
  const { server, organizations, account, inside } = await startOrganization()
  const id = await account('member')
  const session = await inside(id)
  const user = server.clientsAs(await makeUser(session.iam, 'user', allow()))
  await user.sts.send(new GetCallerIdentityCommand({}))
  await organizations.send(new CloseAccountCommand({ AccountId: id }))
  assert.equal((await organizations.send(new DescribeAccountCommand({ AccountId: id }))).Account?.Status, 'SUSPENDED')
  for (const { sts } of [session, user]) await assert.rejects(sts.send(new GetCallerIdentityCommand({})), { name: 'InvalidClientTokenId' })
  await assert.rejects(organizations.send(new CloseAccountCommand({ AccountId: id })), { name: 'AccountAlreadyClosedException' })
  await assert.rejects(organizations.send(new CloseAccountCommand({ AccountId: MANAGEMENT })), {
    name: 'ConstraintViolationException',
    Reason: 'CANNOT_CLOSE_MANAGEMENT_ACCOUNT',
  })
  await assert.rejects(organizations.send(new CloseAccountCommand({ AccountId: '999999999999' })), { name: 'AccountNotFoundException' })
})
