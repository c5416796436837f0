/** Which names aliases may have. */
import { aliasCharacters, aliasName, aliasPrefix, reservedAlias } from '../errors.ts'
import { isReservedAlias } from '../key/managed-key.ts'

const PREFIX = 'alias/'

/** Throws ValidationException, InvalidAliasNameException or NotAuthorizedException (AWS's own). */
export function checkAliasName(name: string): void {
  if (!name.startsWith(PREFIX)) throw aliasPrefix()
  if (name.length === PREFIX.length) throw aliasName()
  if (name.includes(':')) throw aliasCharacters(name)
  if (isReservedAlias(name)) throw reservedAlias()
}
