import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { DeleteRoleCommand, UpdateRoleCommand } from '@aws-sdk/client-iam'
import { AssumeRoleCommand, type AssumeRoleCommandInput, GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import type { Credentials } from '../../support/clients.ts'
import { makeRole, makeUser } from '../../support/identities.ts'
import { allow, deny, trust } from '../../support/policies.ts'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
const alice = await makeUser(iam, 'alice')
const { sts } = server.clientsAs(alice)

const assume = (RoleArn: string, more: Partial<AssumeRoleCommandInput> = {}) => sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'work', ...more }))
const refused = (arn: string) => ({ name: 'AccessDenied', message: `User: ${alice.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}` })

async function credentials(answer: ReturnType<typeof assume>): Promise<Credentials> {
  const { Credentials: given } = await answer
  return { accessKeyId: given?.AccessKeyId as string, secretAccessKey: given?.SecretAccessKey as string, sessionToken: given?.SessionToken as string }
}

test('a user that the role trusts gets credentials, and is then the role', async () => {
  const arn = await makeRole(iam, 'trusting', trust({ AWS: alice.arn }))
  const answer = await assume(arn, { DurationSeconds: 900 })
  assert.match(answer.Credentials?.AccessKeyId ?? '', /^ASIA[A-Z2-7]{16}$/)
  const untilEndMs = (answer.Credentials?.Expiration?.getTime() ?? 0) - Date.now()
  assert.ok(untilEndMs > 840_000 && untilEndMs <= 900_000, `${untilEndMs} ms`)
  assert.equal(answer.AssumedRoleUser?.Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/trusting/work`)
  const identity = await server.clientsAs(await credentials(assume(arn))).sts.send(new GetCallerIdentityCommand({}))
  assert.equal(identity.Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/trusting/work`)
  assert.match(identity.UserId ?? '', /^AROA[A-Z2-7]{17}:work$/)
})

test('a role that trusts somebody else, and one that is not there, answer alike', async () => {
  const arn = await makeRole(iam, 'service-only', trust())
  await assert.rejects(assume(arn), refused(arn))
  const nowhere = `arn:aws:iam::${ACCOUNT}:role/nowhere`
  await assert.rejects(assume(nowhere), refused(nowhere))
})

test("a role that trusts the account: the caller's own policy decides", async () => {
  const arn = await makeRole(iam, 'delegating', trust({ AWS: `arn:aws:iam::${ACCOUNT}:root` }))
  await assert.rejects(assume(arn), refused(arn))
  const bob = server.clientsAs(await makeUser(iam, 'bob', allow('sts:AssumeRole', arn)))
  await bob.sts.send(new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'bob' }))
  const eve = server.clientsAs(await makeUser(iam, 'eve', deny('sts:*')))
  const open = await makeRole(iam, 'open', trust({ AWS: '*' }))
  await assume(open)
  await assert.rejects(eve.sts.send(new AssumeRoleCommand({ RoleArn: open, RoleSessionName: 'eve' })), { name: 'AccessDenied' })
})

test('an external id', async () => {
  const arn = await makeRole(iam, 'guarded', trust({ AWS: alice.arn }, { Condition: { StringEquals: { 'sts:ExternalId': 'between-us' } } }))
  await assert.rejects(assume(arn), refused(arn))
  await assert.rejects(assume(arn, { ExternalId: 'guess' }), refused(arn))
  await assume(arn, { ExternalId: 'between-us' })
})

test("no session lasts longer than the role's, nor shorter than a quarter of an hour", async () => {
  const arn = await makeRole(iam, 'timed', trust({ AWS: alice.arn }))
  await assert.rejects(assume(arn, { DurationSeconds: 3601 }), {
    name: 'ValidationError',
    message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
  })
  await assert.rejects(assume(arn, { DurationSeconds: 899 }), { name: 'ValidationError' })
  await iam.send(new UpdateRoleCommand({ RoleName: 'timed', MaxSessionDuration: 7200 }))
  await assume(arn, { DurationSeconds: 7200 })
})

test('role chaining: an hour at most', async () => {
  const first = await makeRole(iam, 'first', trust({ AWS: alice.arn }))
  const second = await makeRole(iam, 'second', trust({ AWS: first }))
  await iam.send(new UpdateRoleCommand({ RoleName: 'second', MaxSessionDuration: 7200 }))
  const chained = server.clientsAs(await credentials(assume(first))).sts
  await chained.send(new AssumeRoleCommand({ RoleArn: second, RoleSessionName: 'chained' }))
  await assert.rejects(chained.send(new AssumeRoleCommand({ RoleArn: second, RoleSessionName: 'chained', DurationSeconds: 7200 })), { name: 'ValidationError' })
})

test('root assumes no role', async () => {
  const arn = await makeRole(iam, 'everyone', trust({ AWS: '*' }))
  await assert.rejects(server.clients.sts.send(new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'root' })), {
    name: 'AccessDenied',
    message: 'Roles may not be assumed by root accounts.',
  })
})

test('credentials end with their role, even when it is made again', async () => {
  const arn = await makeRole(iam, 'passing', trust({ AWS: alice.arn }))
  const old = server.clientsAs(await credentials(assume(arn))).sts
  await old.send(new GetCallerIdentityCommand({}))
  await iam.send(new DeleteRoleCommand({ RoleName: 'passing' }))
  await assert.rejects(old.send(new GetCallerIdentityCommand({})), { name: 'InvalidClientTokenId' })
  await makeRole(iam, 'passing', trust({ AWS: alice.arn }))
  await assert.rejects(old.send(new GetCallerIdentityCommand({})), { name: 'InvalidClientTokenId' })
})

test('a token of another session, a changed one, none at all', async () => {
  const arn = await makeRole(iam, 'mixed', trust({ AWS: alice.arn }))
  const [one, other] = [await credentials(assume(arn)), await credentials(assume(arn))]
  const { accessKeyId, secretAccessKey, sessionToken = '' } = one
  const changed = sessionToken.slice(0, -2) + (sessionToken.endsWith('AA') ? 'BB' : 'AA')
  for (const bad of [
    { ...one, sessionToken: other.sessionToken as string },
    { ...one, sessionToken: changed },
    { accessKeyId, secretAccessKey },
  ])
    await assert.rejects(server.clientsAs(bad).sts.send(new GetCallerIdentityCommand({})), { name: 'InvalidClientTokenId' })
})

test('a session policy that is none', async () => {
  const arn = await makeRole(iam, 'narrow', trust({ AWS: alice.arn }))
  await assert.rejects(assume(arn, { Policy: '{}' }), { name: 'MalformedPolicyDocumentException' })
  const answer = await assume(arn, { Policy: allow('s3:GetObject') })
  assert.ok((answer.PackedPolicySize ?? 0) > 0)
})
