import type { Database } from '../../../operation.ts'
import { attachmentCount } from '../principal/principal-policies.store.ts'
import * as roles from '../role/role.store.ts'
import * as users from '../user/user.store.ts'
import type { PolicyUses } from './policy.ts'

export const policyUses = (db: Database, account: string, arn: string): PolicyUses => ({
  attachments: attachmentCount(db, account, arn),
  boundaries: users.boundedBy(db, account, arn).length + roles.boundedBy(db, account, arn).length,
})
