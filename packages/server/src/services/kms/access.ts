/** What KMS's calls are about, and what guards a key: its policy, which must allow, with the grants that are made out to the caller. */
import { type Asked, type ConditionKeys, type Demand, type Guard, type ServiceAccess, text } from '../../access.ts'
import { type Context, type Principal, ServiceError } from '../../operation.ts'
import * as aliases from './alias/alias.store.ts'
import type { EncryptionContext } from './crypt/encryption-context.ts'
import * as grants from './grant/grant.store.ts'
import { policyWithGrants } from './grant/grant-statements.ts'
import * as keys from './key/key.store.ts'
import { aliasArn, type Key } from './key/key.ts'
import { arnOfNamed, findKey, parseKeyId } from './key/key-id.ts'

type Input = Readonly<Record<string, unknown>>

/**
 * The ARN of the key that a KeyId leads to; of a key that is not there, as it would be. Undefined for an own alias that leads nowhere, and for what names nothing: the
 * operation says so. What another account has not is refused like what it does not share.
 */
export function arnOfKeyId(ctx: Context, keyId: string): string | undefined {
  try {
    const key = findKey(ctx, keyId)
    if (key) return key.arn
    const named = parseKeyId(ctx, keyId)
    return named.kind === 'key' || named.account !== ctx.account ? arnOfNamed(named) : undefined
  } catch (error) {
    if (error instanceof ServiceError) return undefined
    throw error
  }
}

/** A demand's own keys for an encryption context. */
export function contextKeys(context: EncryptionContext | undefined): ConditionKeys {
  const pairs = Object.entries(context ?? {})
  if (pairs.length === 0) return {}
  return {
    'kms:EncryptionContextKeys': pairs.map(([key]) => key),
    ...Object.fromEntries(pairs.map(([key, value]) => [`kms:EncryptionContext:${key}`, value])),
  }
}

/** No ARN: nothing is demanded of a key that cannot be named, and nothing is told of it. */
const NOWHERE = 'kms:nowhere'

const keyArnOf = ({ input, ctx }: Asked, member = 'KeyId'): string => {
  const keyId = text(input[member])
  return (keyId === undefined ? undefined : arnOfKeyId(ctx, keyId)) ?? NOWHERE
}

const ofKey = (asked: Asked) => keyArnOf(asked)

const OF_KEY = [
  'CancelKeyDeletion',
  'CreateGrant',
  'DescribeKey',
  'DisableKey',
  'DisableKeyRotation',
  'EnableKey',
  'EnableKeyRotation',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateMac',
  'GetKeyPolicy',
  'GetKeyRotationStatus',
  'ListGrants',
  'ListKeyPolicies',
  'ListKeyRotations',
  'ListResourceTags',
  'PutKeyPolicy',
  'RevokeGrant',
  'RotateKeyOnDemand',
  'ScheduleKeyDeletion',
  'TagResource',
  'UntagResource',
  'UpdateKeyDescription',
  'VerifyMac',
] as const

const ofAlias = ({ input, ctx }: Asked) => aliasArn(ctx, text(input.AliasName) ?? '')

/** The key that an alias leads to now. */
function targetOf({ input, ctx }: Asked): string {
  const alias = aliases.find(ctx.db, ctx, text(input.AliasName) ?? '')
  return (alias && arnOfKeyId(ctx, alias.keyId)) ?? NOWHERE
}

/** An alias is changed with a permission on the alias and one on every key concerned. */
function* also(asked: Asked): Iterable<Demand> {
  const { operation, input } = asked
  const action = `kms:${operation}`
  if (operation === 'CreateAlias') yield { action, resource: keyArnOf(asked, 'TargetKeyId') }
  if (operation === 'DeleteAlias') yield { action, resource: targetOf(asked) }
  if (operation === 'UpdateAlias') {
    yield { action, resource: targetOf(asked) }
    yield { action, resource: keyArnOf(asked, 'TargetKeyId') }
  }
  if (operation === 'CreateKey' && Array.isArray(input.Tags) && input.Tags.length > 0) yield { action: 'kms:TagResource', resource: '*' }
}

/** Who a grant may name when this principal calls. */
const granteesOf = ({ arn, roleArn, account }: Principal): string[] => [arn, ...(roleArn ? [roleArn] : []), `arn:aws:iam::${account}:root`]

const KEY_ARN = /^arn:aws:kms:([a-z0-9-]+):(\d{12}):key\/(.+)$/

function keyAt(arn: string, ctx: Context): Key | undefined {
  const [, region, account, id] = KEY_ARN.exec(arn) ?? []
  return region && account && id ? keys.find(ctx, { region, account }, id) : undefined
}

/** What may be done with another account's key at all, whatever its policy says (AWS: "Allowing users in other accounts to use a KMS key"). */
const ACROSS_ACCOUNTS = new Set([
  'CreateGrant',
  'Decrypt',
  'DescribeKey',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateMac',
  'GetKeyRotationStatus',
  'ListGrants',
  'ReEncrypt',
  'RetireGrant',
  'RevokeGrant',
  'VerifyMac',
])

function guard(arn: string, { ctx, operation }: Asked): Guard | 'missing' | undefined {
  if (arn === NOWHERE) return 'missing'
  const key = keyAt(arn, ctx)
  // Of a key that is not there only the caller's own policies can speak; the operation says that it is not there.
  if (!key) return undefined
  const policy = policyWithGrants(key.policy, grants.madeOutTo(ctx.db, key, granteesOf(ctx.call.principal)))
  // Asked without an operation, a service asks for a permission of its own.
  return { account: key.account, policy, policyMustAllow: true, ownAccountOnly: operation !== '' && !ACROSS_ACCOUNTS.has(operation) }
}

/** `s3.us-east-1.amazonaws.com` of the service that passed the caller's request on. */
function viaService({ call, region }: Context): readonly string[] | undefined {
  const service = call.calledVia?.at(-1)
  return service === undefined ? undefined : [service.replace('.amazonaws.com', `.${region}.amazonaws.com`)]
}

function encryptionContext({ operation, input }: Asked): EncryptionContext {
  const constraints = (input.Constraints ?? {}) as {
    readonly EncryptionContextEquals?: EncryptionContext
    readonly EncryptionContextSubset?: EncryptionContext
  }
  const context = operation === 'CreateGrant' ? (constraints.EncryptionContextEquals ?? constraints.EncryptionContextSubset) : input.EncryptionContext
  return (context ?? {}) as EncryptionContext
}

const CONTEXT_KEY = 'kms:encryptioncontext:'

/** Members of requests by the condition keys that they fill. */
const MEMBERS: Readonly<Record<string, string>> = {
  'kms:bypasspolicylockoutsafetycheck': 'BypassPolicyLockoutSafetyCheck',
  'kms:encryptionalgorithm': 'EncryptionAlgorithm',
  'kms:granteeprincipal': 'GranteePrincipal',
  'kms:grantoperations': 'Operations',
  'kms:macalgorithm': 'MacAlgorithm',
  'kms:retiringprincipal': 'RetiringPrincipal',
  'kms:rotationperiodindays': 'RotationPeriodInDays',
  'kms:schedulekeydeletionpendingwindowindays': 'PendingWindowInDays',
}

function valuesOf(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined
  return Array.isArray(value) ? value.map(String) : [String(value)]
}

/** What the key is, or, when it is made, what it shall be. */
function aboutKey(name: string, { input, ctx }: Asked, resource: string): readonly string[] | undefined {
  const key = keyAt(resource, ctx)
  const spec = key?.spec ?? text(input.KeySpec) ?? text(input.CustomerMasterKeySpec) ?? 'SYMMETRIC_DEFAULT'
  switch (name) {
    case 'kms:keyspec':
      return [spec]
    case 'kms:keyusage':
      return [key?.usage ?? text(input.KeyUsage) ?? 'ENCRYPT_DECRYPT']
    case 'kms:keyorigin':
      return ['AWS_KMS']
    case 'kms:multiregion':
      return ['false']
    case 'kms:resourcealiases': {
      const names = key ? aliases.ofKey(ctx.db, key, key.id).map((alias) => alias.name) : []
      return names.length > 0 ? names : undefined
    }
    default:
      return undefined
  }
}

/** The alias that the request names the key by. */
function requestAlias({ input }: Asked): readonly string[] | undefined {
  const keyId = text(input.KeyId)
  const name = keyId && /(?:^|:)(alias\/.+)$/.exec(keyId)?.[1]
  return name === undefined || name === '' ? undefined : [name]
}

function grantConstraintType({ input }: Asked): readonly string[] | undefined {
  const types = Object.entries((input.Constraints ?? {}) as Input).filter(([, value]) => value !== undefined)
  return types.length > 0 ? types.map(([type]) => type) : undefined
}

function key(name: string, asked: Asked, resource: string): readonly string[] | undefined {
  const { ctx, input } = asked
  if (name.startsWith(CONTEXT_KEY)) {
    const wanted = name.slice(CONTEXT_KEY.length)
    const pair = Object.entries(encryptionContext(asked)).find(([candidate]) => candidate.toLowerCase() === wanted)
    return pair && [pair[1]]
  }
  const member = Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined
  if (member !== undefined) return valuesOf(input[member] ?? (name === 'kms:encryptionalgorithm' ? 'SYMMETRIC_DEFAULT' : undefined))
  switch (name) {
    case 'kms:calleraccount':
      return [ctx.account]
    case 'kms:viaservice':
      return viaService(ctx)
    case 'kms:encryptioncontextkeys': {
      const names = Object.keys(encryptionContext(asked))
      return names.length > 0 ? names : undefined
    }
    case 'kms:grantisforawsresource':
      return [String(ctx.call.calledVia !== undefined)]
    case 'kms:grantconstrainttype':
      return grantConstraintType(asked)
    case 'kms:requestalias':
      return requestAlias(asked)
    default:
      return aboutKey(name, asked, resource)
  }
}

export const access: ServiceAccess = {
  // Who may retire a grant, the grant itself says.
  free: ['RetireGrant'],
  resources: {
    ...Object.fromEntries(OF_KEY.map((operation) => [operation, ofKey])),
    CreateAlias: ofAlias,
    DeleteAlias: ofAlias,
    UpdateAlias: ofAlias,
  },
  also,
  key,
  guard,
}
