/** What a person does: account, name, password, code; switch role; sign out. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateAccountAliasCommand, CreateLoginProfileCommand, GetUserCommand, ListUsersCommand, UpdateAccountPasswordPolicyCommand } from '@aws-sdk/client-iam'
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { type Clock, systemClock } from '../../../packages/server/src/lib/clock.ts'
import { hashPassword } from '../../../packages/server/src/lib/password-hash.ts'
import { limits } from '../../../packages/server/src/services/iam/limits.ts'
import { writeRootPassword } from '../../../packages/server/src/store/root-password.ts'
import type { Credentials } from '../../support/clients.ts'
import { makeRole, makeUser } from '../../support/identities.ts'
import { enabledDevice } from '../../support/mfa.ts'
import { allow, trust } from '../../support/policies.ts'
import { ACCOUNT, startServer } from '../../support/server.ts'

let aheadMs = 0
const clock: Clock = { now: () => new Date(systemClock.now().getTime() + aheadMs), monotonicMs: () => systemClock.monotonicMs() + aheadMs }
const server = await startServer({ clock })
after(() => server.stop())
const { iam } = server.clients

const PASSWORD = 'Correct-Horse-1'
const WRONG = { status: 403, code: 'AccessDenied', message: 'Your authentication information is incorrect. Please try again.' }

const post = (path: string, body: object) =>
  fetch(`${server.url}/_kenja/${path}`, { method: 'POST', headers: { 'content-type': 'application/json', origin: server.url }, body: JSON.stringify(body) })

async function signIn(body: object): Promise<{ status: number; code?: string; message?: string; credentials?: Credentials }> {
  const answer = await post('sign-in', body)
  const given = (await answer.json()) as Record<string, string>
  if (!answer.ok) return { status: answer.status, code: given.__type as string, message: given.message as string }
  const credentials = { accessKeyId: given.AccessKeyId as string, secretAccessKey: given.SecretAccessKey as string, sessionToken: given.SessionToken as string }
  return { status: 200, credentials }
}

async function signedIn(body: object) {
  const { credentials, ...rest } = await signIn(body)
  assert.ok(credentials, JSON.stringify(rest))
  return { credentials, clients: server.clientsAs(credentials) }
}

async function person(userName: string, policy?: string, more: object = {}) {
  const user = await makeUser(iam, userName, policy)
  await iam.send(new CreateLoginProfileCommand({ UserName: userName, Password: PASSWORD, ...more }))
  return { ...user, form: { kind: 'user', userName, password: PASSWORD } }
}

const arnOf = async ({ clients }: Awaited<ReturnType<typeof signedIn>>) => (await clients.sts.send(new GetCallerIdentityCommand({}))).Arn

test('a user, by number, by alias, and with the account left out; only for a while', async () => {
  const alice = await person('alice')
  await iam.send(new CreateAccountAliasCommand({ AccountAlias: 'my-team' }))
  for (const account of [undefined, ACCOUNT, 'my-team']) {
    const session = await signedIn({ ...alice.form, account })
    assert.match(session.credentials.accessKeyId, /^ASIA/)
    assert.equal(await arnOf(session), alice.arn)
  }
  const { User } = await iam.send(new GetUserCommand({ UserName: 'alice' }))
  assert.ok(Math.abs((User?.PasswordLastUsed?.getTime() ?? 0) - Date.now()) < 60_000)
})

test('root, once it has a password', async () => {
  const form = { kind: 'root', account: ACCOUNT, password: PASSWORD }
  assert.deepEqual(await signIn(form), WRONG)
  const hash = await hashPassword(PASSWORD, limits.passwordCost)
  writeRootPassword(server.home, { hash, setByHand: true, changedAt: clock.now().toISOString() })
  assert.equal(await arnOf(await signedIn(form)), `arn:aws:iam::${ACCOUNT}:root`)
  assert.deepEqual(await signIn({ ...form, account: '000000000000' }), WRONG)
})

test('whatever is wrong, the answer is the same', async () => {
  await makeUser(iam, 'without-password')
  const forms = [
    { kind: 'user', userName: 'alice', password: 'wrong' },
    { kind: 'user', userName: 'nobody', password: PASSWORD },
    { kind: 'user', userName: 'without-password', password: PASSWORD },
    { kind: 'user', account: 'other-team', userName: 'alice', password: PASSWORD },
  ]
  for (const form of forms) assert.deepEqual(await signIn(form), WRONG)
  for (const form of [
    {},
    { kind: 'user', password: 'x' },
    { kind: 'user', userName: 'a' },
    { kind: 'king', userName: 'a', password: 'x' },
    { kind: 'root', password: 1 },
  ])
    assert.equal((await signIn(form)).status, 400, JSON.stringify(form))
})

test('guessing takes longer each time, for this name only, and the right password ends it', async () => {
  const bob = await person('bob')
  for (let times = 0; times < 5; times++) assert.equal((await signIn({ ...bob.form, password: 'wrong' })).status, 403)
  const { status, message } = await signIn(bob.form)
  assert.deepEqual([status, message], [429, 'Too many failed sign-ins. Try again in 1 seconds.'])
  await signedIn({ kind: 'user', userName: 'alice', password: PASSWORD })
  aheadMs += 1_001
  assert.equal((await signIn({ ...bob.form, password: 'wrong' })).status, 403)
  assert.match((await signIn(bob.form)).message ?? '', /in 2 seconds/)
  aheadMs += 2_001
  await signedIn(bob.form)
})

test('with an MFA device: the code is asked for after the password, counts once, and marks the session', async () => {
  const carol = await person('carol', allow('iam:ListUsers', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }))
  const device = await enabledDevice(iam, 'phone', 'carol', clock.now().getTime())
  assert.equal((await signIn(carol.form)).code, 'MfaRequired')
  assert.deepEqual(await signIn({ ...carol.form, password: 'wrong' }), WRONG)
  assert.deepEqual(await signIn({ ...carol.form, mfaCode: '000000' }), WRONG)
  const mfaCode = device.code(clock.now().getTime())
  const session = await signedIn({ ...carol.form, mfaCode })
  session.clients.iam.config.systemClockOffset = aheadMs
  await session.clients.iam.send(new ListUsersCommand({}))
  assert.deepEqual(await signIn({ ...carol.form, mfaCode }), WRONG)
})

test('a password that must be changed, and one that is too old', async () => {
  const dave = await person('dave', undefined, { PasswordResetRequired: true })
  assert.equal((await signIn(dave.form)).code, 'PasswordChangeRequired')
  assert.equal((await signIn({ ...dave.form, newPassword: 'short' })).code, 'PasswordPolicyViolation')
  await signedIn({ ...dave.form, newPassword: 'Correct-Horse-2' })
  await signedIn({ ...dave.form, password: 'Correct-Horse-2' })
  await iam.send(new UpdateAccountPasswordPolicyCommand({ MaxPasswordAge: 1, HardExpiry: true }))
  aheadMs += 2 * 86_400_000
  assert.equal((await signIn({ ...dave.form, password: 'Correct-Horse-2' })).code, 'PasswordExpired')
  aheadMs = 0
})

test('sign-out ends the session and the roles that were switched to, and no other session', async () => {
  await makeRole(iam, 'admin', trust({ AWS: `arn:aws:iam::${ACCOUNT}:user/alice` }))
  const one = await signedIn({ kind: 'user', userName: 'alice', password: PASSWORD })
  const other = await signedIn({ kind: 'user', userName: 'alice', password: PASSWORD })
  const { Credentials: given } = await one.clients.sts.send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${ACCOUNT}:role/admin`, RoleSessionName: 'alice' }))
  const switched = server.clientsAs({
    accessKeyId: given?.AccessKeyId as string,
    secretAccessKey: given?.SecretAccessKey as string,
    sessionToken: given?.SessionToken as string,
  })
  await switched.sts.send(new GetCallerIdentityCommand({}))
  const { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken } = one.credentials
  const out = (more: object = {}) => post('sign-out', { AccessKeyId, SecretAccessKey, SessionToken, ...more })
  assert.equal((await out({ SecretAccessKey: 'wrong' })).status, 403)
  assert.equal((await out({ SessionToken: 'wrong' })).status, 403)
  assert.equal((await out()).status, 200)
  for (const { sts } of [one.clients, switched]) await assert.rejects(sts.send(new GetCallerIdentityCommand({})), { name: 'InvalidClientTokenId' })
  await other.clients.sts.send(new GetCallerIdentityCommand({}))
  assert.equal((await out()).status, 403)
})
