import type { GetPolicyVersionRequest, GetPolicyVersionResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { noSuchEntity } from '../errors.ts'
import { findPolicy, versionsOf } from './find-policy.ts'
import { describeVersion, versionId } from './policy.ts'

export const getPolicyVersion: Operation<GetPolicyVersionRequest, GetPolicyVersionResponse> = (input, ctx) => {
  const policy = findPolicy(ctx.db, input.PolicyArn)
  const version = versionsOf(ctx.db, policy.arn).find((candidate) => versionId(candidate.version) === input.VersionId)
  if (!version) throw noSuchEntity(`Policy ${policy.arn} version ${input.VersionId} does not exist or is not attachable.`)
  return { PolicyVersion: describeVersion(version, policy.defaultVersion, true) }
}
