/** Keys whose waiting period is over, with all that belongs to them. */
import type { Database } from '../../../operation.ts'
import * as aliases from '../alias/alias.store.ts'
import * as grants from '../grant/grant.store.ts'
import * as keys from './key.store.ts'
import type { Key } from './key.ts'

/** What was deleted. Inside a transaction. Their tags, which are no table of this room, are the caller's to drop. */
export function deleteDueKeys(db: Database, now: Date): readonly Key[] {
  const due = keys.due(db, now)
  for (const key of due) {
    aliases.removeOfKey(db, key, key.id)
    grants.removeOfKey(db, key, key.id)
    keys.remove(db, key)
  }
  return due
}
