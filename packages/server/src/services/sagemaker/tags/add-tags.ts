import type { AddTagsInput, AddTagsOutput } from '@aws-sdk/client-sagemaker'
import type { Operation, Tag } from '../../../operation.ts'
import { mustExist } from './taggable.ts'

/** Answers all tags that the resource then has. */
export const addTags: Operation<AddTagsInput, AddTagsOutput> = ({ ResourceArn, Tags }, ctx) => {
  const arn = mustExist(ctx, ResourceArn)
  ctx.tags.set(arn, Tags as Tag[])
  return { Tags: ctx.tags.of(arn) }
}
