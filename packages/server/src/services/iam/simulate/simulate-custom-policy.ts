import type { SimulateCustomPolicyRequest, SimulatePolicyResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { documents, simulate } from './simulation.ts'

/** Policies that nobody has: they belong to a user that does not exist. */
export const simulateCustomPolicy: Operation<SimulateCustomPolicyRequest, SimulatePolicyResponse> = (input, ctx) => {
  const boundary = documents('PermissionsBoundaryPolicyInputList', input.PermissionsBoundaryPolicyInputList)[0]
  const policies = { identity: documents('PolicyInputList', input.PolicyInputList), ...(boundary ? { boundary } : {}) }
  const arn = input.CallerArn ?? `arn:aws:iam::${ctx.account}:user/simulation`
  return simulate(ctx, { kind: 'user', account: ctx.account, arn }, policies, input)
}
