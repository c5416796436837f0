import type { CreateRoleRequest, CreateRoleResponse } from '@aws-sdk/client-iam'
import { iamId } from '../../../lib/ids.ts'
import type { Operation } from '../../../operation.ts'
import { checkTrustDocument } from '../documents.ts'
import { alreadyExists, limitExceeded } from '../errors.ts'
import { limits } from '../limits.ts'
import { checkBoundary } from '../policy/find-policy.ts'
import { setTags } from '../tags.ts'
import * as roles from './role.store.ts'
import { DEFAULT_MAX_SESSION_SECONDS, describeRole, type RoleRecord, roleArn } from './role.ts'

export const createRole: Operation<CreateRoleRequest, CreateRoleResponse> = (input, ctx) => {
  const path = input.Path ?? '/'
  if (roles.find(ctx.db, ctx.account, input.RoleName)) throw alreadyExists(`Role with name ${input.RoleName} already exists.`)
  checkTrustDocument(input.AssumeRolePolicyDocument)
  if (input.PermissionsBoundary !== undefined) checkBoundary(ctx.db, input.PermissionsBoundary)
  if (roles.count(ctx.db, ctx.account) >= limits.rolesPerAccount) throw limitExceeded(`Cannot exceed quota for RolesPerAccount: ${limits.rolesPerAccount}`)
  const role: RoleRecord = {
    name: input.RoleName,
    path,
    arn: roleArn(ctx.account, path, input.RoleName),
    id: iamId('AROA'),
    createdAt: ctx.now,
    trustPolicy: input.AssumeRolePolicyDocument,
    description: input.Description,
    maxSessionSeconds: input.MaxSessionDuration ?? DEFAULT_MAX_SESSION_SECONDS,
    boundaryArn: input.PermissionsBoundary,
  }
  roles.insert(ctx.db, ctx.account, role)
  setTags(ctx, role.arn, input.Tags)
  ctx.wake(role.arn)
  return { Role: { ...describeRole(role), ...(input.Tags?.length ? { Tags: input.Tags } : {}) } }
}
