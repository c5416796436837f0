import type { DeleteTagsRequest } from '@aws-sdk/client-ec2'
import type { Demand } from '../../../access.ts'
import type { Context, Operation, Valid } from '../../../operation.ts'
import { begin } from '../begin.ts'
import { arnOf } from '../resource.ts'
import { tagsOf } from '../tags.ts'
import { demandsOfTagging, mustFindTagged } from './tagged.ts'

export const authorizes = (input: Valid<DeleteTagsRequest>, ctx: Context): Iterable<Demand> => demandsOfTagging('ec2:DeleteTags', input, ctx)

/** A tag that is given with a value goes only when it has that value; without tags all go (AWS: DeleteTags). */
export const deleteTags: Operation<DeleteTagsRequest, Record<string, never>> = (input, ctx) => {
  begin(ctx, input)
  for (const { kind, id } of mustFindTagged(ctx, input.Resources)) {
    const doomed = tagsOf(ctx, kind, id).filter(
      (tag) => !input.Tags?.length || input.Tags.some(({ Key, Value }) => Key === tag.Key && (Value === undefined || Value === tag.Value)),
    )
    ctx.tags.remove(
      arnOf(ctx, kind, id),
      doomed.map(({ Key }) => Key),
    )
  }
  return {}
}
