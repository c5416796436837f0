import type { Scope } from '../../../operation.ts'
import { groupNotFound } from '../errors.ts'
import { groupOfArn, logGroupArn } from '../names.ts'
import type * as groups from './log-group.store.ts'
import { requireLogGroup } from './require-log-group.ts'

/** The ARN under which a group's tags are kept. Only log groups have tags here. Throws ResourceNotFoundException. */
export function requireTagged(where: Scope & groups.Where, resourceArn: string): string {
  const name = groupOfArn(where, resourceArn)
  if (name === undefined) throw groupNotFound()
  return logGroupArn(where, requireLogGroup(where, name).name)
}
