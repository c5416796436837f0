import type { ValidatePolicyRequest, ValidatePolicyResponse } from '@aws-sdk/client-accessanalyzer'
import { offsetPage } from '../../../lib/offset-page.ts'
import { type Operation, ServiceError } from '../../../operation.ts'
import { invalidToken } from '../errors.ts'
import { checkPolicy } from './policy-checks.ts'
import type { Kind } from './statement-checks.ts'

const PAGE = 100

function kindOf({ policyType, validatePolicyResourceType }: Pick<ValidatePolicyRequest, 'policyType' | 'validatePolicyResourceType'>): Kind {
  if (policyType === 'IDENTITY_POLICY') return 'identity'
  if (policyType === 'RESOURCE_POLICY') return validatePolicyResourceType === 'AWS::IAM::AssumeRolePolicyDocument' ? 'trust' : 'resource'
  throw new ServiceError('NotImplemented', `Kenja does not validate policies of the type ${policyType} yet.`, 501)
}

/** AWS's policy checks, as far as they are known: errors, security warnings, warnings and suggestions, each with its place in the document. */
export const validatePolicy: Operation<ValidatePolicyRequest, ValidatePolicyResponse> = (input) => {
  const kind = kindOf(input)
  const limit = Math.max(1, Math.min(input.maxResults ?? PAGE, PAGE))
  const { items, next } = offsetPage(checkPolicy(input.policyDocument, kind), limit, input.nextToken, invalidToken)
  return { findings: items, ...(next === undefined ? {} : { nextToken: next }) }
}
