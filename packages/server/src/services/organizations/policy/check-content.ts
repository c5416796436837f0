import type { Context } from '../../../operation.ts'
import { constraintViolation, malformedPolicy } from '../errors.ts'
import { limits } from '../limits.ts'

interface Statements {
  readonly Statement: object | readonly object[]
}

const namesSomebody = (content: string): boolean =>
  [(JSON.parse(content) as Statements).Statement].flat().some((statement) => 'Principal' in statement || 'NotPrincipal' in statement)

/** Throws MalformedPolicyDocumentException or ConstraintViolationException. A service control policy names nobody: it is written like an identity's. */
export function checkContent({ iam }: Pick<Context, 'iam'>, content: string): void {
  if (content.length > limits.policyCharacters)
    throw constraintViolation('POLICY_CONTENT_LIMIT_EXCEEDED', 'You attempted to create a policy that is larger than the maximum size.')
  if (iam.checkPolicy(content) !== undefined || namesSomebody(content)) throw malformedPolicy()
}
