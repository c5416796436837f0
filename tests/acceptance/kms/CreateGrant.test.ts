import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  CreateGrantCommand,
  type CreateGrantCommandInput,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  ListGrantsCommand,
} from '@aws-sdk/client-kms'
import { allow, allowAll } from '../../support/policies.ts'
import { ACCOUNT } from '../../support/server.ts'
import { bytes, startRoom, UNKNOWN_ID } from './room.ts'

const { kms, createKey, user } = await startRoom()
const { KeyId, Arn } = await createKey()
const grant = (GranteePrincipal: string, Operations: CreateGrantCommandInput['Operations'], more: Partial<CreateGrantCommandInput> = {}) =>
  kms.send(new CreateGrantCommand({ KeyId, GranteePrincipal, Operations, ...more }))
const denied = (action: string) => ({ name: 'AccessDeniedException', message: new RegExp(`kms:${action} on resource`) })

test('a grant lets one principal do the operations that it names, at once, without any policy', async () => {
  const alice = await user('alice')
  const encrypt = () => alice.clients.kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('x') }))
  await assert.rejects(encrypt(), denied('Encrypt'))
  const { GrantId, GrantToken } = await grant(alice.arn, ['Encrypt', 'DescribeKey'])
  assert.match(GrantId ?? '', /^[0-9a-f]{64}$/)
  const { CiphertextBlob } = await encrypt()
  await alice.clients.kms.send(new DescribeKeyCommand({ KeyId, GrantTokens: [GrantToken as string] }))
  await assert.rejects(alice.clients.kms.send(new DecryptCommand({ CiphertextBlob })), denied('Decrypt'))
  const bob = await user('bob')
  await assert.rejects(bob.clients.kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('x'), GrantTokens: [GrantToken as string] })), denied('Encrypt'))
})

test('constraints: the whole encryption context, or a part of it', async () => {
  const [exact, subset] = [await user('exact'), await user('subset')]
  const variable = `$${'{aws:username}'}`
  const context = { team: 'blue', [variable]: variable }
  await grant(exact.arn, ['Encrypt'], { Constraints: { EncryptionContextEquals: context } })
  await grant(subset.arn, ['Encrypt'], { Constraints: { EncryptionContextSubset: context } })
  const encrypt = ({ clients }: typeof exact, EncryptionContext?: Record<string, string>) =>
    clients.kms.send(new EncryptCommand({ KeyId, Plaintext: bytes('x'), EncryptionContext }))
  const wrongs: (Record<string, string> | undefined)[] = [undefined, {}, { team: 'blue' }, { ...context, team: 'red' }, { ...context, [variable]: 'exact' }]
  for (const who of [exact, subset]) {
    await encrypt(who, context)
    // A grant's values are no policy's variables.
    for (const wrong of wrongs) await assert.rejects(encrypt(who, wrong), denied('Encrypt'))
  }
  await encrypt(subset, { ...context, more: '' })
  await assert.rejects(encrypt(exact, { ...context, more: '' }), denied('Encrypt'))
})

test('who was granted CreateGrant grants no more than that', async () => {
  const [middle, end] = [await user('middle'), await user('end')]
  await grant(middle.arn, ['CreateGrant', 'Decrypt', 'GenerateDataKey'], { Constraints: { EncryptionContextSubset: { team: 'blue' } } })
  const pass = (Operations: CreateGrantCommandInput['Operations'], Constraints?: CreateGrantCommandInput['Constraints']) =>
    middle.clients.kms.send(new CreateGrantCommand({ KeyId, GranteePrincipal: end.arn, Operations, Constraints }))
  await assert.rejects(pass(['Encrypt'], { EncryptionContextSubset: { team: 'blue' } }), denied('CreateGrant'))
  await assert.rejects(pass(['Decrypt']), denied('CreateGrant'))
  await assert.rejects(pass(['Decrypt'], { EncryptionContextSubset: { team: 'red' } }), denied('CreateGrant'))
  await pass(['GenerateDataKey'], { EncryptionContextSubset: { team: 'blue' } })
  await end.clients.kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext: { team: 'blue' } }))
  await assert.rejects(end.clients.kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256' })), denied('GenerateDataKey'))
})

test('made again with its name it is the same grant; without one, another', async () => {
  const who = `arn:aws:iam::${ACCOUNT}:root`
  const [one, again] = [await grant(who, ['Decrypt'], { Name: 'once' }), await grant(who, ['Decrypt'], { Name: 'once' })]
  assert.equal(one.GrantId, again.GrantId)
  assert.notEqual((await grant(who, ['Decrypt'])).GrantId, (await grant(who, ['Decrypt'])).GrantId)
  assert.notEqual((await grant(who, ['Encrypt'], { Name: 'once' })).GrantId, one.GrantId)
  const { Grants = [] } = await kms.send(new ListGrantsCommand({ KeyId, GrantId: one.GrantId }))
  assert.deepEqual(
    Grants.map(({ CreationDate, ...entry }) => [CreationDate instanceof Date, entry]),
    [[true, { KeyId: Arn, GrantId: one.GrantId, Name: 'once', GranteePrincipal: who, IssuingAccount: who, Operations: ['Decrypt'] }]],
  )
})

test('what no grant can be', async () => {
  const who = `arn:aws:iam::${ACCOUNT}:root`
  await assert.rejects(grant('alice', ['Decrypt']), { name: 'ValidationException', message: 'Invalid principal: alice' })
  await assert.rejects(grant(who, ['Sign']), { name: 'ValidationException', message: /Sign are not valid/ })
  await assert.rejects(grant(who, ['Fly' as 'Sign']), { name: 'ValidationException', message: /at 'operations'/ })
  const both = { EncryptionContextEquals: { a: 'b' }, EncryptionContextSubset: { a: 'b' } }
  await assert.rejects(grant(who, ['Decrypt'], { Constraints: both }), { name: 'ValidationException', message: /at most one/ })
  await assert.rejects(grant(who, ['Decrypt'], { KeyId: UNKNOWN_ID }), { name: 'NotFoundException' })
  await assert.rejects(grant(who, ['Decrypt'], { DryRun: true }), { name: 'DryRunOperationException' })
  await assert.rejects(grant(who, ['Decrypt'], { GranteeServicePrincipal: 'sagemaker.amazonaws.com' }), { name: 'UnsupportedOperationException' })
})

test('policies may bind who grants what to whom', async () => {
  const to = `arn:aws:iam::${ACCOUNT}:root`
  const conditions = {
    'ForAllValues:StringEquals': { 'kms:GrantOperations': ['Encrypt', 'Decrypt'] },
    StringEquals: { 'kms:GranteePrincipal': to, 'kms:GrantConstraintType': 'EncryptionContextSubset' },
  }
  const { clients } = await user('granter', allow('kms:CreateGrant', Arn, { Condition: conditions }))
  const good = { KeyId, GranteePrincipal: to, Operations: ['Encrypt'], Constraints: { EncryptionContextSubset: { a: 'b' } } } satisfies CreateGrantCommandInput
  await clients.kms.send(new CreateGrantCommand(good))
  for (const change of [{ Operations: ['GenerateDataKey' as const] }, { GranteePrincipal: 'arn:aws:iam::210987654321:root' }, { Constraints: undefined }])
    await assert.rejects(clients.kms.send(new CreateGrantCommand({ ...good, ...change })), denied('CreateGrant'))
  // A caller that comes by itself is no service.
  const forServices = allowAll({ Action: 'kms:CreateGrant', Resource: Arn, Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } })
  const other = await user('only-through-services', forServices)
  await assert.rejects(other.clients.kms.send(new CreateGrantCommand(good)), denied('CreateGrant'))
})
