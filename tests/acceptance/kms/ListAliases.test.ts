import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateAliasCommand, DescribeKeyCommand, ListAliasesCommand, paginateListAliases } from '@aws-sdk/client-kms'
import { arnOf, startRoom, UNKNOWN_ID } from './room.ts'

const { kms, createKey } = await startRoom()

test('AWS’s own aliases are there before their keys; one’s own beside them, in pages', async () => {
  const { KeyId } = await createKey()
  for (const AliasName of ['alias/b', 'alias/a']) await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyId }))
  const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/s3' }))
  const listed = []
  for await (const { Aliases = [] } of paginateListAliases({ client: kms, pageSize: 2 }, {})) {
    assert.ok(Aliases.length <= 2)
    listed.push(...Aliases)
  }
  assert.deepEqual(
    listed.map(({ AliasName, AliasArn, TargetKeyId }) => [AliasName, AliasArn, TargetKeyId]),
    [
      ['alias/a', arnOf('alias/a'), KeyId],
      ['alias/aws/s3', arnOf('alias/aws/s3'), KeyMetadata?.KeyId],
      ['alias/aws/sagemaker', arnOf('alias/aws/sagemaker'), undefined],
      ['alias/aws/secretsmanager', arnOf('alias/aws/secretsmanager'), undefined],
      ['alias/b', arnOf('alias/b'), KeyId],
    ],
  )
  assert.ok(listed[0]?.CreationDate instanceof Date && listed[0].LastUpdatedDate instanceof Date)
  const { Aliases } = await kms.send(new ListAliasesCommand({ KeyId }))
  assert.deepEqual(
    Aliases?.map(({ AliasName }) => AliasName),
    ['alias/a', 'alias/b'],
  )
})

test('of a key that is not there; a marker that no page gave', async () => {
  await assert.rejects(kms.send(new ListAliasesCommand({ KeyId: UNKNOWN_ID })), { name: 'NotFoundException' })
  await assert.rejects(kms.send(new ListAliasesCommand({ Marker: 'x' })), { name: 'InvalidMarkerException' })
})
