/** What EC2's calls are about, beyond what the public table says. */
import { type Asked, type Demand, type ServiceAccess, text } from '../../access.ts'
import { findGroupNamed } from './find.ts'
import * as resources from './resource.store.ts'
import { arnOf } from './resource.ts'
import type { TagSpecification } from './tags.ts'

/** What is made has no id yet: AWS judges `…/*`. */
const idOf =
  (member: string, ...makers: readonly string[]) =>
  ({ operation, input }: Asked): string | undefined =>
    makers.includes(operation) ? '*' : text(input[member])

/** The only id of a list: AWS judges a rule by itself when it is named by its id. */
const onlyOf =
  (member: string) =>
  ({ input }: Asked): string | undefined => {
    const ids = input[member]
    return Array.isArray(ids) && ids.length === 1 ? text(ids[0]) : undefined
  }

/** A group by its id, or by the name that it has in the default VPC. */
function groupId(asked: Asked): string | undefined {
  const id = idOf('GroupId', 'CreateSecurityGroup')(asked)
  const name = text(asked.input.GroupName)
  return id !== undefined || name === undefined ? id : findGroupNamed(asked.ctx, name)?.id
}

/** What is made with tags is tagged too, which is an action of its own. */
function* also({ operation, input }: Asked, resource: string): Iterable<Demand> {
  const specifications = (input.TagSpecifications ?? []) as readonly TagSpecification[]
  if (specifications.some(({ Tags = [] }) => Tags.length > 0)) yield { action: 'ec2:CreateTags', resource, keys: { 'ec2:CreateAction': operation } }
}

/** The VPC that a subnet or group is in, as an ARN. */
function vpcOf({ ctx, input }: Asked, resource: string): string | undefined {
  const id = resource.slice(resource.lastIndexOf('/') + 1)
  const body = resources.find(ctx, 'subnet', id)?.body ?? resources.find(ctx, 'security-group', id)?.body
  const vpcId = body?.vpcId ?? text(input.VpcId)
  return vpcId === undefined ? undefined : arnOf(ctx, 'vpc', vpcId)
}

export const access: ServiceAccess = {
  variables: {
    SecurityGroupId: groupId,
    SecurityGroupRuleId: onlyOf('SecurityGroupRuleIds'),
    SubnetId: idOf('SubnetId', 'CreateSubnet'),
    VpcId: idOf('VpcId', 'CreateVpc'),
  },
  also,
  key(key, asked, resource) {
    const only = (value: string | undefined) => (value === undefined ? undefined : [value])
    if (key === 'ec2:region') return [asked.ctx.region]
    if (key === 'ec2:vpc') return only(vpcOf(asked, resource))
    return undefined
  },
}
