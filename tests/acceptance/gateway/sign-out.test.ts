/** What was signed out stays out, whichever server answers. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import type { Credentials } from '../../support/clients.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const home = mkdtempSync(join(tmpdir(), 'kenja-sign-out-'))
after(() => rmSync(home, { recursive: true, force: true }))

const post = (server: TestServer, door: string, body: object) =>
  fetch(`${server.url}/_kenja/${door}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

async function signIn(server: TestServer): Promise<Credentials> {
  const { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey } = server.credentials
  const given = (await (await post(server, 'sign-in', { AccessKeyId, SecretAccessKey })).json()) as Record<string, string>
  return { accessKeyId: given.AccessKeyId as string, secretAccessKey: given.SecretAccessKey as string, sessionToken: given.SessionToken as string }
}

const whoAmI = (server: TestServer, credentials: Credentials) => server.clientsAs(credentials).sts.send(new GetCallerIdentityCommand({}))

test('a session that was signed out is refused by the next server too; another one goes on', async () => {
  const first = await startServer({ home })
  const [out, stays] = [await signIn(first), await signIn(first)]
  const { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken } = out
  assert.equal((await post(first, 'sign-out', { AccessKeyId, SecretAccessKey, SessionToken })).status, 200)
  await assert.rejects(whoAmI(first, out), { name: 'InvalidClientTokenId' })
  await first.stop()
  const second = await startServer({ home })
  await assert.rejects(whoAmI(second, out), { name: 'InvalidClientTokenId' })
  assert.equal((await whoAmI(second, stays)).Arn, 'arn:aws:iam::123456789012:root')
  await second.stop()
})

test('a page of another site, a long-term key, nonsense', async () => {
  const server = await startServer()
  const { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey } = server.credentials
  assert.equal((await post(server, 'sign-out', { AccessKeyId, SecretAccessKey })).status, 400)
  assert.equal((await post(server, 'sign-out', { AccessKeyId, SecretAccessKey, SessionToken: 'x' })).status, 403)
  const form = await fetch(`${server.url}/_kenja/sign-out`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' })
  assert.equal(form.status, 400)
  await server.stop()
})
