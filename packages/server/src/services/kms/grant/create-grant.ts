import { randomBytes } from 'node:crypto'
import type { CreateGrantRequest, CreateGrantResponse, GrantOperation } from '@aws-sdk/client-kms'
import type { Context, Operation, Valid } from '../../../operation.ts'
import { endDryRun } from '../crypt/use-key.ts'
import { limitExceeded, unsupported, validation } from '../errors.ts'
import { type Key, mustBeEnabled } from '../key/key.ts'
import { mustFindKeyItself } from '../key/key-id.ts'
import { kmsLimits } from '../limits.ts'
import * as grants from './grant.store.ts'
import { checkGrantTokens, grantToken } from './grant-token.ts'

const PRINCIPAL = /^arn:aws:(?:iam::\d{12}:(?:root|(?:user|role)\/.+)|sts::\d{12}:(?:assumed-role|federated-user)\/.+)$/

const ID_BYTES = 32

const FOR_ENCRYPTION = new Set<string>(['Decrypt', 'Encrypt', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext', 'ReEncryptFrom', 'ReEncryptTo'])
const FOR_MAC = new Set<string>(['GenerateMac', 'VerifyMac'])
const FOR_ALL = new Set<string>(['CreateGrant', 'RetireGrant', 'DescribeKey'])

/** Throws ValidationException for operations that such a key does not have. */
function checkOperations(key: Key, operations: readonly string[]): void {
  const own = key.usage === 'ENCRYPT_DECRYPT' ? FOR_ENCRYPTION : FOR_MAC
  const strange = operations.filter((operation) => !own.has(operation) && !FOR_ALL.has(operation))
  if (strange.length > 0) throw validation(`Grant operations ${strange.join(', ')} are not valid for a key with usage ${key.usage}.`)
}

function checkPrincipals({ GranteePrincipal, RetiringPrincipal }: Valid<CreateGrantRequest>): string {
  if (GranteePrincipal === undefined) throw validation('GranteePrincipal is required.')
  for (const principal of [GranteePrincipal, RetiringPrincipal]) {
    if (principal !== undefined && !PRINCIPAL.test(principal)) throw validation(`Invalid principal: ${principal}`)
  }
  return GranteePrincipal
}

function checkConstraints(key: Key, { Constraints: constraints, ...input }: Valid<CreateGrantRequest>): void {
  if (input.GranteeServicePrincipal !== undefined || input.RetiringServicePrincipal !== undefined) {
    throw unsupported('Kenja makes grants out to IAM principals only: GranteeServicePrincipal and RetiringServicePrincipal are not supported.')
  }
  if (!constraints) return
  if (constraints.SourceArn !== undefined) throw unsupported('Kenja does not support the grant constraint SourceArn.')
  const both = constraints.EncryptionContextEquals !== undefined && constraints.EncryptionContextSubset !== undefined
  if (both) throw validation('A grant has at most one of the constraints EncryptionContextEquals and EncryptionContextSubset.')
  if (key.usage !== 'ENCRYPT_DECRYPT') throw validation('Encryption context constraints are for symmetric encryption keys only.')
}

function newGrant(ctx: Context, key: Key, input: Valid<CreateGrantRequest>): grants.Grant {
  return {
    account: key.account,
    region: key.region,
    keyId: key.id,
    id: randomBytes(ID_BYTES).toString('hex'),
    grantee: checkPrincipals(input),
    retiring: input.RetiringPrincipal,
    name: input.Name,
    operations: [...new Set(input.Operations as GrantOperation[])],
    constraints: input.Constraints,
    issuer: `arn:aws:iam::${ctx.account}:root`,
    createdAt: ctx.now,
  }
}

/** Made again by the same request with the same name, it is the same grant. */
export const createGrant: Operation<CreateGrantRequest, CreateGrantResponse> = (input, ctx) => {
  checkGrantTokens(input.GrantTokens)
  const key = mustBeEnabled(mustFindKeyItself(ctx, input.KeyId))
  checkOperations(key, input.Operations)
  checkConstraints(key, input)
  const grant = newGrant(ctx, key, input)
  const same = input.Name === undefined ? undefined : grants.findSame(ctx.db, grant)
  endDryRun(input)
  if (same) return { GrantId: same.id, GrantToken: grantToken(same.id) }
  if (grants.count(ctx.db, key) >= kmsLimits.grantsPerKey) throw limitExceeded(`A key can have at most ${kmsLimits.grantsPerKey} grants.`)
  grants.insert(ctx.db, grant)
  return { GrantId: grant.id, GrantToken: grantToken(grant.id) }
}
