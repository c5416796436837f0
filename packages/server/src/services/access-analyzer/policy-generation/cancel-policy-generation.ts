import type { CancelPolicyGenerationRequest, CancelPolicyGenerationResponse } from '@aws-sdk/client-accessanalyzer'
import type { Operation } from '../../../operation.ts'
import { jobIsOver } from '../errors.ts'
import { mustFind } from './policy-generation.ts'

/** A generation is over as soon as it has begun: there is never one to cancel. */
export const cancelPolicyGeneration: Operation<CancelPolicyGenerationRequest, CancelPolicyGenerationResponse> = (input, ctx) => {
  throw jobIsOver(mustFind(ctx, input.jobId).jobId)
}
