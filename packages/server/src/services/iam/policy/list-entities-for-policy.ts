import type { ListEntitiesForPolicyRequest, ListEntitiesForPolicyResponse } from '@aws-sdk/client-iam'
import type { Context, Operation } from '../../../operation.ts'
import * as groups from '../group/group.store.ts'
import { pageOfList } from '../page.ts'
import { attachments, type PrincipalKind } from '../principal/principal-policies.store.ts'
import * as roles from '../role/role.store.ts'
import * as users from '../user/user.store.ts'
import { findPolicy } from './find-policy.ts'

interface Entity {
  readonly kind: PrincipalKind
  readonly name: string
  readonly id: string
  readonly path: string
}

const stores = { user: users.find, role: roles.find, group: groups.find } as const

function entities(ctx: Context, arn: string, usage: string | undefined): Entity[] {
  const { db, account } = ctx
  const having = usage === 'PermissionsBoundary' ? [] : attachments(db, account, arn)
  const bounded =
    usage === 'PermissionsPolicy'
      ? []
      : [
          ...users.boundedBy(db, account, arn).map(({ name }) => ({ kind: 'user' as const, name })),
          ...roles.boundedBy(db, account, arn).map(({ name }) => ({ kind: 'role' as const, name })),
        ]
  // Whoever has the policy twice, attached and as its boundary, is one entity.
  const names = new Map([...having, ...bounded].map((entity) => [`${entity.kind}/${entity.name}`, entity]))
  return [...names.values()].flatMap(({ kind, name }) => {
    const found = stores[kind](db, account, name)
    return found ? [{ kind, name: found.name, id: found.id, path: found.path }] : []
  })
}

const kindOf: Readonly<Record<string, PrincipalKind>> = { User: 'user', Role: 'role', Group: 'group' }

export const listEntitiesForPolicy: Operation<ListEntitiesForPolicyRequest, ListEntitiesForPolicyResponse> = (input, ctx) => {
  const { arn } = findPolicy(ctx.db, input.PolicyArn)
  const filter = input.EntityFilter === undefined ? undefined : kindOf[input.EntityFilter]
  const all = entities(ctx, arn, input.PolicyUsageFilter)
    // The other filters name kinds of policies, which have no policies.
    .filter(({ kind }) => input.EntityFilter === undefined || kind === filter)
    .filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'))
    .sort((one, other) => (`${one.kind}/${one.name}` < `${other.kind}/${other.name}` ? -1 : 1))
  const { items, rest } = pageOfList(input, ({ kind, name }) => `${kind}/${name}`, all)
  const of = (wanted: PrincipalKind) => items.filter(({ kind }) => kind === wanted)
  return {
    PolicyGroups: of('group').map(({ name, id }) => ({ GroupName: name, GroupId: id })),
    PolicyUsers: of('user').map(({ name, id }) => ({ UserName: name, UserId: id })),
    PolicyRoles: of('role').map(({ name, id }) => ({ RoleName: name, RoleId: id })),
    ...rest,
  }
}
