import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ListUsersCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts'
import { type Clock, systemClock } from '../../../packages/server/src/lib/clock.ts'
import { makeUser } from '../../support/identities.ts'
import { enabledDevice } from '../../support/mfa.ts'
import { allow } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

let aheadMs = 0
const clock: Clock = { now: () => new Date(systemClock.now().getTime() + aheadMs), monotonicMs: systemClock.monotonicMs }
const server = await startServer({ clock })
after(() => server.stop())
const alice = await makeUser(server.clients.iam, 'alice')

async function sessionOf(owner: typeof server.clients, DurationSeconds?: number, mfa: { SerialNumber?: string; TokenCode?: string } = {}) {
  const { Credentials: given } = await owner.sts.send(new GetSessionTokenCommand({ DurationSeconds, ...mfa }))
  assert.ok(given?.Expiration)
  const credentials = { accessKeyId: given.AccessKeyId as string, secretAccessKey: given.SecretAccessKey as string, sessionToken: given.SessionToken as string }
  return { expiration: given.Expiration, clients: server.clientsAs(credentials) }
}

test("GetSessionToken gives the user's own rights for a while", async () => {
  const { expiration, clients } = await sessionOf(server.clientsAs(alice))
  assert.ok(Math.abs(expiration.getTime() - Date.now() - 12 * 3_600_000) < 60_000)
  assert.equal((await clients.sts.send(new GetCallerIdentityCommand({}))).Arn, alice.arn)
  await assert.rejects(clients.sts.send(new GetSessionTokenCommand({})), {
    name: 'AccessDenied',
    message: 'Cannot call GetSessionToken with session credentials',
  })
})

test("root's lasts an hour at most", async () => {
  const { expiration } = await sessionOf(server.clients, 12 * 3600)
  assert.ok(Math.abs(expiration.getTime() - Date.now() - 3_600_000) < 60_000)
})

test('it ends with the key that it was made with', async () => {
  const { clients } = await sessionOf(server.clientsAs(alice))
  const key = { UserName: 'alice', AccessKeyId: alice.accessKeyId }
  await server.clients.iam.send(new UpdateAccessKeyCommand({ ...key, Status: 'Inactive' }))
  await assert.rejects(clients.sts.send(new GetCallerIdentityCommand({})), { name: 'InvalidClientTokenId' })
  await server.clients.iam.send(new UpdateAccessKeyCommand({ ...key, Status: 'Active' }))
})

test('it ends when its time is over', async () => {
  const { clients } = await sessionOf(server.clientsAs(alice), 900)
  aheadMs = 901_000
  // The signature's time must fit the server's: the client's clock goes ahead too.
  const { sts } = clients
  sts.config.systemClockOffset = aheadMs
  await assert.rejects(sts.send(new GetCallerIdentityCommand({})), { name: 'ExpiredToken' })
  aheadMs = 0
})

test('with a code of the own device it passes for MFA; without, and with the key itself, it does not', async () => {
  const needsMfa = allow('iam:ListUsers', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })
  const bob = server.clientsAs(await makeUser(server.clients.iam, 'bob', needsMfa))
  const device = await enabledDevice(server.clients.iam, 'phone', 'bob')
  const list = (clients: typeof bob) => clients.iam.send(new ListUsersCommand({}))
  await assert.rejects(list(bob), { name: 'AccessDenied' })
  await assert.rejects(list((await sessionOf(bob)).clients), { name: 'AccessDenied' })
  await assert.rejects(sessionOf(bob, 900, { SerialNumber: device.serial, TokenCode: '000000' }), { name: 'AccessDenied' })
  await list((await sessionOf(bob, 900, { SerialNumber: device.serial, TokenCode: device.code(Date.now()) })).clients)
})
