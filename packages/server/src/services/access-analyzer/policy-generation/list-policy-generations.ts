import type { ListPolicyGenerationsRequest, ListPolicyGenerationsResponse } from '@aws-sdk/client-accessanalyzer'
import { readOffset, writeOffset } from '../../../lib/offset-page.ts'
import type { Operation } from '../../../operation.ts'
import { invalidToken } from '../errors.ts'
import * as generations from './policy-generation.store.ts'
import { jobDetails } from './policy-generation.ts'

const PAGE = 50

/** Newest first, of one principal when it is given. */
export const listPolicyGenerations: Operation<ListPolicyGenerationsRequest, ListPolicyGenerationsResponse> = (input, ctx) => {
  const limit = Math.min(input.maxResults ?? PAGE, PAGE)
  const offset = input.nextToken === undefined ? 0 : readOffset(input.nextToken, invalidToken)
  const found = generations.list(ctx, input.principalArn, offset, limit + 1)
  return {
    policyGenerations: found.slice(0, limit).map((generation) => ({ ...jobDetails(generation), principalArn: generation.principalArn })),
    ...(found.length > limit ? { nextToken: writeOffset(offset + limit) } : {}),
  }
}
