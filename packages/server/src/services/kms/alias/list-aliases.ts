import type { AliasListEntry, ListAliasesRequest, ListAliasesResponse } from '@aws-sdk/client-kms'
import type { Context, Operation } from '../../../operation.ts'
import { keyNotFound } from '../errors.ts'
import * as keys from '../key/key.store.ts'
import { aliasArn, type Key } from '../key/key.ts'
import { mustFindKeyItself } from '../key/key-id.ts'
import { MANAGED_ALIASES } from '../key/managed-key.ts'
import { kmsLimits } from '../limits.ts'
import { after, pageOf } from '../page.ts'
import * as aliases from './alias.store.ts'

const entryOf = (alias: aliases.Alias): AliasListEntry => ({
  AliasName: alias.name,
  AliasArn: aliasArn(alias, alias.name),
  TargetKeyId: alias.keyId,
  CreationDate: alias.createdAt,
  LastUpdatedDate: alias.updatedAt,
})

/** AWS's own have no key until somebody needs it. */
function all(ctx: Context): AliasListEntry[] {
  const made = aliases.ofScope(ctx.db, ctx).filter((alias) => keys.find(ctx, alias, alias.keyId))
  const waiting = MANAGED_ALIASES.filter((name) => !made.some((alias) => alias.name === name))
  return [...made.map(entryOf), ...waiting.map((name) => ({ AliasName: name, AliasArn: aliasArn(ctx, name) }))]
}

/** Throws NotFoundException, for another account's key too: the operation is about one's own account alone (AWS: "Cross-account use: No"). */
function mustFindOwnKey(ctx: Context, keyId: string): Key {
  const key = mustFindKeyItself(ctx, keyId)
  if (key.account !== ctx.account) throw keyNotFound(key.arn)
  return key
}

export const listAliases: Operation<ListAliasesRequest, ListAliasesResponse> = (input, ctx) => {
  const limit = input.Limit ?? kmsLimits.pageDefault
  const key = input.KeyId === undefined ? undefined : mustFindOwnKey(ctx, input.KeyId)
  const entries = key ? aliases.ofKey(ctx.db, key, key.id).map(entryOf) : all(ctx)
  const from = after(input)
  const nameOf = ({ AliasName = '' }: AliasListEntry) => AliasName
  // Names have only letters and signs of ASCII: this is the order of their bytes.
  const wanted = entries.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1)).filter((entry) => nameOf(entry) > from)
  const { items, members } = pageOf(wanted, limit, nameOf)
  return { Aliases: [...items], ...members }
}
