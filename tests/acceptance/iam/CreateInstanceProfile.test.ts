import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateInstanceProfileCommand } from '@aws-sdk/client-iam'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('CreateInstanceProfile answers with the profile', async () => {
  const { InstanceProfile: made } = await iam.send(
    new CreateInstanceProfileCommand({ InstanceProfileName: 'p', Path: '/x/', Tags: [{ Key: 'a', Value: 'b' }] }),
  )
  assert.equal(made?.Arn, `arn:aws:iam::${ACCOUNT}:instance-profile/x/p`)
  assert.match(made?.InstanceProfileId ?? '', /^AIPA[A-Z2-7]{17}$/)
  assert.deepEqual([made?.Roles, made?.Tags], [[], [{ Key: 'a', Value: 'b' }]])
  await assert.rejects(iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: 'p' })), {
    name: 'EntityAlreadyExistsException',
    message: 'Instance Profile p already exists.',
  })
})
