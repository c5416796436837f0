/** From what a request calls KeyId to the key: an id, an ARN, an alias' name or its ARN. */
import type { Context, Scope } from '../../../operation.ts'
import * as aliases from '../alias/alias.store.ts'
import { aliasNotFound, invalidArn, invalidArnRegion, invalidKeyId, keyNotFound } from '../errors.ts'
import * as keys from './key.store.ts'
import { aliasArn, type Key, keyArn } from './key.ts'
import { isManagedAlias, managedKey } from './managed-key.ts'

export type Named = Scope & { readonly kind: 'key' | 'alias' /** The id, or the name with `alias/`. */; readonly name: string }

const ARN = /^arn:aws:kms:([a-z0-9-]+):(\d{12}):(?:key\/([A-Za-z0-9-]+)|(alias\/[A-Za-z0-9:/_-]+))$/
const ID = /^(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** Throws NotFoundException or InvalidArnException for what can name no key of this region. */
export function parseKeyId({ account, region }: Scope, keyId: string): Named {
  if (keyId.startsWith('alias/')) return { kind: 'alias', account, region, name: keyId }
  if (!keyId.startsWith('arn:')) {
    if (!ID.test(keyId)) throw invalidKeyId(keyId)
    return { kind: 'key', account, region, name: keyId }
  }
  const [, arnRegion, arnAccount, id, alias] = ARN.exec(keyId) ?? []
  if (arnRegion === undefined || arnAccount === undefined) throw invalidArn(keyId)
  // The endpoint of a region knows no other's keys.
  if (arnRegion !== region) throw invalidArnRegion(arnRegion)
  return { kind: alias === undefined ? 'key' : 'alias', account: arnAccount, region, name: alias ?? (id as string) }
}

export const arnOfNamed = (named: Named): string => (named.kind === 'key' ? keyArn(named, named.name) : aliasArn(named, named.name))

/** The key, if there is one. An alias of AWS's own leads to a key that is made now. Throws as `parseKeyId`. */
export function findKey(ctx: Context, keyId: string): Key | undefined {
  const named = parseKeyId(ctx, keyId)
  if (named.kind === 'key') return keys.find(ctx, named, named.name)
  const alias = aliases.find(ctx.db, named, named.name)
  if (alias) return keys.find(ctx, named, alias.keyId)
  return isManagedAlias(named.name) && named.account === ctx.account ? managedKey(ctx, named.name) : undefined
}

/** Throws NotFoundException. */
export function mustFindKey(ctx: Context, keyId: string): Key {
  const key = findKey(ctx, keyId)
  if (key) return key
  const named = parseKeyId(ctx, keyId)
  throw named.kind === 'alias' ? aliasNotFound(arnOfNamed(named)) : keyNotFound(arnOfNamed(named))
}

/** For operations about a key itself, which take no alias. Throws NotFoundException. */
export function mustFindKeyItself(ctx: Context, keyId: string): Key {
  if (parseKeyId(ctx, keyId).kind === 'alias') throw invalidKeyId(keyId)
  return mustFindKey(ctx, keyId)
}
