import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  CreatePolicyCommand,
  DeletePolicyCommand,
  GetPolicyCommand,
  GetUserCommand,
  ListUsersCommand,
  PutUserPermissionsBoundaryCommand,
} from '@aws-sdk/client-iam'
import { makeUser } from '../../support/identities.ts'
import { allow } from '../../support/policies.ts'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('PutUserPermissionsBoundary narrows what the user may', async () => {
  const alice = server.clientsAs(await makeUser(iam, 'alice', allow('iam:*'))).iam
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'only-get', PolicyDocument: allow('iam:Get*') }))
  await alice.send(new ListUsersCommand({}))
  await iam.send(new PutUserPermissionsBoundaryCommand({ UserName: 'alice', PermissionsBoundary: Policy?.Arn }))
  const { User } = await alice.send(new GetUserCommand({ UserName: 'alice' }))
  assert.deepEqual(User?.PermissionsBoundary, { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: Policy?.Arn })
  await assert.rejects(alice.send(new ListUsersCommand({})), (error: Error) =>
    error.message.endsWith('because no permissions boundary allows the iam:ListUsers action'),
  )
  assert.equal((await iam.send(new GetPolicyCommand({ PolicyArn: Policy?.Arn }))).Policy?.PermissionsBoundaryUsageCount, 1)
  await assert.rejects(iam.send(new DeletePolicyCommand({ PolicyArn: Policy?.Arn })), { name: 'DeleteConflictException' })
})

test('a boundary that is not there', async () => {
  const missing = `arn:aws:iam::${ACCOUNT}:policy/missing`
  await assert.rejects(iam.send(new PutUserPermissionsBoundaryCommand({ UserName: 'alice', PermissionsBoundary: missing })), {
    name: 'NoSuchEntityException',
    message: `Scope ARN: ${missing} does not exist or is not attachable.`,
  })
})
