/** Tags of trails, with CloudTrail's own errors. */
import type { Tag } from '@aws-sdk/client-cloudtrail'
import type { Context } from '../../../operation.ts'
import { invalidArn, invalidTag, resourceNotFound, tooManyTags } from '../errors.ts'
import { trailLimits } from '../limits.ts'
import * as trails from './trail.store.ts'

const ARN = /^arn:aws:cloudtrail:([a-z0-9-]+):(\d{12}):trail\/(.+)$/

/** Throws CloudTrailARNInvalidException or ResourceNotFoundException unless it is the ARN of a trail of the caller's account. */
export function mustBeTrail(ctx: Context, arn: string): void {
  const [, region, account, name] = ARN.exec(arn) ?? []
  if (!region || !account || !name) throw invalidArn(arn)
  if (account !== ctx.account || !trails.find({ db: ctx.db, account, region }, name)) throw resourceNotFound(arn)
}

/** Merges into what is there. */
export function mergeTags(ctx: Context, arn: string, tags: readonly Tag[] | undefined): void {
  const added = (tags ?? []).map(({ Key = '', Value = '' }) => ({ Key, Value }))
  if (added.some(({ Key }) => /^aws:/i.test(Key))) throw invalidTag('Tag keys must not begin with aws:.')
  const keys = new Set([...ctx.tags.of(arn), ...added].map(({ Key }) => Key))
  if (keys.size > trailLimits.tagsPerTrail) throw tooManyTags(trailLimits.tagsPerTrail)
  ctx.tags.set(arn, added)
}
