import type {
  EntityType,
  GetAccountAuthorizationDetailsRequest,
  GetAccountAuthorizationDetailsResponse,
  GroupDetail,
  ManagedPolicyDetail,
  RoleDetail,
  UserDetail,
} from '@aws-sdk/client-iam'
import type { Context, Operation } from '../../../operation.ts'
import * as groups from '../group/group.store.ts'
import { describeGroup, type GroupRecord } from '../group/group.ts'
import { withRole } from '../instance-profile/find-instance-profile.ts'
import * as profiles from '../instance-profile/instance-profile.store.ts'
import { managedPolicies } from '../managed/managed-policies.ts'
import { pageOfList } from '../page.ts'
import { findPolicy, versionsOf } from '../policy/find-policy.ts'
import * as policies from '../policy/policy.store.ts'
import { describePolicy, describeVersion, type PolicyRecord } from '../policy/policy.ts'
import { policyUses } from '../policy/policy-uses.ts'
import { attached, type Holder, inline } from '../principal/principal-policies.store.ts'
import * as roles from '../role/role.store.ts'
import { describeLastUsed, describeRole, type RoleRecord } from '../role/role.ts'
import * as users from '../user/user.store.ts'
import { describeUser, type UserRecord } from '../user/user.ts'

const EVERYONE = -1

const boundary = (arn: string | undefined) =>
  arn === undefined ? {} : { PermissionsBoundary: { PermissionsBoundaryType: 'Policy' as never, PermissionsBoundaryArn: arn } }

const attachedPolicies = (ctx: Context, holder: Holder) => attached(ctx.db, holder).map((arn) => ({ PolicyName: findPolicy(ctx.db, arn).name, PolicyArn: arn }))

const inlinePolicies = (ctx: Context, holder: Holder) =>
  inline(ctx.db, holder).map(({ name, document }) => ({ PolicyName: name, PolicyDocument: encodeURIComponent(document) }))

function userDetail(ctx: Context, user: UserRecord): UserDetail {
  const holder: Holder = { account: ctx.account, kind: 'user', name: user.name }
  return {
    ...describeUser(user),
    UserPolicyList: inlinePolicies(ctx, holder),
    GroupList: groups.ofUser(ctx.db, ctx.account, user.name).map(({ name }) => name),
    AttachedManagedPolicies: attachedPolicies(ctx, holder),
    ...boundary(user.boundaryArn),
    Tags: ctx.tags.of(user.arn),
  }
}

function groupDetail(ctx: Context, group: GroupRecord): GroupDetail {
  const holder: Holder = { account: ctx.account, kind: 'group', name: group.name }
  return { ...describeGroup(group), GroupPolicyList: inlinePolicies(ctx, holder), AttachedManagedPolicies: attachedPolicies(ctx, holder) }
}

function roleDetail(ctx: Context, role: RoleRecord): RoleDetail {
  const holder: Holder = { account: ctx.account, kind: 'role', name: role.name }
  const { Description: _, MaxSessionDuration: __, ...described } = describeRole(role)
  return {
    ...described,
    InstanceProfileList: profiles.ofRole(ctx.db, ctx.account, role.name).map((profile) => withRole(ctx, profile)),
    RolePolicyList: inlinePolicies(ctx, holder),
    AttachedManagedPolicies: attachedPolicies(ctx, holder),
    ...boundary(role.boundaryArn),
    Tags: ctx.tags.of(role.arn),
    RoleLastUsed: describeLastUsed(roles.lastUsed(ctx.db, ctx.account, role.name)),
  }
}

function policyDetail(ctx: Context, policy: PolicyRecord): ManagedPolicyDetail {
  const versions = versionsOf(ctx.db, policy.arn).map((version) => describeVersion(version, policy.defaultVersion, true))
  return { ...describePolicy(policy, policyUses(ctx.db, ctx.account, policy.arn)), PolicyVersionList: versions }
}

/** Of AWS's own policies those that the account uses. */
function usedManaged(ctx: Context): PolicyRecord[] {
  return managedPolicies().filter(({ arn }) => {
    const { attachments, boundaries } = policyUses(ctx.db, ctx.account, arn)
    return attachments + boundaries > 0
  })
}

type Entry = { readonly key: string; readonly kind: EntityType; readonly describe: () => GroupDetail | ManagedPolicyDetail | RoleDetail | UserDetail }

/** Everything in one order, so that pages can cut it anywhere: keys begin with a digit for the kind. */
function entries(ctx: Context): Entry[] {
  const { db, account } = ctx
  return [
    ...users.list(db, account, '/', '', EVERYONE).map((user): Entry => ({ key: `1${user.name}`, kind: 'User', describe: () => userDetail(ctx, user) })),
    ...groups.list(db, account, '/', '', EVERYONE).map((group): Entry => ({ key: `2${group.name}`, kind: 'Group', describe: () => groupDetail(ctx, group) })),
    ...roles.list(db, account, '/', '', EVERYONE).map((role): Entry => ({ key: `3${role.name}`, kind: 'Role', describe: () => roleDetail(ctx, role) })),
    ...policies.list(db, account).map((policy): Entry => ({ key: `4${policy.arn}`, kind: 'LocalManagedPolicy', describe: () => policyDetail(ctx, policy) })),
    ...usedManaged(ctx).map((policy): Entry => ({ key: `5${policy.arn}`, kind: 'AWSManagedPolicy', describe: () => policyDetail(ctx, policy) })),
  ].sort((one, other) => (one.key < other.key ? -1 : 1))
}

export const getAccountAuthorizationDetails: Operation<GetAccountAuthorizationDetailsRequest, GetAccountAuthorizationDetailsResponse> = (input, ctx) => {
  const wanted = input.Filter?.length ? new Set<string>(input.Filter) : undefined
  const all = entries(ctx).filter(({ kind }) => !wanted || wanted.has(kind))
  const { items, rest } = pageOfList(input, ({ key }) => key, all)
  const of = <Detail>(...kinds: EntityType[]) => items.filter(({ kind }) => kinds.includes(kind)).map(({ describe }) => describe() as Detail)
  return {
    UserDetailList: of<UserDetail>('User'),
    GroupDetailList: of<GroupDetail>('Group'),
    RoleDetailList: of<RoleDetail>('Role'),
    Policies: of<ManagedPolicyDetail>('LocalManagedPolicy', 'AWSManagedPolicy'),
    ...rest,
  }
}
