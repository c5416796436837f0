import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DeleteSecretCommand } from '@aws-sdk/client-secrets-manager'
import { fails, startRoom } from './room.ts'

const { secrets, create, describe } = await startRoom()

test('all but the value; a secret that is to be deleted is described too', async () => {
  const made = await create('s', { Description: 'd', Tags: [{ Key: 'k', Value: 'v' }] })
  const { $metadata: _, CreatedDate, LastChangedDate, ...described } = await describe('s')
  assert.deepEqual(described, {
    ARN: made.ARN,
    Name: 's',
    Description: 'd',
    Tags: [{ Key: 'k', Value: 'v' }],
    VersionIdsToStages: { [made.VersionId as string]: ['AWSCURRENT'] },
  })
  assert.deepEqual(CreatedDate, LastChangedDate)
  await secrets.send(new DeleteSecretCommand({ SecretId: 's' }))
  assert.ok((await describe('s')).DeletedDate instanceof Date)
  await fails(describe('nope'), 'ResourceNotFoundException')
  await fails(describe(`${(made.ARN as string).slice(0, -6)}abcdef`), 'ResourceNotFoundException')
})
