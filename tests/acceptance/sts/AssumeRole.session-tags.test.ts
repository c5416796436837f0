/** Marks that a session carries: tags, source identity, MFA; and what narrows it. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreatePolicyCommand, DeletePolicyCommand, GetUserCommand, ListUsersCommand, TagUserCommand } from '@aws-sdk/client-iam'
import { AssumeRoleCommand, type AssumeRoleCommandInput } from '@aws-sdk/client-sts'
import type { Clients } from '../../support/clients.ts'
import { makeRole, makeUser } from '../../support/identities.ts'
import { enabledDevice } from '../../support/mfa.ts'
import { allow, trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
const alice = await makeUser(iam, 'alice')
await makeUser(iam, 'bob')

const ANY_ACTION = { Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] }
const open = (more: object = {}) => trust({ AWS: '*' }, { ...ANY_ACTION, ...more })

async function assume(as: Clients, RoleArn: string, more: Partial<AssumeRoleCommandInput> = {}) {
  const answer = await as.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'work', ...more }))
  const given = answer.Credentials
  const clients = server.clientsAs({
    accessKeyId: given?.AccessKeyId as string,
    secretAccessKey: given?.SecretAccessKey as string,
    sessionToken: given?.SessionToken as string,
  })
  return { answer, clients, getBob: () => clients.iam.send(new GetUserCommand({ UserName: 'bob' })) }
}

const own = server.clientsAs(alice)
const whenTagged = (tag: string, value: string) => allow('iam:GetUser', '*', { Condition: { StringEquals: { [`aws:PrincipalTag/${tag}`]: value } } })

test('session tags are principal tags, whatever their case', async () => {
  const arn = await makeRole(iam, 'tagged', open(), whenTagged('Team', 'blue'))
  await assert.rejects((await assume(own, arn)).getBob(), { name: 'AccessDenied' })
  await assert.rejects((await assume(own, arn, { Tags: [{ Key: 'team', Value: 'red' }] })).getBob(), { name: 'AccessDenied' })
  await (await assume(own, arn, { Tags: [{ Key: 'team', Value: 'blue' }] })).getBob()
})

test('tags need sts:TagSession from the trust policy, which may ask which', async () => {
  const plain = await makeRole(iam, 'plain', trust({ AWS: alice.arn }))
  const Tags = [{ Key: 'team', Value: 'blue' }]
  await assert.rejects(assume(own, plain, { Tags }), {
    name: 'AccessDenied',
    message: `User: ${alice.arn} is not authorized to perform: sts:TagSession on resource: ${plain}`,
  })
  const picky = await makeRole(
    iam,
    'picky',
    open({ Condition: { StringEquals: { 'aws:RequestTag/team': 'blue' }, 'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] } } }),
  )
  await assume(own, picky, { Tags })
  await assert.rejects(assume(own, picky, { Tags: [...Tags, { Key: 'more', Value: '' }] }), { name: 'AccessDenied' })
})

test('transitive tags go on to the next role and cannot be replaced', async () => {
  const first = await makeRole(iam, 'first', open())
  const second = await makeRole(iam, 'second', open(), whenTagged('team', 'blue'))
  const Tags = [
    { Key: 'team', Value: 'blue' },
    { Key: 'local', Value: 'x' },
  ]
  const { clients } = await assume(own, first, { Tags, TransitiveTagKeys: ['team'] })
  await (await assume(clients, second)).getBob()
  await assert.rejects(assume(clients, second, { Tags: [{ Key: 'TEAM', Value: 'red' }] }), { name: 'InvalidParameterValue' })
  await assert.rejects((await assume((await assume(own, first, { Tags })).clients, second)).getBob(), { name: 'AccessDenied' })
  await assert.rejects(assume(own, first, { TransitiveTagKeys: ['none'] }), {
    name: 'ValidationError',
    message: 'The specified transitive tag key must be included in the requested tags.',
  })
})

test("the caller's own tags decide too", async () => {
  const variable = `\${${'aws:PrincipalTag/team'}}`
  const arn = await makeRole(iam, 'for-blue', open({ Condition: { StringEquals: { 'aws:PrincipalTag/team': 'blue', 'aws:RequestTag/as': variable } } }))
  const Tags = [{ Key: 'as', Value: 'blue' }]
  await assert.rejects(assume(own, arn, { Tags }), { name: 'AccessDenied' })
  await iam.send(new TagUserCommand({ UserName: 'alice', Tags: [{ Key: 'team', Value: 'blue' }] }))
  await assume(own, arn, { Tags })
})

test('a source identity is set once and stays', async () => {
  const first = await makeRole(iam, 'identified', open())
  const second = await makeRole(iam, 'knows', open({ Condition: { StringEquals: { 'sts:SourceIdentity': 'alice@home' } } }))
  const { clients, answer } = await assume(own, first, { SourceIdentity: 'alice@home' })
  assert.equal(answer.SourceIdentity, 'alice@home')
  assert.equal((await assume(clients, second)).answer.SourceIdentity, 'alice@home')
  await assert.rejects(assume(clients, second, { SourceIdentity: 'somebody' }), { name: 'AccessDenied' })
  const plain = await makeRole(iam, 'no-identity', trust({ AWS: alice.arn }))
  await assert.rejects(assume(own, plain, { SourceIdentity: 'alice@home' }), { name: 'AccessDenied', message: /sts:SetSourceIdentity/ })
})

test("a code of the caller's own device opens a role that asks for it, once", async () => {
  const arn = await makeRole(
    iam,
    'guarded',
    open({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    allow('iam:GetUser', '*', { Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '60' } } }),
  )
  const device = await enabledDevice(iam, 'phone', 'alice')
  await assert.rejects(assume(own, arn), { name: 'AccessDenied' })
  const TokenCode = device.code(Date.now())
  const shown = { SerialNumber: device.serial, TokenCode }
  await (await assume(own, arn, shown)).getBob()
  const spent = { name: 'AccessDenied', message: 'MultiFactorAuthentication failed with invalid MFA one time pass code. ' }
  await assert.rejects(assume(own, arn, shown), spent)
  await assert.rejects(assume(own, arn, { SerialNumber: device.serial }), { name: 'AccessDenied', message: /must provide both MFA serial number/ })
  const foreign = await enabledDevice(iam, 'other', 'bob')
  await assert.rejects(assume(own, arn, { SerialNumber: foreign.serial, TokenCode: foreign.code(Date.now()) }), {
    name: 'AccessDenied',
    message: /unable to validate MFA code/,
  })
})

test('managed session policies narrow, however long they are, and allow nothing once they are gone', async () => {
  const arn = await makeRole(iam, 'wide', open(), allow('iam:*'))
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'only-get', PolicyDocument: allow('iam:Get*') }))
  const { clients, getBob } = await assume(own, arn, { PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/AmazonSageMakerFullAccess' }, { arn: Policy?.Arn }] })
  await getBob()
  await assert.rejects(clients.iam.send(new ListUsersCommand({})), { name: 'AccessDenied', message: /no session policy allows the iam:ListUsers action/ })
  await iam.send(new DeletePolicyCommand({ PolicyArn: Policy?.Arn }))
  await assert.rejects(getBob(), { name: 'AccessDenied' })
  await assert.rejects(assume(own, arn, { PolicyArns: [{ arn: Policy?.Arn }] }), { name: 'ValidationError' })
})
