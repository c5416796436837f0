import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ListSecretVersionIdsCommand, PutSecretValueCommand } from '@aws-sdk/client-secrets-manager'
import { fails, startRoom, token } from './room.ts'

const { secrets, create } = await startRoom()

test('labelled versions, all versions, pages', async () => {
  const made = await create('s', { ClientRequestToken: token('1') })
  for (const letter of ['2', '3']) await secrets.send(new PutSecretValueCommand({ SecretId: 's', SecretString: letter, ClientRequestToken: token(letter) }))
  const look = (more: object = {}) => secrets.send(new ListSecretVersionIdsCommand({ SecretId: 's', ...more }))
  const { ARN, Name, Versions } = await look()
  assert.deepEqual([ARN, Name], [made.ARN, 's'])
  assert.deepEqual(
    Versions?.map(({ VersionId, VersionStages, KmsKeyIds }) => [VersionId, VersionStages, KmsKeyIds]),
    [
      [token('2'), ['AWSPREVIOUS'], ['DefaultEncryptionKey']],
      [token('3'), ['AWSCURRENT'], ['DefaultEncryptionKey']],
    ],
  )
  const first = await look({ IncludeDeprecated: true, MaxResults: 2 })
  const second = await look({ IncludeDeprecated: true, MaxResults: 2, NextToken: first.NextToken })
  assert.deepEqual(
    [...(first.Versions ?? []), ...(second.Versions ?? [])].map(({ VersionId }) => VersionId),
    [token('1'), token('2'), token('3')],
  )
  await fails(look({ SecretId: 'nope' }), 'ResourceNotFoundException')
})
