/** What IAM's own calls are about: its ARNs hold paths, which requests rarely name. */
import { type Asked, type Demand, type ServiceAccess, text } from '../../access.ts'
import type { Database } from '../../operation.ts'
import * as groups from './group/group.store.ts'
import * as profiles from './instance-profile/instance-profile.store.ts'
import * as roles from './role/role.store.ts'
import * as users from './user/user.store.ts'
import { userNameOf } from './user/user.ts'

/** Path and name, as they stand in an ARN behind `role/`. */
const withPath = (path: string | undefined, name: string): string => `${(path ?? '/').slice(1)}${name}`

/** What is made has the path of the request; what is there has its own. */
const pathOf = ({ operation, input }: Asked, existing: { readonly path: string } | undefined) =>
  operation.startsWith('Create') ? text(input.Path) : existing?.path

function roleName(asked: Asked): string | undefined {
  const name = text(asked.input.RoleName)
  return name && withPath(pathOf(asked, roles.find(asked.ctx.db, asked.ctx.account, name)), name)
}

/** Without a name, most calls about a user are about the caller. */
function userName(asked: Asked): string | undefined {
  const { input, ctx } = asked
  const own = ctx.call.principal.kind === 'user' ? userNameOf(ctx.call.principal.arn) : undefined
  const name = text(input.UserName) ?? (text(input.PolicySourceArn) ? undefined : own)
  return name && withPath(pathOf(asked, users.find(ctx.db, ctx.account, name)), name)
}

const named =
  (member: string) =>
  ({ input }: Asked): string | undefined => {
    const name = text(input[member])
    return name && withPath(text(input.Path), name)
  }

/** Groups and instance profiles. */
const existing =
  (member: string, find: (db: Database, account: string, name: string) => { readonly path: string } | undefined) =>
  (asked: Asked): string | undefined => {
    const name = text(asked.input[member])
    return name && withPath(pathOf(asked, find(asked.ctx.db, asked.ctx.account, name)), name)
  }

/** The boundary that the call sets, or that the role or user has whose policies it changes. */
function boundaryOf({ input, ctx }: Asked): string | undefined {
  const role = text(input.RoleName)
  const user = text(input.UserName)
  const set = text(input.PermissionsBoundary)
  if (set) return set
  if (role) return roles.find(ctx.db, ctx.account, role)?.boundaryArn
  return user && users.find(ctx.db, ctx.account, user)?.boundaryArn
}

const TAGGING: Readonly<Record<string, string>> = {
  CreateRole: 'iam:TagRole',
  CreateUser: 'iam:TagUser',
  CreatePolicy: 'iam:TagPolicy',
  CreateInstanceProfile: 'iam:TagInstanceProfile',
  CreateVirtualMFADevice: 'iam:TagMFADevice',
}

/** What is made with tags is tagged too, which is an action of its own. */
function* also({ operation, input }: Asked, resource: string): Iterable<Demand> {
  const action = TAGGING[operation]
  if (action && Array.isArray(input.Tags) && input.Tags.length > 0) yield { action, resource }
}

const listOf =
  (type: string) =>
  ({ ctx }: Asked) =>
    `arn:aws:iam::${ctx.account}:${type}/`

export const access: ServiceAccess = {
  resources: {
    ListGroups: listOf('group'),
    ListInstanceProfiles: listOf('instance-profile'),
    ListPolicies: listOf('policy'),
    ListRoles: listOf('role'),
    ListUsers: listOf('user'),
  },
  variables: {
    RoleNameWithPath: roleName,
    UserNameWithPath: userName,
    GroupNameWithPath: existing('GroupName', groups.find),
    InstanceProfileNameWithPath: existing('InstanceProfileName', profiles.find),
    MfaTokenIdWithPath: named('VirtualMFADeviceName'),
    PolicyNameWithPath: (asked) => (asked.operation === 'CreatePolicy' ? named('PolicyName')(asked) : undefined),
  },
  also,
  key(key, asked) {
    const { input } = asked
    const values = {
      'iam:policyarn': () => text(input.PolicyArn),
      'iam:permissionsboundary': () => boundaryOf(asked),
      'iam:awsservicename': () => text(input.AWSServiceName),
    }[key]
    const value = values?.()
    return value === undefined ? undefined : [value]
  },
}
