import type { ListTagsInput, ListTagsOutput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { invalidNextToken } from '../errors.ts'
import { mustExist } from './taggable.ts'

const DEFAULT_PAGE = 50

/** A resource has at most 50 tags; the token is the number of those already given. */
export const listTags: Operation<ListTagsInput, ListTagsOutput> = ({ ResourceArn, NextToken, MaxResults }, ctx) => {
  const all = ctx.tags.of(mustExist(ctx, ResourceArn))
  if (NextToken !== undefined && !/^\d{1,3}$/.test(NextToken)) throw invalidNextToken()
  const start = Number(NextToken ?? 0)
  const end = start + (MaxResults ?? DEFAULT_PAGE)
  return { Tags: all.slice(start, end), ...(end < all.length ? { NextToken: String(end) } : {}) }
}
