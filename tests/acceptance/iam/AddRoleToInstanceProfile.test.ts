import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AddRoleToInstanceProfileCommand, CreateInstanceProfileCommand } from '@aws-sdk/client-iam'
import { makeRole, makeUser } from '../../support/identities.ts'
import { allow, trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'p' }))

const add = (client: typeof iam, RoleName: string) => client.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: 'p', RoleName }))

test('who may not pass the role may not add it', async () => {
  await makeRole(iam, 'r', trust({ Service: 'ec2.amazonaws.com' }))
  const alice = server.clientsAs(await makeUser(iam, 'alice', allow('iam:AddRoleToInstanceProfile'))).iam
  await assert.rejects(add(alice, 'r'), { name: 'AccessDenied', message: /not authorized to perform: iam:PassRole/ })
})

test('one role, and no more', async () => {
  await makeRole(iam, 's', trust())
  await add(iam, 'r')
  await assert.rejects(add(iam, 's'), { name: 'LimitExceededException', message: 'Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1' })
  await assert.rejects(add(iam, 'x'), { name: 'NoSuchEntityException' })
})
