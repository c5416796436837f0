/** Names of buckets, keys of objects, and who owns them. */
import { createHash } from 'node:crypto'
import { invalidBucketName, invalidUri, keyTooLong } from './errors.ts'
import { MAX_KEY_BYTES } from './limits.ts'

const SHAPE = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
const IP_ADDRESS = /^\d{1,3}(\.\d{1,3}){3}$/
/** Reserved by AWS (user guide, "General purpose bucket naming rules"). */
const RESERVED_PREFIXES = ['xn--', 'sthree-', 'amzn-s3-demo-']
const RESERVED_SUFFIXES = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3']

/** Throws InvalidBucketName unless a bucket of that name may be made. */
export function checkBucketName(name: string): void {
  const valid =
    SHAPE.test(name) &&
    !name.includes('..') &&
    !IP_ADDRESS.test(name) &&
    !RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix)) &&
    !RESERVED_SUFFIXES.some((suffix) => name.endsWith(suffix))
  if (!valid) throw invalidBucketName(name)
}

/** A key is any text of at most 1,024 bytes; `..` and `//` mean nothing. A NUL cannot stand in the XML that lists it: AWS refuses it. */
export function checkKey(key: string): void {
  const size = Buffer.byteLength(key)
  if (size > MAX_KEY_BYTES) throw keyTooLong(size, MAX_KEY_BYTES)
  if (key.includes('\0')) throw invalidUri()
}

export const bucketArn = (bucket: string) => `arn:aws:s3:::${bucket}`

export const objectArn = (bucket: string, key: string) => `arn:aws:s3:::${bucket}/${key}`

/** S3 names an account by 64 hexadecimal digits, its canonical user id. Ours follows from the account's number. */
export const canonicalUserId = (account: string) => createHash('sha256').update(`canonical user of ${account}`).digest('hex')

export const ownerOf = (account: string) => ({ ID: canonicalUserId(account) })

/** The access list of everything whose lists are disabled: the owner has full control. */
export const ownersGrant = (account: string) => ({
  Owner: ownerOf(account),
  Grants: [{ Grantee: { ...ownerOf(account), Type: 'CanonicalUser' as const }, Permission: 'FULL_CONTROL' as const }],
})
