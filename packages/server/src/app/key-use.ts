/** When a long-term key or a role was last used, for GetAccessKeyLastUsed and GetRole: written now and then, so that reading stays reading. */
import type { Request } from '../dispatcher.ts'
import { setLastUsed } from '../services/iam/access-key/access-key.store.ts'
import * as roles from '../services/iam/role/role.store.ts'
import { parseRoleArn } from '../services/iam/role/role.ts'
import type { Store } from '../store/store.ts'

const WRITE_EVERY_MS = 5 * 60_000
/** Keys and roles whose last writing is remembered; then all are forgotten, which costs a write each. */
const MAX_REMEMBERED = 10_000
/** IAM's calls have no region; they are made in this one. */
const GLOBAL = 'aws-global'

export interface KeyUse {
  note(request: Request, now: Date): void
}

export function createKeyUse(store: Store): KeyUse {
  const writtenAt = new Map<string, number>()
  return {
    note({ call, service, region }, now) {
      const { roleArn } = call.principal
      const used = roleArn === undefined ? call.accessKeyId : `${roleArn} ${call.principal.userId.split(':')[0]}`
      if ((roleArn === undefined && !used.startsWith('AKIA')) || now.getTime() - (writtenAt.get(used) ?? 0) < WRITE_EVERY_MS) return
      if (writtenAt.size >= MAX_REMEMBERED) writtenAt.clear()
      writtenAt.set(used, now.getTime())
      const role = roleArn === undefined ? undefined : parseRoleArn(roleArn)
      if (role) roles.setLastUsed(store.db, role.account, role.name, { at: now, region: region === GLOBAL ? 'us-east-1' : region })
      else setLastUsed(store.db, call.accessKeyId, now, service, region)
    },
  }
}
