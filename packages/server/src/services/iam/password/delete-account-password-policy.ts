import type { Operation } from '../../../operation.ts'
import { noPasswordPolicy } from './get-account-password-policy.ts'
import * as policies from './password-policy.store.ts'

export const deleteAccountPasswordPolicy: Operation<Record<string, never>, Record<string, never>> = (_input, ctx) => {
  if (!policies.remove(ctx.db, ctx.account)) throw noPasswordPolicy(ctx.account)
  return {}
}
