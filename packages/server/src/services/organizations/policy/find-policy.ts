import type { Database } from '../../../operation.ts'
import { invalidInput, policyNotFound, policyTypeNotAvailable } from '../errors.ts'
import { type OrganizationRecord, SERVICE_CONTROL_POLICY } from '../organization/organization.ts'
import * as policies from './policy.store.ts'
import { FULL_ACCESS, type PolicyRecord } from './policy.ts'

/** AWS's own among them. Throws PolicyNotFoundException. */
export function findPolicy(db: Database, organization: OrganizationRecord, id: string): PolicyRecord {
  if (id === FULL_ACCESS.id) return { ...FULL_ACCESS, organization: organization.id }
  const policy = policies.find(db, id)
  if (policy?.organization !== organization.id) throw policyNotFound()
  return policy
}

/** One of the organization's own. Throws InvalidInputException for AWS's. */
export function findOwnPolicy(db: Database, organization: OrganizationRecord, id: string): PolicyRecord {
  if (id === FULL_ACCESS.id) throw invalidInput('IMMUTABLE_POLICY', 'You specified a policy that is managed by AWS and cannot be modified.')
  return findPolicy(db, organization, id)
}

/** Kenja knows one type of policies, and an organization has it with all features. Throws PolicyTypeNotAvailableForOrganizationException. */
export function mustHaveType({ featureSet }: OrganizationRecord, type: string): void {
  if (featureSet !== 'ALL' || type !== SERVICE_CONTROL_POLICY) throw policyTypeNotAvailable()
}
