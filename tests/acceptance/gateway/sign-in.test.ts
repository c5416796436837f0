/** What a browser does: sign in with a long-term key, go on with temporary credentials. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CreateAccessKeyCommand, CreateUserCommand, DeleteAccessKeyCommand } from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import type { Credentials } from '../../support/clients.ts'
import { startServer, type TestServer } from '../../support/server.ts'

let server: TestServer
before(async () => {
  server = await startServer()
})
after(() => server.stop())

async function signIn({ accessKeyId, secretAccessKey }: Credentials): Promise<Credentials> {
  const answer = await fetch(`${server.url}/_kenja/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey }),
  })
  assert.equal(answer.status, 200)
  const given = (await answer.json()) as Record<string, string>
  return { accessKeyId: given.AccessKeyId as string, secretAccessKey: given.SecretAccessKey as string, sessionToken: given.SessionToken as string }
}

test('root', async () => {
  const credentials = await signIn(server.credentials)
  assert.match(credentials.accessKeyId, /^ASIA/)
  const { Arn } = await server.clientsAs(credentials).sts.send(new GetCallerIdentityCommand({}))
  assert.equal(Arn, 'arn:aws:iam::123456789012:root')
})

test('a user, until the key is deleted', async () => {
  await server.clients.iam.send(new CreateUserCommand({ UserName: 'someone' }))
  const { AccessKey } = await server.clients.iam.send(new CreateAccessKeyCommand({ UserName: 'someone' }))
  const key = { accessKeyId: AccessKey?.AccessKeyId as string, secretAccessKey: AccessKey?.SecretAccessKey as string }
  const { sts } = server.clientsAs(await signIn(key))
  assert.equal((await sts.send(new GetCallerIdentityCommand({}))).Arn, 'arn:aws:iam::123456789012:user/someone')
  await server.clients.iam.send(new DeleteAccessKeyCommand({ UserName: 'someone', AccessKeyId: key.accessKeyId }))
  await assert.rejects(server.clientsAs(key).sts.send(new GetCallerIdentityCommand({})), { name: 'InvalidClientTokenId' })
})
