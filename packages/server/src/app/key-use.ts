/** When a long-term key was last used, for GetAccessKeyLastUsed: written now and then, so that reading stays reading. */
import type { Request } from '../dispatcher.ts'
import { setLastUsed } from '../services/iam/access-key/access-key.store.ts'
import type { Store } from '../store/store.ts'

const WRITE_EVERY_MS = 5 * 60_000

export interface KeyUse {
  note(request: Request, now: Date): void
}

export function createKeyUse(store: Store): KeyUse {
  const writtenAt = new Map<string, number>()
  return {
    note({ call, service, region }, now) {
      const id = call.accessKeyId
      if (!id.startsWith('AKIA') || now.getTime() - (writtenAt.get(id) ?? 0) < WRITE_EVERY_MS) return
      writtenAt.set(id, now.getTime())
      setLastUsed(store.db, id, now, service, region)
    },
  }
}
