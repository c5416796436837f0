/** A key's material: random bytes that lie in the database only wrapped, and leave this room never. A rotated key keeps the older ones to decrypt with. */
import { randomBytes } from 'node:crypto'
import type { Context } from '../../../operation.ts'
import { MS_PER_DAY } from '../limits.ts'
import * as keys from './key.store.ts'
import type { Key } from './key.ts'
import { materialBytes } from './key-spec.ts'

type Need = Pick<Context, 'db' | 'now' | 'vault'>

/** What the wrapped bytes are bound to: material of one key cannot be put in another's place. */
const nameOf = (key: Key, number: number) => `${key.arn} ${number}`

const ID_BYTES = 32

/** Makes the next material; from now on the key encrypts with it. */
export function newMaterial({ db, now, vault }: Need, key: Key, madeBy: keys.Material['madeBy'], madeAt: Date = now): keys.Material {
  const number = (keys.materials(db, key).at(-1)?.number ?? 0) + 1
  const material: keys.Material = {
    number,
    id: randomBytes(ID_BYTES).toString('hex'),
    wrapped: vault.wrap(randomBytes(materialBytes(key.spec)), nameOf(key, number)),
    madeAt,
    madeBy,
  }
  keys.putMaterial(db, key, material)
  return material
}

/** Automatic rotation happens when somebody looks: the key as it is after all rotations that are due. */
export function rotatedKey(need: Need, key: Key): Key {
  const { rotation } = key
  if (!rotation || key.deletionAt || !key.enabled || rotation.nextAt > need.now) return key
  newMaterial(need, key, 'AUTOMATIC', rotation.nextAt)
  const periodMs = rotation.periodDays * MS_PER_DAY
  const missed = Math.floor((need.now.getTime() - rotation.nextAt.getTime()) / periodMs)
  const rotated = { ...key, rotation: { ...rotation, nextAt: new Date(rotation.nextAt.getTime() + (missed + 1) * periodMs) } }
  keys.put(need.db, rotated)
  return rotated
}

export interface OpenMaterial {
  readonly number: number
  readonly id: string
  readonly bytes: Buffer
}

function open({ vault }: Need, key: Key, { number, id, wrapped }: keys.Material): OpenMaterial {
  return { number, id, bytes: vault.unwrap(wrapped, nameOf(key, number)) }
}

/** The material that the key encrypts with now. */
export function currentMaterial(need: Need, key: Key): OpenMaterial {
  rotatedKey(need, key)
  return open(need, key, keys.materials(need.db, key).at(-1) as keys.Material)
}

/** The material of that number, if the key has it. */
export function materialOf(need: Need, key: Key, number: number): OpenMaterial | undefined {
  const material = keys.findMaterial(need.db, key, number)
  return material && open(need, key, material)
}

/** The id of the material that encrypts now, as DescribeKey tells it. */
export const currentMaterialId = ({ db }: Pick<Need, 'db'>, key: Key): string | undefined => keys.materials(db, key).at(-1)?.id
