/** What ListObjects, ListObjectsV2 and ListObjectVersions have in common. */
import { invalidArgument } from '../errors.ts'
import { MAX_PAGE } from '../limits.ts'
import type { Entry } from './list-page.ts'
import type { ListedObject } from './object.store.ts'
import { quoted } from './object.ts'

/** The page's size: more than 1,000 is taken for 1,000. */
export function pageSize(name: string, asked: number | undefined): number {
  if (asked !== undefined && asked < 0) throw invalidArgument(`Argument ${name} must be an integer between 0 and 2147483647`, name, asked)
  return Math.min(asked ?? MAX_PAGE, MAX_PAGE)
}

/** With `encoding-type=url` keys are percent-encoded, the slash excepted: XML cannot carry every character. */
export function keyEncoder(encodingType: string | undefined): (text: string) => string {
  if (encodingType === undefined) return (text) => text
  if (encodingType !== 'url') throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', encodingType)
  return (text) =>
    encodeURIComponent(text.toWellFormed())
      .replaceAll('%2F', '/')
      .replace(/[!'()]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

export const objectsOf = (entries: readonly Entry[]): ListedObject[] => entries.flatMap((entry) => ('object' in entry ? [entry.object] : []))

export const commonPrefixesOf = (entries: readonly Entry[], encode: (text: string) => string) =>
  entries.flatMap((entry) => ('commonPrefix' in entry ? [{ Prefix: encode(entry.commonPrefix) }] : []))

/** The members that every kind of list tells of an object. */
export const listed = (object: ListedObject, encode: (text: string) => string) => ({
  Key: encode(object.key),
  LastModified: object.modifiedAt,
  ETag: quoted(object.etag),
  ChecksumAlgorithm: [object.checksumAlgorithm],
  ChecksumType: object.checksumType,
  Size: object.size,
  StorageClass: object.storageClass,
})

/** The text by which a further page finds its place, and which of the two kinds it is. */
export const lastName = (entries: readonly Entry[]): { readonly name: string; readonly kind: 'key' | 'prefix' } | undefined => {
  const last = entries.at(-1)
  if (!last) return undefined
  return 'object' in last ? { name: last.object.key, kind: 'key' } : { name: last.commonPrefix, kind: 'prefix' }
}

/**
 * A marker chosen by the client (or our NextMarker): a name that the delimiter makes a common prefix stands for all keys below it.
 */
export function markerPosition(marker: string, prefix: string, delimiter: string | undefined): { after: string; afterPrefix?: string } {
  const isCommonPrefix = delimiter !== undefined && marker.startsWith(prefix) && marker.indexOf(delimiter, prefix.length) === marker.length - delimiter.length
  return isCommonPrefix && marker.length > prefix.length ? { after: marker, afterPrefix: marker } : { after: marker }
}
