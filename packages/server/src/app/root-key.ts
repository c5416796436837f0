/** The root's access key: random, made at the first start, kept with all other keys. */
import { accessKeyId, secretAccessKey } from '../lib/ids.ts'
import * as accessKeys from '../services/iam/access-key/access-key.store.ts'
import type { AccessKeyRecord } from '../services/iam/access-key/access-key.ts'
import type { Store } from '../store/store.ts'

/** The root's newest active key; a new one when it has none (someone may have deleted it: then a restart is the way back in). */
export function rootKey(store: Store, account: string, now: Date): AccessKeyRecord {
  return store.transact(() => {
    const known = accessKeys.ofUser(store.db, account, undefined).findLast((key) => key.status === 'Active')
    if (known) return known
    const key: AccessKeyRecord = {
      id: accessKeyId('AKIA', account),
      account,
      userName: undefined,
      secret: secretAccessKey(),
      status: 'Active',
      createdAt: now,
      lastUsed: undefined,
    }
    accessKeys.insert(store.db, key)
    return key
  })
}
