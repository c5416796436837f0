import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  CreateUserCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListUserPoliciesCommand,
  ListUserTagsCommand,
  TagUserCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts'
import { makeUser } from '../../support/identities.ts'
import { allow } from '../../support/policies.ts'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('UpdateUser: keys, policies and tags follow a new name, and the key works on', async () => {
  const alice = await makeUser(iam, 'alice', allow('iam:GetUser'))
  await iam.send(new TagUserCommand({ UserName: 'alice', Tags: [{ Key: 'team', Value: 'a' }] }))
  await iam.send(new UpdateUserCommand({ UserName: 'alice', NewUserName: 'alicia', NewPath: '/people/' }))
  const arn = `arn:aws:iam::${ACCOUNT}:user/people/alicia`
  assert.equal((await server.clientsAs(alice).iam.send(new GetUserCommand({}))).User?.Arn, arn)
  assert.equal((await server.clientsAs(alice).sts.send(new GetCallerIdentityCommand({}))).Arn, arn)
  assert.deepEqual((await iam.send(new ListUserTagsCommand({ UserName: 'alicia' }))).Tags, [{ Key: 'team', Value: 'a' }])
  assert.deepEqual((await iam.send(new ListUserPoliciesCommand({ UserName: 'alicia' }))).PolicyNames, ['own'])
  assert.equal((await iam.send(new ListAccessKeysCommand({ UserName: 'alicia' }))).AccessKeyMetadata?.[0]?.AccessKeyId, alice.accessKeyId)
  await assert.rejects(iam.send(new GetUserCommand({ UserName: 'alice' })), { name: 'NoSuchEntityException' })
})

test("a session keeps its user's new name too", async () => {
  const bob = server.clientsAs(await makeUser(iam, 'bob'))
  const { Credentials: given } = await bob.sts.send(new GetSessionTokenCommand({}))
  const session = server.clientsAs({
    accessKeyId: given?.AccessKeyId as string,
    secretAccessKey: given?.SecretAccessKey as string,
    sessionToken: given?.SessionToken as string,
  })
  await session.sts.send(new GetCallerIdentityCommand({}))
  await iam.send(new UpdateUserCommand({ UserName: 'bob', NewUserName: 'robert' }))
  assert.equal((await session.sts.send(new GetCallerIdentityCommand({}))).Arn, `arn:aws:iam::${ACCOUNT}:user/robert`)
})

test('a name that is taken', async () => {
  await iam.send(new CreateUserCommand({ UserName: 'carol' }))
  await assert.rejects(iam.send(new UpdateUserCommand({ UserName: 'carol', NewUserName: 'robert' })), {
    name: 'EntityAlreadyExistsException',
    message: 'User with name robert already exists.',
  })
})
