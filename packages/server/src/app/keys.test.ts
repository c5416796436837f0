import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { test } from 'node:test'
import { createVault } from '../lib/vault.ts'
import { type Call, type Context, type Keys, ServiceError } from '../operation.ts'
import { migrations } from '../services/kms/migrations.ts'
import { createKeys } from './keys.ts'

const INVALID = 'InvalidCiphertextException'
const USE = { service: 'secretsmanager', context: { SecretARN: 'arn', SecretVersionId: '1' } } as const

/** Keys of one caller; everything is allowed unless `refuse` names the operation. */
function start(refuse?: string) {
  const raw = new DatabaseSync(':memory:')
  for (const { sql } of migrations) raw.exec(sql)
  const vault = createVault(randomBytes(32), 'kms')
  const calls: string[] = []
  const failed: string[] = []
  const call = { id: 'outer', principal: { kind: 'root', account: '123456789012', arn: 'arn:aws:iam::123456789012:root', userId: 'x' } } as unknown as Call
  const contextOf = (inner: Call, region: string) =>
    ({
      account: '123456789012',
      region,
      now: new Date(),
      db: { raw, prepare: (sql: string): StatementSync => raw.prepare(sql) },
      vault,
      call: inner,
    }) as unknown as Context
  const keys: Keys = createKeys(
    {
      authorizer: {
        authorize({ operation }, ctx) {
          if (operation === refuse) throw new ServiceError('AccessDeniedException', 'no')
          calls.push(`${operation} via ${ctx.call.calledVia?.join()} in ${ctx.region}`)
        },
        must: (_, { action }) => void calls.push(action),
      },
      trail: {
        record: ({ operation }) => void calls.push(`record ${operation}`),
        recordLater: (outer, { operation }) => void failed.push(`${outer.id} ${operation}`),
      },
      contextOf,
    },
    contextOf(call, 'us-east-1'),
  )
  return { keys, raw, calls, failed }
}

/** The code of the ServiceError that is thrown. */
const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof ServiceError) return error.code
    throw error
  }
  return 'none'
}

test('what is sealed opens with the same context, whatever its length, and is another text each time', () => {
  const { keys, calls } = start()
  for (const size of [0, 1, 4_096, 65_536]) {
    const plain = randomBytes(size)
    const { sealed, keyArn } = keys.seal(USE, plain)
    assert.match(keyArn, /^arn:aws:kms:us-east-1:123456789012:key\//)
    assert.deepEqual(Buffer.from(keys.open(USE, sealed)), plain)
    if (size >= 16) assert.ok(!Buffer.from(sealed).includes(plain))
    assert.notDeepEqual(keys.seal(USE, plain).sealed, sealed)
  }
  assert.deepEqual(calls.slice(0, 4), [
    'GenerateDataKey via secretsmanager.amazonaws.com in us-east-1',
    'record GenerateDataKey',
    'Decrypt via secretsmanager.amazonaws.com in us-east-1',
    'record Decrypt',
  ])
})

test('another context, and any byte that is not as it was: InvalidCiphertextException, or a key that is not there', () => {
  const { keys } = start()
  const { sealed } = keys.seal(USE, Buffer.from('the secret'))
  assert.equal(
    codeOf(() => keys.open({ ...USE, context: { ...USE.context, SecretVersionId: '2' } }, sealed)),
    INVALID,
  )
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] as number) ^ 1
    assert.match(
      codeOf(() => keys.open(USE, changed)),
      /^(InvalidCiphertextException|AccessDeniedException)$/,
      `byte ${at}`,
    )
  }
  for (let length = 0; length < sealed.length; length++)
    assert.equal(
      codeOf(() => keys.open(USE, sealed.subarray(0, length))),
      INVALID,
      `${length} bytes`,
    )
})

test('the key of AWS is made once for a service, account and region; the region may be another one', () => {
  const { keys } = start()
  const first = keys.dataKey(USE)
  assert.equal(first.plaintext.length, 32)
  assert.equal(keys.dataKey(USE).keyArn, first.keyArn)
  assert.notEqual(keys.dataKey({ ...USE, service: 's3' }).keyArn, first.keyArn)
  const elsewhere = keys.dataKey({ ...USE, region: 'eu-west-1' })
  assert.match(elsewhere.keyArn, /^arn:aws:kms:eu-west-1:/)
  assert.deepEqual(keys.openDataKey({ ...USE, region: 'eu-west-1', keyId: elsewhere.keyArn }, elsewhere.ciphertext), elsewhere.plaintext)
})

test('a key that is disabled refuses at the next call; whoever uses it later must be allowed to describe it and to grant', () => {
  const { keys, raw, calls } = start()
  const arn = keys.mustUse({ service: 'sagemaker' })
  assert.deepEqual(calls, ['DescribeKey via sagemaker.amazonaws.com in us-east-1', 'kms:CreateGrant', 'record DescribeKey'])
  keys.mustBeEnabled({ service: 'sagemaker', keyId: arn })
  const { sealed } = keys.seal({ ...USE, keyId: arn }, Buffer.from('x'))
  raw.exec('UPDATE kms_key SET enabled = 0')
  const use = { service: 'sagemaker', keyId: arn } as const
  for (const work of [() => keys.mustUse(use), () => keys.mustBeEnabled(use), () => keys.dataKey({ ...use, context: {} }), () => keys.open(USE, sealed)])
    assert.equal(codeOf(work), 'DisabledException')
})

test('a refused call is on record with the call that it was part of', () => {
  const { keys, calls, failed } = start('GenerateDataKey')
  assert.equal(
    codeOf(() => keys.seal(USE, Buffer.from('x'))),
    'AccessDeniedException',
  )
  assert.deepEqual([calls, failed], [[], ['outer GenerateDataKey']])
})
