import type { GetGeneratedPolicyRequest, GetGeneratedPolicyResponse } from '@aws-sdk/client-accessanalyzer'
import type { Operation } from '../../../operation.ts'
import { jobDetails, mustFind } from './policy-generation.ts'

/** The resources are those that were used, so that there is no need for placeholders. */
export const getGeneratedPolicy: Operation<GetGeneratedPolicyRequest, GetGeneratedPolicyResponse> = (input, ctx) => {
  const generation = mustFind(ctx, input.jobId)
  const { principalArn, fromMs, toMs, trails, policy } = generation
  return {
    jobDetails: jobDetails(generation),
    generatedPolicyResult: {
      properties: {
        isComplete: true,
        principalArn,
        cloudTrailProperties: {
          trailProperties: trails.map(({ cloudTrailArn, regions = [], allRegions = false }) => ({ cloudTrailArn, regions, allRegions })),
          startTime: new Date(fromMs),
          endTime: new Date(toMs),
        },
      },
      generatedPolicies: policy === undefined ? [] : [{ policy }],
    },
  }
}
