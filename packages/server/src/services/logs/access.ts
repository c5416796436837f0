/** What calls of CloudWatch Logs are about. AWS names a group in its decisions as `…:log-group:name:log-stream:`, which is why policies need `:*` behind a group's name. */
import type { Asked, Demand, ServiceAccess } from '../../access.ts'
import * as groups from './log-group/log-group.store.ts'
import { groupOfArn, logGroupArn, logStreamArn } from './names.ts'

export { logStreamArn } from './names.ts'

/** For whoever is about to write into a group. */
export const logGroupExists = (where: groups.Where, name: string): boolean => groups.find(where, name) !== undefined

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The group that a call names in whatever way; empty when it names none. */
function groupOf({ input, ctx }: Asked): string {
  const named = text(input.logGroupName) || text(input.logGroupIdentifier) || text(input.logGroupNamePrefix)
  return named.startsWith('arn:') ? (groupOfArn(ctx, named) ?? '') : named
}

const stream = (asked: Asked): string => logStreamArn(asked.ctx, groupOf(asked), text(asked.input.logStreamName))

/** Tags belong to the group itself. */
const tagged = ({ input, ctx }: Asked): string => text(input.resourceArn) || logGroupArn(ctx, text(input.logGroupName))

const OF_STREAMS = [
  'CreateLogGroup',
  'CreateLogStream',
  'DeleteLogGroup',
  'DeleteLogStream',
  'DeleteRetentionPolicy',
  'DescribeLogGroups',
  'DescribeLogStreams',
  'FilterLogEvents',
  'GetLogEvents',
  'PutLogEvents',
  'PutRetentionPolicy',
]
const OF_TAGS = ['ListTagsForResource', 'ListTagsLogGroup', 'TagLogGroup', 'TagResource', 'UntagLogGroup', 'UntagResource']

function* also({ operation, input }: Asked, resource: string): Iterable<Demand> {
  const { tags } = input
  if (operation === 'CreateLogGroup' && tags && Object.keys(tags).length > 0) yield { action: 'logs:TagResource', resource }
}

export const access: ServiceAccess = {
  resources: { ...Object.fromEntries(OF_STREAMS.map((name) => [name, stream])), ...Object.fromEntries(OF_TAGS.map((name) => [name, tagged])) },
  also,
  taggedAs: (arn) => arn.replace(/:log-stream:[^:]*$/, ''),
}
