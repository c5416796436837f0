/** A secret's value: sealed with a key of KMS when it comes, opened when it is asked for, in the caller's name both times. */
import type { Context } from '../../../operation.ts'
import { invalidParameter, kmsRefusal } from '../errors.ts'
import type { Secret } from '../secret/secret.ts'
import type { SealedValue } from './secret-version.store.ts'

export type SecretValue = { readonly SecretString: string } | { readonly SecretBinary: Uint8Array }

/** The value that a request gives; undefined when it gives none. Throws InvalidParameterException when it gives two. */
export function givenValue({
  SecretString,
  SecretBinary,
}: {
  readonly SecretString?: string | undefined
  readonly SecretBinary?: Uint8Array | undefined
}): SecretValue | undefined {
  if (SecretString !== undefined && SecretBinary !== undefined)
    throw invalidParameter("You can't specify both a binary secret value and a string secret value in the same secret.")
  if (SecretString !== undefined) return { SecretString }
  return SecretBinary === undefined ? undefined : { SecretBinary }
}

export function sameValue(one: SecretValue, other: SecretValue): boolean {
  if ('SecretString' in one) return 'SecretString' in other && one.SecretString === other.SecretString
  return 'SecretBinary' in other && Buffer.compare(one.SecretBinary, other.SecretBinary) === 0
}

/** AWS's encryption context: a value that was taken from one secret's row cannot be opened as another's. */
const keyUse = (arn: string, versionId: string, keyId?: string) => ({
  service: 'secretsmanager' as const,
  ...(keyId === undefined ? {} : { keyId }),
  context: { SecretARN: arn, SecretVersionId: versionId },
})

/**
 * The secret's key as the caller must name it. A name without an account is of the secret's own: to callers of another one it is told by its ARN, so that
 * nobody seals a value with a key that the secret's owner does not have.
 */
function keyIdFor(caller: string, { account, region, kmsKeyId }: Secret): string | undefined {
  if (caller === account || kmsKeyId?.startsWith('arn:')) return kmsKeyId
  const name = kmsKeyId ?? 'alias/aws/secretsmanager'
  return `arn:aws:kms:${region}:${account}:${name.startsWith('alias/') ? name : `key/${name}`}`
}

/** Throws AccessDeniedException when the caller may not use the key, EncryptionFailure when nobody can. */
export function sealValue({ keys, account }: Pick<Context, 'keys' | 'account'>, secret: Secret, versionId: string, value: SecretValue): SealedValue {
  const [kind, plain] = 'SecretString' in value ? (['string', Buffer.from(value.SecretString)] as const) : (['binary', value.SecretBinary] as const)
  try {
    return { kind, sealed: keys.seal(keyUse(secret.arn, versionId, keyIdFor(account, secret)), plain).sealed }
  } catch (error) {
    throw kmsRefusal(error, 'EncryptionFailure')
  }
}

/** Throws AccessDeniedException when the caller may not use the key, DecryptionFailure when nobody can. */
export function openValue({ keys }: Pick<Context, 'keys'>, arn: string, versionId: string, { kind, sealed }: SealedValue): SecretValue {
  try {
    const plain = keys.open(keyUse(arn, versionId), sealed)
    return kind === 'string' ? { SecretString: Buffer.from(plain).toString('utf8') } : { SecretBinary: new Uint8Array(plain) }
  } catch (error) {
    throw kmsRefusal(error, 'DecryptionFailure')
  }
}
