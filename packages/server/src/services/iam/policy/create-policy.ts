import type { CreatePolicyRequest, CreatePolicyResponse } from '@aws-sdk/client-iam'
import { iamId } from '../../../lib/ids.ts'
import type { Operation } from '../../../operation.ts'
import { checkManagedDocument } from '../documents.ts'
import { alreadyExists, limitExceeded } from '../errors.ts'
import { limits } from '../limits.ts'
import { setTags } from '../tags.ts'
import * as policies from './policy.store.ts'
import { describePolicy, type PolicyRecord, policyArn } from './policy.ts'

export const createPolicy: Operation<CreatePolicyRequest, CreatePolicyResponse> = (input, ctx) => {
  const path = input.Path ?? '/'
  if (policies.findByName(ctx.db, ctx.account, input.PolicyName))
    throw alreadyExists(`A policy called ${input.PolicyName} already exists. Duplicate names are not allowed.`)
  checkManagedDocument(input.PolicyDocument)
  if (policies.list(ctx.db, ctx.account).length >= limits.managedPoliciesPerAccount)
    throw limitExceeded(`Cannot exceed quota for PoliciesPerAccount: ${limits.managedPoliciesPerAccount}`)
  const policy: PolicyRecord = {
    arn: policyArn(ctx.account, path, input.PolicyName),
    name: input.PolicyName,
    path,
    id: iamId('ANPA'),
    description: input.Description,
    createdAt: ctx.now,
    updatedAt: ctx.now,
    defaultVersion: 1,
  }
  policies.insert(ctx.db, ctx.account, policy, input.PolicyDocument)
  setTags(ctx, policy.arn, input.Tags)
  return { Policy: describePolicy(policy, { attachments: 0, boundaries: 0 }) }
}
