import type { GetContextKeysForPolicyResponse, GetContextKeysForPrincipalPolicyRequest } from '@aws-sdk/client-iam'
import type { Context, Operation } from '../../../operation.ts'
import { invalidInput } from '../errors.ts'
import { findGroup } from '../group/find-group.ts'
import * as groups from '../group/group.store.ts'
import { defaultDocument } from '../policy/find-policy.ts'
import { attached, type Holder, inline } from '../principal/principal-policies.store.ts'
import { findRole } from '../role/find-role.ts'
import { parseRoleArn } from '../role/role.ts'
import { findUser } from '../user/find-user.ts'
import { userNameOf } from '../user/user.ts'
import { contextKeyNames } from './context-keys.ts'

/** The user, group or role with this ARN; a user with its groups. Throws InvalidInput or NoSuchEntity. */
function holders(ctx: Context, arn: string): Holder[] {
  const { account } = ctx
  const role = parseRoleArn(arn)
  if (role) return [{ account, kind: 'role', name: findRole(ctx, role.name).name }]
  const user = userNameOf(arn)
  if (user !== undefined) {
    const { name } = findUser(ctx, user)
    return [{ account, kind: 'user', name }, ...groups.ofUser(ctx.db, account, name).map((group): Holder => ({ account, kind: 'group', name: group.name }))]
  }
  const group = /^arn:aws:iam::\d{12}:group\/(?:[\x21-\x7e]+\/)?([\w+=,.@-]{1,128})$/.exec(arn)?.[1]
  if (group === undefined) throw invalidInput(`Invalid Entity Arn: ${arn} does not clearly define entity type and name.`)
  return [{ account, kind: 'group', name: findGroup(ctx, group).name }]
}

export const getContextKeysForPrincipalPolicy: Operation<GetContextKeysForPrincipalPolicyRequest, GetContextKeysForPolicyResponse> = (input, ctx) => {
  const own = holders(ctx, input.PolicySourceArn).flatMap((holder) => [
    ...attached(ctx.db, holder).flatMap((arn) => defaultDocument(ctx.db, arn) ?? []),
    ...inline(ctx.db, holder).map(({ document }) => document),
  ])
  return { ContextKeyNames: contextKeyNames([...own, ...(input.PolicyInputList ?? [])]) }
}
