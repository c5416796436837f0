import type { UpdateGroupRequest } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { alreadyExists } from '../errors.ts'
import { rename } from '../principal/principal-policies.store.ts'
import { findGroup, groupHolder } from './find-group.ts'
import * as groups from './group.store.ts'
import { groupArn } from './group.ts'

/** A new name or path gives a new ARN: policies that name the old one do not follow. */
export const updateGroup: Operation<UpdateGroupRequest, Record<string, never>> = (input, ctx) => {
  const group = findGroup(ctx, input.GroupName)
  const name = input.NewGroupName ?? group.name
  const path = input.NewPath ?? group.path
  const taken = groups.find(ctx.db, ctx.account, name)
  if (taken && taken.id !== group.id) throw alreadyExists(`Group with name ${name} already exists.`)
  rename(ctx.db, groupHolder(ctx, group.name), name)
  groups.update(ctx.db, ctx.account, group.name, { name, path, arn: groupArn(ctx.account, path, name) })
  return {}
}
