/** Abuse case 15: guessing and swapping credentials. Compared in constant time, answered alike, good for their own service and region only. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts'
import type { Credentials } from '../../support/clients.ts'
import { makeUser } from '../../support/identities.ts'
import { startServer } from '../../support/server.ts'
import { ask, askSigned, elapsed } from './room.ts'

const server = await startServer()
after(() => server.stop())
const user = await makeUser(server.clients.iam, 'one')
const another = await makeUser(server.clients.iam, 'another')

const whoIs = (credentials: Credentials) => server.clientsAs(credentials).sts.send(new GetCallerIdentityCommand({}))
const temporary = async (credentials: Credentials): Promise<Credentials & { sessionToken: string }> => {
  const { Credentials: made } = await server.clientsAs(credentials).sts.send(new GetSessionTokenCommand({}))
  return { accessKeyId: made?.AccessKeyId as string, secretAccessKey: made?.SecretAccessKey as string, sessionToken: made?.SessionToken as string }
}

test('a secret that differs in one character, a key that is another’s, a key that nobody has', async () => {
  await assert.rejects(whoIs({ ...user, secretAccessKey: another.secretAccessKey }), { name: 'SignatureDoesNotMatch' })
  await assert.rejects(whoIs({ ...user, secretAccessKey: `${user.secretAccessKey.slice(0, -1)}!` }), { name: 'SignatureDoesNotMatch' })
  await assert.rejects(whoIs({ ...user, accessKeyId: 'AKIAZZZZZZZZZZZZZZZZ' }), { name: 'InvalidClientTokenId' })
  await assert.rejects(whoIs({ ...user, accessKeyId: user.accessKeyId.toLowerCase() }), { name: 'InvalidClientTokenId' })
})

test('sign-in: a key that is there and one that is not are answered alike', async () => {
  const signIn = async (AccessKeyId: string) => {
    const { status, body } = await ask(server.port, {
      method: 'POST',
      path: '/_kenja/sign-in',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ AccessKeyId, SecretAccessKey: 'wrong' }),
    })
    return { status, body }
  }
  assert.deepEqual(await signIn(user.accessKeyId), await signIn('AKIAZZZZZZZZZZZZZZZZ'))
})

test('a password: a name that is there and one that is not cost the same and are answered alike', async () => {
  const signIn = (userName: string) =>
    ask(server.port, {
      method: 'POST',
      path: '/_kenja/sign-in',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'user', userName, password: 'wrong' }),
    })
  const answers = [await signIn('one'), await signIn('nobody')]
  assert.deepEqual(answers[0]?.body, answers[1]?.body)
  const [known, unknown] = [await elapsed(() => signIn('one')), await elapsed(() => signIn('nobody'))]
  // Both hash: were one of them to answer without that, it would take a hundredth of the time.
  assert.ok(known / unknown < 10 && unknown / known < 10, `${known} ms and ${unknown} ms`)
})

test('session tokens belong to their own key', async () => {
  const [mine, theirs] = [await temporary(user), await temporary(another)]
  assert.equal((await whoIs(mine)).Arn, user.arn)
  await assert.rejects(whoIs({ ...mine, sessionToken: theirs.sessionToken }), { name: 'InvalidClientTokenId' })
  await assert.rejects(whoIs({ ...user, sessionToken: mine.sessionToken }), { name: 'InvalidClientTokenId' })
  const { sessionToken: _, ...withoutToken } = mine
  await assert.rejects(whoIs(withoutToken), { name: 'InvalidClientTokenId' })
  const middle = mine.sessionToken.length >> 1
  const changed = `${mine.sessionToken.slice(0, middle)}${mine.sessionToken[middle] === 'A' ? 'B' : 'A'}${mine.sessionToken.slice(middle + 1)}`
  await assert.rejects(whoIs({ ...mine, sessionToken: changed }), { name: 'InvalidClientTokenId' })
})

test('a signature made for one service or region does not count for another', async () => {
  const iamCall = { path: '/', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'Action=ListUsers&Version=2010-05-08' }
  assert.equal((await askSigned(server, 'iam', iamCall)).status, 200)
  // Signed for STS, it is a question to STS, which does not know it.
  const asSts = await askSigned(server, 'sts', iamCall)
  assert.notEqual(asSts.status, 200)
  // On one of AWS's own host names the scope must be that host's.
  const { body } = await askSigned(server, 'nothing-of-ours', iamCall)
  assert.match(body, /NotImplemented|does not have the service/)
})

test('secrets are compared by nothing that ends early', () => {
  const gateway = resolve(import.meta.dirname, '../../../packages/server/src/gateway')
  const sources = readdirSync(gateway).filter((name) => name.endsWith('.ts') && !name.includes('.test.'))
  for (const name of sources) {
    const source = readFileSync(join(gateway, name), 'utf8')
    assert.doesNotMatch(source, /(signature|secretAccessKey|secret|token)\s*[!=]==?\s*(signature|expected|given|sent|wanted)\b/i, name)
  }
  assert.match(readFileSync(join(gateway, 'sigv4.ts'), 'utf8'), /timingSafeEqual/)
  assert.match(readFileSync(join(gateway, 'same-text.ts'), 'utf8'), /timingSafeEqual/)
})
