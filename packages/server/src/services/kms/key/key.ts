/** A KMS key: what is told of it, and in which states it may do what (AWS: "Key states of AWS KMS keys"). */
import type { KeyMetadata } from '@aws-sdk/client-kms'
import type { Scope } from '../../../operation.ts'
import { disabled, invalidUsage, pendingDeletion } from '../errors.ts'
import { algorithmsOf, type KeySpec, type KeyUsage } from './key-spec.ts'

export interface Key extends Scope {
  /** A UUID. */
  readonly id: string
  readonly arn: string
  readonly usage: KeyUsage
  readonly spec: KeySpec
  /** `AWS`: made for a service at its first use, and changed by nobody. */
  readonly manager: 'AWS' | 'CUSTOMER'
  readonly description: string
  readonly enabled: boolean
  readonly createdAt: Date
  /** JSON text. */
  readonly policy: string
  /** From then on the key is gone. */
  readonly deletionAt?: Date | undefined
  /** Automatic rotation, when it is on. */
  readonly rotation?: { readonly periodDays: number; readonly nextAt: Date } | undefined
}

export const keyArn = ({ account, region }: Scope, id: string) => `arn:aws:kms:${region}:${account}:key/${id}`

export const aliasArn = ({ account, region }: Scope, name: string) => `arn:aws:kms:${region}:${account}:${name}`

export const stateOf = ({ enabled, deletionAt }: Key) => (deletionAt ? 'PendingDeletion' : enabled ? 'Enabled' : 'Disabled')

/** Throws KMSInvalidStateException for a key that will be deleted. */
export function refusePendingDeletion(key: Key): Key {
  if (key.deletionAt) throw pendingDeletion(key.arn)
  return key
}

/** Throws DisabledException or KMSInvalidStateException unless the key may be used. */
export function mustBeEnabled(key: Key): Key {
  if (!refusePendingDeletion(key).enabled) throw disabled(key.arn)
  return key
}

/** Throws DisabledException, KMSInvalidStateException or InvalidKeyUsageException unless the key may be used for the operation. */
export function mustServe(key: Key, usage: KeyUsage, operation: string): Key {
  mustBeEnabled(key)
  if (key.usage !== usage) throw invalidUsage(key.arn, key.usage, operation)
  return key
}

/** `materialId`: of the material that encrypts now; only symmetric keys tell it. */
export function describe(key: Key, materialId: string | undefined): KeyMetadata {
  return {
    AWSAccountId: key.account,
    KeyId: key.id,
    Arn: key.arn,
    CreationDate: key.createdAt,
    Enabled: stateOf(key) === 'Enabled',
    Description: key.description,
    KeyUsage: key.usage,
    KeyState: stateOf(key),
    ...(key.deletionAt && { DeletionDate: key.deletionAt }),
    Origin: 'AWS_KMS',
    KeyManager: key.manager,
    CustomerMasterKeySpec: key.spec,
    KeySpec: key.spec,
    ...algorithmsOf(key.usage, key.spec),
    MultiRegion: false,
    ...(key.spec === 'SYMMETRIC_DEFAULT' && materialId !== undefined && { CurrentKeyMaterialId: materialId }),
  }
}
