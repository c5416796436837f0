import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { AddRoleToInstanceProfileCommand, CreateInstanceProfileCommand, GetInstanceProfileCommand } from '@aws-sdk/client-iam'
import { makeRole } from '../../support/identities.ts'
import { trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'p' }))

test('GetInstanceProfile tells its role', async () => {
  const arn = await makeRole(iam, 'r', trust())
  await iam.send(new AddRoleToInstanceProfileCommand({ InstanceProfileName: 'p', RoleName: 'r' }))
  const { InstanceProfile } = await iam.send(new GetInstanceProfileCommand({ InstanceProfileName: 'p' }))
  assert.deepEqual(
    InstanceProfile?.Roles?.map(({ Arn }) => Arn),
    [arn],
  )
  await assert.rejects(iam.send(new GetInstanceProfileCommand({ InstanceProfileName: 'x' })), {
    name: 'NoSuchEntityException',
    message: 'Instance Profile x cannot be found.',
  })
})
