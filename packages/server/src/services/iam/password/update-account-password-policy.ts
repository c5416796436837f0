import type { UpdateAccountPasswordPolicyRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import * as policies from './password-policy.store.ts'
import { emptyPolicy } from './password-policy.ts'

/** Nothing of the policy before stays: what the request leaves out goes back to its default, as on AWS. */
export const updateAccountPasswordPolicy: Operation<UpdateAccountPasswordPolicyRequest, Record<string, never>> = (input, ctx) => {
  policies.put(ctx.db, ctx.account, {
    minimumLength: input.MinimumPasswordLength ?? emptyPolicy.minimumLength,
    symbols: input.RequireSymbols ?? emptyPolicy.symbols,
    numbers: input.RequireNumbers ?? emptyPolicy.numbers,
    upper: input.RequireUppercaseCharacters ?? emptyPolicy.upper,
    lower: input.RequireLowercaseCharacters ?? emptyPolicy.lower,
    mayChange: input.AllowUsersToChangePassword ?? emptyPolicy.mayChange,
    maxAgeDays: input.MaxPasswordAge,
    reusePrevention: input.PasswordReusePrevention,
    hardExpiry: input.HardExpiry ?? emptyPolicy.hardExpiry,
  })
  return {}
}
