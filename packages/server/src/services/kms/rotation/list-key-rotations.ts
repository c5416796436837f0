import type { ListKeyRotationsRequest, ListKeyRotationsResponse, RotationsListEntry } from '@aws-sdk/client-kms'
import type { Operation } from '../../../operation.ts'
import * as keys from '../key/key.store.ts'
import type { Key } from '../key/key.ts'
import { kmsLimits } from '../limits.ts'
import { after, pageOf } from '../page.ts'
import { mustRotate } from './rotation.ts'

const entry = ({ arn }: Key, material: keys.Material, last: number): RotationsListEntry => ({
  KeyId: arn,
  KeyMaterialId: material.id,
  KeyMaterialState: material.number === last ? 'CURRENT' : 'NON_CURRENT',
  ...(material.madeBy !== 'CREATION' && { RotationDate: material.madeAt, RotationType: material.madeBy }),
})

/** Materials that rotation made; with ALL_KEY_MATERIAL the first one too. */
export const listKeyRotations: Operation<ListKeyRotationsRequest, ListKeyRotationsResponse> = (input, ctx) => {
  const key = mustRotate(ctx, input.KeyId)
  const limit = input.Limit ?? kmsLimits.pageDefault
  const from = Number(after(input) || 0)
  const all = keys.materials(ctx.db, key)
  const wanted = all.filter(({ number, madeBy }) => number > from && (madeBy !== 'CREATION' || input.IncludeKeyMaterial === 'ALL_KEY_MATERIAL'))
  const { items, members } = pageOf(wanted, limit, ({ number }) => String(number))
  return { Rotations: items.map((material) => entry(key, material, all.length)), ...members }
}
