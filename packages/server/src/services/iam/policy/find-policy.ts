/** Managed policies of both owners, AWS's and the account's, under one roof. */
import type { Database } from '../../../operation.ts'
import { noSuchEntity, noSuchPolicy } from '../errors.ts'
import { findManaged, managedDocument } from '../managed/managed-policies.ts'
import * as policies from './policy.store.ts'
import { isAwsManaged, type PolicyRecord, type PolicyVersionRecord } from './policy.ts'

/** Throws NoSuchEntity. */
export function findPolicy(db: Database, arn: string): PolicyRecord {
  const policy = isAwsManaged(arn) ? findManaged(arn) : policies.find(db, arn)
  if (!policy) throw noSuchPolicy(arn)
  return policy
}

/** Throws NoSuchEntity, in the words for a permissions boundary. */
export function checkBoundary(db: Database, arn: string): void {
  if (!(isAwsManaged(arn) ? findManaged(arn) : policies.find(db, arn))) throw noSuchEntity(`Scope ARN: ${arn} does not exist or is not attachable.`)
}

export function versionsOf(db: Database, arn: string): PolicyVersionRecord[] {
  if (!isAwsManaged(arn)) return policies.versions(db, arn)
  const only = managedDocument(arn)
  return only ? [only] : []
}

/** The text that counts now; undefined when the policy is gone. */
export function defaultDocument(db: Database, arn: string): string | undefined {
  if (isAwsManaged(arn)) return managedDocument(arn)?.document
  const policy = policies.find(db, arn)
  return policy && policies.findVersion(db, arn, policy.defaultVersion)?.document
}
