import type { StartPolicyGenerationRequest, StartPolicyGenerationResponse } from '@aws-sdk/client-accessanalyzer'
import { uuid } from '../../../lib/ids.ts'
import type { Operation } from '../../../operation.ts'
import { foreignPrincipal, invalidTimes } from '../errors.ts'
import { generatedPolicy } from './generated-policy.ts'
import * as generations from './policy-generation.store.ts'
import { kept } from './policy-generation.ts'

const ACCESS_ANALYZER = 'access-analyzer.amazonaws.com'
const HISTORY_MS = 90 * 24 * 3_600_000

/** Makes a policy of what the principal did; a trail and a role to read it with are not needed, but refused when they could not be used. */
export const startPolicyGeneration: Operation<StartPolicyGenerationRequest, StartPolicyGenerationResponse> = (input, ctx) => {
  const { policyGenerationDetails, cloudTrailDetails, clientToken } = input
  const principalArn = policyGenerationDetails.principalArn as string
  const known = clientToken === undefined ? undefined : generations.findByToken(ctx, clientToken)
  if (known) return { jobId: known.jobId }
  if (principalArn.split(':')[4] !== ctx.account) throw foreignPrincipal(principalArn)
  if (cloudTrailDetails) ctx.iam.mustPassRole(cloudTrailDetails.accessRole as string, ACCESS_ANALYZER)
  const nowMs = ctx.now.getTime()
  const from = cloudTrailDetails?.startTime ?? new Date(nowMs - HISTORY_MS)
  const to = cloudTrailDetails?.endTime ?? ctx.now
  if (from >= to) throw invalidTimes()
  generations.prune(ctx, nowMs - kept.ms, kept.jobs - 1)
  const policy = generatedPolicy(ctx.trail.uses(principalArn, from, to))
  const jobId = uuid()
  generations.insert(
    ctx,
    {
      jobId,
      principalArn,
      startedMs: nowMs,
      fromMs: from.getTime(),
      toMs: to.getTime(),
      trails: cloudTrailDetails?.trails ?? [],
      ...(policy ? { policy: JSON.stringify(policy) } : {}),
    },
    clientToken,
  )
  return { jobId }
}
