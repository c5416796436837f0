/** S3's Block Public Access, for one bucket. */
import type { Database } from '../../../operation.ts'
import { findBlock } from './bucket-policy.store.ts'

export interface PublicAccessBlock {
  readonly BlockPublicAcls: boolean
  readonly IgnorePublicAcls: boolean
  readonly BlockPublicPolicy: boolean
  readonly RestrictPublicBuckets: boolean
}

/** What every bucket has since April 2023. */
const EVERYTHING: PublicAccessBlock = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true }

/** Undefined when its owner has deleted it. */
export function blockOf(db: Database, bucket: string): PublicAccessBlock | undefined {
  const found = findBlock(db, bucket)
  return found === 'default' ? EVERYTHING : found
}
