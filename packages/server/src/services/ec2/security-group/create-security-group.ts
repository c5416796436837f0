import type { CreateSecurityGroupRequest, CreateSecurityGroupResult } from '@aws-sdk/client-ec2'
import { type Operation, ServiceError, type Valid } from '../../../operation.ts'
import { begin } from '../begin.ts'
import { DEFAULT_GROUP } from '../default-network.ts'
import { groupExists, invalidValue, limitExceeded } from '../errors.ts'
import { mustFindDefaultVpc, mustFindVpc } from '../find.ts'
import { ec2Limits } from '../limits.ts'
import * as resources from '../resource.store.ts'
import { arnOf, newId } from '../resource.ts'
import { setTags, specifiedTags, tagsOf } from '../tags.ts'

const MAX_LENGTH = 255
const ALLOWED = /^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]+$/

function mustBeSayable({ GroupName, Description }: Valid<CreateSecurityGroupRequest>): void {
  const said = [
    ['groupName', GroupName],
    ['GroupDescription', Description],
  ] as const
  for (const [parameter, value] of said) {
    // The letters that EC2 allows are few and all ASCII.
    if (/[^\u0020-\u007e]/.test(value))
      throw invalidValue(`Value (${value}) for parameter ${parameter} is invalid. Character sets beyond ASCII are not supported.`)
    if (value.length > MAX_LENGTH || !ALLOWED.test(value)) throw invalidValue(`Value (${value}) for parameter ${parameter} is invalid.`)
  }
  if (GroupName.startsWith('sg-')) throw invalidValue(`Value (${GroupName}) for parameter groupName is invalid. Group names may not be in the format sg-*.`)
  if (GroupName === DEFAULT_GROUP) throw new ServiceError('InvalidGroup.Reserved', `The security group '${DEFAULT_GROUP}' is reserved`)
}

/** A new group lets nobody in and everybody out. */
export const createSecurityGroup: Operation<CreateSecurityGroupRequest, CreateSecurityGroupResult> = (input, ctx) => {
  begin(ctx, input)
  mustBeSayable(input)
  const vpc = input.VpcId === undefined ? mustFindDefaultVpc(ctx) : mustFindVpc(ctx, input.VpcId)
  const tags = specifiedTags(input.TagSpecifications, 'security-group')
  const others = resources.childrenOf(ctx, 'security-group', vpc.id)
  if (others.some(({ body }) => body.name === input.GroupName)) throw groupExists(input.GroupName, vpc.id)
  if (resources.count(ctx, 'security-group') >= ec2Limits.securityGroupsPerRegion) throw limitExceeded('SecurityGroupLimitExceeded', 'security groups')
  const id = newId('security-group')
  resources.insert(ctx, 'security-group', id, vpc.id, { vpcId: vpc.id, name: input.GroupName, description: input.Description })
  const everything = { ownGroupId: id, isEgress: true, protocol: '-1', fromPort: -1, toPort: -1, cidrIpv4: '0.0.0.0/0' }
  resources.insert(ctx, 'security-group-rule', newId('security-group-rule'), id, everything)
  setTags(ctx, 'security-group', id, tags)
  return { GroupId: id, SecurityGroupArn: arnOf(ctx, 'security-group', id), Tags: [...tagsOf(ctx, 'security-group', id)] }
}
