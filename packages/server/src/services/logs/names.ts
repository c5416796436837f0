/** ARNs of log groups and streams, and the ways requests name a group. */
import type { Scope } from '../../operation.ts'
import { invalidParameter } from './errors.ts'

/** The form that tags and `logGroupArn` use. DescribeLogGroups' `arn` and IAM's resources end with `:*`. */
export const logGroupArn = ({ account, region }: Scope, name: string) => `arn:aws:logs:${region}:${account}:log-group:${name}`

export const logStreamArn = (scope: Scope, group: string, stream: string) => `${logGroupArn(scope, group)}:log-stream:${stream}`

/** The group's name in an ARN of this account and region; undefined for anything else. (No request may hold the `:*` of other ARNs: the model forbids `*`.) */
export function groupOfArn(scope: Scope, arn: string): string | undefined {
  const start = logGroupArn(scope, '')
  if (!arn.startsWith(start)) return undefined
  const name = arn.slice(start.length)
  return name === '' || name.includes(':') ? undefined : name
}

/** Exactly one of the two members must name the group; an identifier is a name or an ARN. */
export function groupNameOf(scope: Scope, request: { readonly logGroupName?: string | undefined; readonly logGroupIdentifier?: string | undefined }): string {
  const { logGroupName, logGroupIdentifier } = request
  if ((logGroupName === undefined) === (logGroupIdentifier === undefined))
    throw invalidParameter('Exactly one of the parameters logGroupName and logGroupIdentifier must be specified.')
  const named = logGroupName ?? (logGroupIdentifier as string)
  const name = named.startsWith('arn:') ? groupOfArn(scope, named) : named
  if (name === undefined) throw invalidParameter(`The specified log group identifier ${named} is not a log group of this account and Region.`)
  return name
}
