import type { GetAccountPasswordPolicyResponse } from '@aws-sdk/client-iam'
import type { Operation, OperationFile } from '../../../operation.ts'
import { noSuchEntity } from '../errors.ts'
import * as policies from './password-policy.store.ts'

export const noPasswordPolicy = (account: string) => noSuchEntity(`The Password Policy with domain name ${account} cannot be found.`)

/** Whoever may change their own password may know what it must look like. */
export const authorizes: OperationFile['authorizes'] = (_input, ctx) =>
  ctx.call.principal.kind === 'user' && policies.find(ctx.db, ctx.account)?.mayChange ? [] : [{ action: 'iam:GetAccountPasswordPolicy', resource: '*' }]

export const getAccountPasswordPolicy: Operation<Record<string, never>, GetAccountPasswordPolicyResponse> = (_input, ctx) => {
  const policy = policies.find(ctx.db, ctx.account)
  if (!policy) throw noPasswordPolicy(ctx.account)
  return {
    PasswordPolicy: {
      MinimumPasswordLength: policy.minimumLength,
      RequireSymbols: policy.symbols,
      RequireNumbers: policy.numbers,
      RequireUppercaseCharacters: policy.upper,
      RequireLowercaseCharacters: policy.lower,
      AllowUsersToChangePassword: policy.mayChange,
      ExpirePasswords: policy.maxAgeDays !== undefined,
      ...(policy.maxAgeDays === undefined ? {} : { MaxPasswordAge: policy.maxAgeDays }),
      ...(policy.reusePrevention === undefined ? {} : { PasswordReusePrevention: policy.reusePrevention }),
      HardExpiry: policy.hardExpiry,
    },
  }
}
