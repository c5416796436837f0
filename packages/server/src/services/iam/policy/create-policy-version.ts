import type { CreatePolicyVersionRequest, CreatePolicyVersionResponse } from '@aws-sdk/client-iam'
import type { Operation } from '../../../operation.ts'
import { checkManagedDocument } from '../documents.ts'
import { limitExceeded } from '../errors.ts'
import { limits } from '../limits.ts'
import { ownPolicy } from './own-policy.ts'
import * as policies from './policy.store.ts'
import { describeVersion } from './policy.ts'

export const createPolicyVersion: Operation<CreatePolicyVersionRequest, CreatePolicyVersionResponse> = (input, ctx) => {
  const policy = ownPolicy(ctx, input.PolicyArn)
  checkManagedDocument(input.PolicyDocument)
  if (policies.versions(ctx.db, policy.arn).length >= limits.versionsPerManagedPolicy) {
    throw limitExceeded(
      `A managed policy can have up to ${limits.versionsPerManagedPolicy} versions. Before you create a new version, you must delete an existing version.`,
    )
  }
  const makeDefault = input.SetAsDefault ?? false
  const version = policies.addVersion(ctx.db, policy.arn, input.PolicyDocument, ctx.now, makeDefault)
  return { PolicyVersion: describeVersion(version, makeDefault ? version.version : policy.defaultVersion, false) }
}
