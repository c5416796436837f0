/** Keys of KMS that a request names for SageMaker's volumes and outputs. Kenja's volumes are directories of this machine, not encrypted by themselves: docs/security.md says so. */
import { type ActingAs, type Context, ServiceError } from '../../operation.ts'
import { validation } from './errors.ts'

/** KMS says of a refused permission what is missing; everything else is an input that cannot be used. */
function refused(error: unknown): unknown {
  if (!(error instanceof ServiceError) || error.httpStatus >= 500) return error
  return error.code === 'AccessDeniedException' ? error : validation(`The KMS key cannot be used: ${error.message}`)
}

/**
 * For a volume: the key is there and enabled, and the caller may describe it and let SageMaker use it (kms:DescribeKey, kms:CreateGrant). Inside a transaction.
 * Throws ValidationException, or AccessDeniedException in KMS's words.
 */
export function mustUseKey(ctx: Pick<Context, 'keys'>, keyId: string | undefined): void {
  if (!keyId) return
  try {
    ctx.keys.mustUse({ service: 'sagemaker', keyId })
  } catch (error) {
    throw refused(error)
  }
}

/** Throws ValidationException when a key that was allowed before is disabled or gone. Inside a transaction. */
export function mustStillBeEnabled(ctx: Pick<Context, 'keys'>, keyId: string | undefined): void {
  if (!keyId) return
  try {
    ctx.keys.mustBeEnabled({ service: 'sagemaker', keyId })
  } catch (error) {
    throw refused(error)
  }
}

/**
 * For what the role will write to S3: a key that KMS refuses to everyone is refused now, not after the work. Whether the role may use it is seen when it writes,
 * through S3, because policies may allow it there alone. Throws ValidationException.
 */
export async function mustEncryptOutput(role: ActingAs, keyId: string | undefined): Promise<void> {
  if (!keyId) return
  try {
    await role.call('kms', 'GenerateDataKey', { KeyId: keyId, KeySpec: 'AES_256', DryRun: true })
  } catch (error) {
    if (!(error instanceof ServiceError) || error.httpStatus >= 500) throw error
    if (error.code !== 'DryRunOperationException' && error.code !== 'AccessDeniedException') throw refused(error)
  }
}
