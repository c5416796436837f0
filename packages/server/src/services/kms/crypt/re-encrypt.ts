import type { ReEncryptRequest, ReEncryptResponse } from '@aws-sdk/client-kms'
import type { ConditionKeys, Demand } from '../../../access.ts'
import type { Context, Operation, Valid } from '../../../operation.ts'
import { arnOfKeyId, contextKeys } from '../access.ts'
import { unsupported, validation } from '../errors.ts'
import { contextOf } from './encryption-context.ts'
import { checkRequest, type Decrypting, decryptBytes, decryptingKey, encryptBytes, encryptingKey, endDryRun, keyArnIn } from './use-key.ts'

type Input = Valid<ReEncryptRequest>

const sourceArn = ({ SourceKeyId, CiphertextBlob }: Input, ctx: Context) =>
  SourceKeyId === undefined ? CiphertextBlob && keyArnIn(CiphertextBlob) : arnOfKeyId(ctx, SourceKeyId)

/** Two permissions on two keys, each with its own encryption context. What names no key demands nothing: the operation says so. */
export function* authorizes(input: Input, ctx: Context): Iterable<Demand> {
  const [source, destination] = [sourceArn(input, ctx), arnOfKeyId(ctx, input.DestinationKeyId)]
  const same: ConditionKeys = { 'kms:ReEncryptOnSameKey': String(source === destination) }
  if (source !== undefined) yield { action: 'kms:ReEncryptFrom', resource: source, keys: { ...same, ...contextKeys(input.SourceEncryptionContext) } }
  if (destination !== undefined)
    yield { action: 'kms:ReEncryptTo', resource: destination, keys: { ...same, ...contextKeys(input.DestinationEncryptionContext) } }
}

/** From one key, or one encryption context, to another: the plaintext never leaves KMS. */
export const reEncrypt: Operation<ReEncryptRequest, ReEncryptResponse> = (input, ctx) => {
  checkRequest(input)
  if (input.DryRunModifiers?.length) throw unsupported('Kenja does not support DryRunModifiers.')
  if (input.CiphertextBlob === undefined) throw validation('CiphertextBlob is required.')
  const from: Decrypting = {
    ciphertext: input.CiphertextBlob,
    context: contextOf(input.SourceEncryptionContext),
    keyId: input.SourceKeyId,
    algorithm: input.SourceEncryptionAlgorithm,
    operation: 'ReEncrypt',
  }
  const source = decryptingKey(ctx, from)
  const destination = encryptingKey(ctx, input.DestinationKeyId, 'ReEncrypt', input.DestinationEncryptionAlgorithm)
  const context = contextOf(input.DestinationEncryptionContext)
  const { plaintext, material } = decryptBytes(ctx, source, from)
  endDryRun(input)
  const { ciphertext, materialId } = encryptBytes(ctx, destination, context, plaintext)
  return {
    CiphertextBlob: ciphertext,
    SourceKeyId: source.arn,
    KeyId: destination.arn,
    SourceEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    DestinationEncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    SourceKeyMaterialId: material.id,
    DestinationKeyMaterialId: materialId,
  }
}
