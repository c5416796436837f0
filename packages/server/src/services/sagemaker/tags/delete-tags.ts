import type { DeleteTagsInput } from '@aws-sdk/client-sagemaker'
import type { Operation } from '../../../operation.ts'
import { mustExist } from './taggable.ts'

/** Keys that are not there are no error. */
export const deleteTags: Operation<DeleteTagsInput, Record<string, never>> = ({ ResourceArn, TagKeys }, ctx) => {
  ctx.tags.remove(mustExist(ctx, ResourceArn), TagKeys)
  return {}
}
