import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ListKeyRotationsCommand, paginateListKeyRotations, RotateKeyOnDemandCommand } from '@aws-sdk/client-kms'
import { startRoom, UNKNOWN_ID } from './room.ts'

const { kms, createKey } = await startRoom()

test('one entry a rotation; with all material the first one too', async () => {
  const { KeyId, Arn, CurrentKeyMaterialId } = await createKey()
  assert.deepEqual((await kms.send(new ListKeyRotationsCommand({ KeyId }))).Rotations, [])
  for (let n = 0; n < 3; n++) await kms.send(new RotateKeyOnDemandCommand({ KeyId }))
  const pages = []
  for await (const { Rotations = [] } of paginateListKeyRotations({ client: kms, pageSize: 2 }, { KeyId })) pages.push(Rotations)
  assert.deepEqual(
    pages.map((page) => page.length),
    [2, 1],
  )
  for (const rotation of pages.flat())
    assert.deepEqual([rotation.KeyId, rotation.RotationType, rotation.RotationDate instanceof Date], [Arn, 'ON_DEMAND', true])
  const { Rotations = [] } = await kms.send(new ListKeyRotationsCommand({ KeyId, IncludeKeyMaterial: 'ALL_KEY_MATERIAL' }))
  assert.deepEqual(
    Rotations.map(({ KeyMaterialState }) => KeyMaterialState),
    ['NON_CURRENT', 'NON_CURRENT', 'NON_CURRENT', 'CURRENT'],
  )
  assert.deepEqual([Rotations[0]?.KeyMaterialId, Rotations[0]?.RotationDate], [CurrentKeyMaterialId, undefined])
  await assert.rejects(kms.send(new ListKeyRotationsCommand({ KeyId: UNKNOWN_ID })), { name: 'NotFoundException' })
})
