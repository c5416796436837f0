/** Policy documents as they come in: checked before they are stored, counted as IAM counts. */
import { compiled } from './compiled.ts'
import { limitExceeded, malformedPolicy } from './errors.ts'
import { MalformedPolicy, type PolicyKind } from './evaluate/policy.ts'
import { limits } from './limits.ts'

/** Throws MalformedPolicyDocument. */
export function checkDocument(document: string, kind: PolicyKind): void {
  try {
    compiled(document, kind)
  } catch (error) {
    if (error instanceof MalformedPolicy) throw malformedPolicy(error.message)
    throw error
  }
}

/** IAM does not count white space. */
export const sizeOf = (document: string): number => document.replace(/\s/g, '').length

/** What is too long is not even read. A policy that can stand alone must be of the newer language; roles' trust policies too. Throws MalformedPolicyDocument or LimitExceeded. */
export function checkManagedDocument(document: string): void {
  if (sizeOf(document) > limits.managedPolicyCharacters) throw limitExceeded(`Cannot exceed quota for PolicySize: ${limits.managedPolicyCharacters}`)
  checkDocument(document, 'identity')
}

export function checkTrustDocument(document: string): void {
  if (sizeOf(document) > limits.trustPolicyCharacters) throw limitExceeded(`Cannot exceed quota for ACLSizePerRole: ${limits.trustPolicyCharacters}`)
  checkDocument(document, 'trust')
}
