import type { CreateServiceLinkedRoleRequest, CreateServiceLinkedRoleResponse } from '@aws-sdk/client-iam'
import { iamId } from '../../../lib/ids.ts'
import type { Operation } from '../../../operation.ts'
import { invalidInput } from '../errors.ts'
import * as roles from '../role/role.store.ts'
import { DEFAULT_MAX_SESSION_SECONDS, describeRole, type RoleRecord, roleArn } from '../role/role.ts'
import { servicePath, templateOf, trustOf } from './service-linked-role.ts'

/** Its policies are AWS's own and not known here: the role has none. */
export const createServiceLinkedRole: Operation<CreateServiceLinkedRoleRequest, CreateServiceLinkedRoleResponse> = (input, ctx) => {
  const service = input.AWSServiceName
  const template = templateOf(service)
  if (!template) throw invalidInput(`Kenja knows no service-linked role of ${service}.`)
  if (input.CustomSuffix !== undefined && !template.suffix) throw invalidInput(`Custom suffix is not allowed for ${service}`)
  const name = input.CustomSuffix === undefined ? template.name : `${template.name}_${input.CustomSuffix}`
  if (roles.find(ctx.db, ctx.account, name)) throw invalidInput(`Service role name ${name} has been taken in this account, please try a different suffix.`)
  const path = servicePath(service)
  const role: RoleRecord = {
    name,
    path,
    arn: roleArn(ctx.account, path, name),
    id: iamId('AROA'),
    createdAt: ctx.now,
    trustPolicy: trustOf(service),
    description: input.Description,
    maxSessionSeconds: DEFAULT_MAX_SESSION_SECONDS,
    boundaryArn: undefined,
  }
  roles.insert(ctx.db, ctx.account, role)
  ctx.wake(role.arn)
  return { Role: describeRole(role) }
}
