import { type Context, ServiceError } from '../../../operation.ts'
import { noSuchEntity } from '../errors.ts'
import { findPolicy } from './find-policy.ts'
import * as policies from './policy.store.ts'
import { isAwsManaged, type PolicyRecord, type PolicyVersionRecord } from './policy.ts'

/** A policy that the account may change. Throws NoSuchEntity, or AccessDenied for one of AWS's. */
export function ownPolicy(ctx: Context, arn: string): PolicyRecord {
  const policy = findPolicy(ctx.db, arn)
  if (isAwsManaged(arn)) throw new ServiceError('AccessDenied', `Policy ${arn} is owned by AWS and cannot be changed.`, 403)
  return policy
}

/** `v3` → the account's third version. Throws NoSuchEntity. */
export function ownVersion(ctx: Context, policy: PolicyRecord, id: string): PolicyVersionRecord {
  const version = policies.findVersion(ctx.db, policy.arn, Number(/^v(\d{1,6})$/.exec(id)?.[1] ?? 0))
  if (!version) throw noSuchEntity(`Policy ${policy.arn} version ${id} does not exist or is not attachable.`)
  return version
}
