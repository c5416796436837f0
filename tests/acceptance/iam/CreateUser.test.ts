import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateUserCommand } from '@aws-sdk/client-iam'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('CreateUser answers with the user', async () => {
  const { User } = await iam.send(new CreateUserCommand({ UserName: 'alice', Path: '/people/', Tags: [{ Key: 'team', Value: 'a' }] }))
  assert.equal(User?.Arn, `arn:aws:iam::${ACCOUNT}:user/people/alice`)
  assert.match(User?.UserId ?? '', /^AIDA[A-Z2-7]{17}$/)
  assert.deepEqual(User?.Tags, [{ Key: 'team', Value: 'a' }])
  await assert.rejects(iam.send(new CreateUserCommand({ UserName: 'alice' })), {
    name: 'EntityAlreadyExistsException',
    message: 'User with name alice already exists.',
  })
})

test('a tag key that comes twice', async () => {
  const Tags = [
    { Key: 'a', Value: '1' },
    { Key: 'A', Value: '2' },
  ]
  await assert.rejects(iam.send(new CreateUserCommand({ UserName: 'bob', Tags })), { name: 'InvalidInputException' })
})
