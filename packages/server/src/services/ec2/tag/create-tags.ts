import type { CreateTagsRequest } from '@aws-sdk/client-ec2'
import type { Demand } from '../../../access.ts'
import type { Context, Operation, Valid } from '../../../operation.ts'
import { begin } from '../begin.ts'
import { setTags } from '../tags.ts'
import { demandsOfTagging, mustFindTagged } from './tagged.ts'

export const authorizes = (input: Valid<CreateTagsRequest>, ctx: Context): Iterable<Demand> => demandsOfTagging('ec2:CreateTags', input, ctx)

/** All resources get all tags, or none gets any. */
export const createTags: Operation<CreateTagsRequest, Record<string, never>> = (input, ctx) => {
  begin(ctx, input)
  for (const { kind, id } of mustFindTagged(ctx, input.Resources)) setTags(ctx, kind, id, input.Tags)
  return {}
}
