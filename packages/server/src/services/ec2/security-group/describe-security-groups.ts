import type { DescribeSecurityGroupsRequest, DescribeSecurityGroupsResult } from '@aws-sdk/client-ec2'
import type { Operation } from '../../../operation.ts'
import { begin } from '../begin.ts'
import { groupIdMalformed, groupNotFound } from '../errors.ts'
import { mustFindGroupNamed } from '../find.ts'
import { look } from '../look.ts'
import { describeGroup, groupFilters } from './security-group.ts'

/** Names are those of the default VPC's groups, as on AWS. */
export const describeSecurityGroups: Operation<DescribeSecurityGroupsRequest, DescribeSecurityGroupsResult> = (input, ctx) => {
  begin(ctx, input)
  const malformed = input.GroupIds?.find((id) => !id.startsWith('sg-'))
  if (malformed !== undefined) throw groupIdMalformed(malformed)
  const ids = [...(input.GroupIds ?? []), ...(input.GroupNames ?? []).map((name) => mustFindGroupNamed(ctx, name).id)]
  const { things, more } = look(ctx, input, { kind: 'security-group', ids, idsName: 'groupId', notFound: groupNotFound, filters: groupFilters(ctx) })
  return { SecurityGroups: things.map((group) => describeGroup(ctx, group)), ...more }
}
