import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateGroupCommand } from '@aws-sdk/client-iam'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('CreateGroup answers with the group', async () => {
  const { Group } = await iam.send(new CreateGroupCommand({ GroupName: 'admins', Path: '/staff/' }))
  assert.equal(Group?.Arn, `arn:aws:iam::${ACCOUNT}:group/staff/admins`)
  assert.match(Group?.GroupId ?? '', /^AGPA[A-Z2-7]{17}$/)
})

test('names differ by more than case', async () => {
  await assert.rejects(iam.send(new CreateGroupCommand({ GroupName: 'Admins' })), {
    name: 'EntityAlreadyExistsException',
    message: 'Group with name Admins already exists.',
  })
})
