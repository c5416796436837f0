import type { ListPolicyTagsRequest, ListPolicyTagsResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { listTags } from '../tags.ts'
import { findPolicy } from './find-policy.ts'

export const listPolicyTags: Operation<ListPolicyTagsRequest, ListPolicyTagsResponse> = (input, ctx) =>
  listTags(ctx, findPolicy(ctx.db, input.PolicyArn).arn, input)
