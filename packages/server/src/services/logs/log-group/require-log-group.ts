import { groupNotFound } from '../errors.ts'
import * as groups from './log-group.store.ts'
import type { LogGroup } from './log-group.ts'

/** Throws ResourceNotFoundException when there is no such group. */
export function requireLogGroup(where: groups.Where, name: string): LogGroup {
  const group = groups.find(where, name)
  if (!group) throw groupNotFound()
  return group
}
