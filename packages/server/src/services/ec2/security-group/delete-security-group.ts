import type { DeleteSecurityGroupRequest, DeleteSecurityGroupResult } from '@aws-sdk/client-ec2'
import type { Operation, Ports } from '../../../operation.ts'
import { begin } from '../begin.ts'
import { DEFAULT_GROUP } from '../default-network.ts'
import { defaultGroup, groupInUse } from '../errors.ts'
import { givenGroup } from '../find.ts'
import * as resources from '../resource.store.ts'
import { dropGroup } from './drop-group.ts'

/** A network interface has it, or another group's rule names it. */
const isUsed = (ports: Ports, groupId: string): boolean =>
  resources.all(ports, 'network-interface').some(({ body }) => body.groupIds.includes(groupId)) ||
  resources.all(ports, 'security-group-rule').some(({ body }) => body.groupId === groupId && body.ownGroupId !== groupId)

export const deleteSecurityGroup: Operation<DeleteSecurityGroupRequest, DeleteSecurityGroupResult> = (input, ctx) => {
  begin(ctx, input)
  const { id, body } = givenGroup(ctx, input)
  if (body.name === DEFAULT_GROUP) throw defaultGroup(id)
  if (isUsed(ctx, id)) throw groupInUse(id)
  dropGroup(ctx, id)
  return { Return: true, GroupId: id }
}
