import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateAliasCommand, DescribeKeyCommand, EncryptCommand } from '@aws-sdk/client-kms'
import { allowAll } from '../../support/policies.ts'
import { arnOf, bytes, startRoom, UNKNOWN_ID } from './room.ts'

const { kms, createKey, user } = await startRoom()
const key = await createKey()
const create = (AliasName: string, TargetKeyId = key.KeyId) => kms.send(new CreateAliasCommand({ AliasName, TargetKeyId }))

test('an alias leads to its key wherever a key is used', async () => {
  await create('alias/app/prod_1-a')
  assert.equal((await kms.send(new EncryptCommand({ KeyId: 'alias/app/prod_1-a', Plaintext: bytes('x') }))).KeyId, key.Arn)
  assert.equal((await kms.send(new DescribeKeyCommand({ KeyId: arnOf('alias/app/prod_1-a') }))).KeyMetadata?.Arn, key.Arn)
})

test('names: taken, reserved, without the prefix, empty, with other signs', async () => {
  await create('alias/taken')
  await assert.rejects(create('alias/taken'), { name: 'AlreadyExistsException', message: `An alias with the name ${arnOf('alias/taken')} already exists` })
  await assert.rejects(create('alias/aws/s3'), { name: 'NotAuthorizedException' })
  await assert.rejects(create('taken'), {
    name: 'ValidationException',
    message: 'Alias must start with the prefix "alias/". Please see https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
  })
  await assert.rejects(create('alias/'), { name: 'InvalidAliasNameException' })
  await assert.rejects(create('alias/with:colon'), { name: 'ValidationException', message: 'alias/with:colon contains invalid characters for an alias' })
  await assert.rejects(create('alias/with space'), { name: 'ValidationException', message: /at 'aliasName' failed to satisfy constraint/ })
  await assert.rejects(create('alias/none', UNKNOWN_ID), { name: 'NotFoundException' })
  await assert.rejects(create('alias/of-alias', 'alias/taken'), { name: 'ValidationException', message: 'Aliases must refer to keys. Not aliases' })
})

test('one name asked for twice at the same moment, for two keys: one of them has it', async () => {
  const other = await createKey()
  const both = await Promise.allSettled([create('alias/race'), create('alias/race', other.KeyId)])
  const refused = both.flatMap((one) => (one.status === 'rejected' ? [one.reason.name] : []))
  assert.deepEqual(refused, ['AlreadyExistsException'])
  const winner = both[0].status === 'fulfilled' ? key : other
  assert.equal((await kms.send(new DescribeKeyCommand({ KeyId: 'alias/race' }))).KeyMetadata?.Arn, winner.Arn)
})

test('a key has 50 aliases', async () => {
  const { KeyId } = await createKey()
  for (let n = 0; n < 50; n++) await create(`alias/many-${n}`, KeyId)
  await assert.rejects(create('alias/many-50', KeyId), { name: 'LimitExceededException' })
})

test('a permission on the alias and one on the key', async () => {
  const [onAlias, onKey] = [
    { Action: 'kms:CreateAlias', Resource: arnOf('alias/*') },
    { Action: 'kms:CreateAlias', Resource: key.Arn },
  ]
  const both = await user('both', allowAll(onAlias, onKey))
  await both.clients.kms.send(new CreateAliasCommand({ AliasName: 'alias/both', TargetKeyId: key.KeyId }))
  for (const [name, statement, missing] of [
    ['only-alias', onAlias, key.Arn],
    ['only-key', onKey, arnOf('alias/half')],
  ] as const) {
    const half = await user(name, allowAll(statement))
    await assert.rejects(half.clients.kms.send(new CreateAliasCommand({ AliasName: 'alias/half', TargetKeyId: key.KeyId })), {
      name: 'AccessDeniedException',
      message: new RegExp(`kms:CreateAlias on resource: ${missing} `),
    })
  }
})
