/** Deletes KMS's keys whose waiting period is over. From that moment nothing finds them any more; this takes their material out of the database too. */
import type { Clock } from '../lib/clock.ts'
import { deleteDueKeys } from '../services/kms/key/delete-due-keys.ts'
import type { Store } from '../store/store.ts'
import * as tags from '../store/tags.store.ts'

const EVERY_MS = 3_600_000

export interface KeyDeletionParts {
  readonly store: Store
  readonly clock: Clock
  log(line: string): void
}

export interface KeyDeletion {
  /** Deletes what is due. */
  now(): void
  stop(): void
}

/** Once at the start, then every hour. */
export function deleteKeysRegularly({ store, clock, log }: KeyDeletionParts): KeyDeletion {
  const now = () =>
    store.transact(() => {
      for (const { arn } of deleteDueKeys(store.db, clock.now())) tags.drop(store.db, arn)
    })
  const timer = setInterval(() => {
    try {
      now()
    } catch (error) {
      log(`kms: ${error instanceof Error ? error.stack : String(error)}`)
    }
  }, EVERY_MS)
  now()
  return { now, stop: () => clearInterval(timer) }
}
