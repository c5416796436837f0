import type { ValidatePolicyRequest, ValidatePolicyResponse } from '@aws-sdk/client-accessanalyzer'
import { type Operation, ServiceError } from '../../../operation.ts'
import { readToken, writeToken } from '../tokens.ts'
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
  const offset = input.nextToken === undefined ? 0 : readToken(input.nextToken)
  const limit = Math.max(1, Math.min(input.maxResults ?? PAGE, PAGE))
  const found = checkPolicy(input.policyDocument, kind)
  return { findings: found.slice(offset, offset + limit), ...(found.length > offset + limit ? { nextToken: writeToken(offset + limit) } : {}) }
}
