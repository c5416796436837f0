/** Certificates of RFC 5280 with P-256 keys: an authority's own, and those that it issues for host names. */
import { createHash, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { bits, element, implicit, integer, objectId, octets, sequence, set, TRUE, tagged, time, utf8 } from './der.ts'

const ECDSA_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'))
const COMMON_NAME = objectId('2.5.4.3')
const ORGANIZATION = objectId('2.5.4.10')
const SERVER_AUTH = objectId('1.3.6.1.5.5.7.3.1')

const extension = (id: string, critical: boolean, value: Uint8Array): Buffer => sequence(objectId(id), ...(critical ? [TRUE] : []), octets(value))

const DAY_MS = 86_400_000
const AUTHORITY_DAYS = 3_650
/** Apple's clients refuse more than 398 days. */
const LEAF_DAYS = 390

const distinguishedName = (commonName: string): Buffer => sequence(set(sequence(ORGANIZATION, utf8('Kenja'))), set(sequence(COMMON_NAME, utf8(commonName))))

/** RFC 5280 §4.2.1.2, method 1: SHA-1 of the public key's bits. For P-256 these are the last 65 bytes. */
const keyIdentifier = (publicKey: KeyObject): Buffer =>
  createHash('sha1')
    .update(publicKey.export({ type: 'spki', format: 'der' }).subarray(-65))
    .digest()

interface Certified {
  readonly publicKey: KeyObject
  readonly subject: Uint8Array
  readonly issuer: Uint8Array
  readonly notBefore: Date
  readonly days: number
  readonly extensions: readonly Uint8Array[]
}

function certificate(of: Certified, signingKey: KeyObject): string {
  const serial = randomBytes(16)
  serial[0] = ((serial[0] as number) & 0x7f) | 0x40
  const notAfter = new Date(of.notBefore.getTime() + of.days * DAY_MS)
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(serial),
    ECDSA_SHA256,
    of.issuer,
    sequence(time(of.notBefore), time(notAfter)),
    of.subject,
    of.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...of.extensions)),
  )
  const der = sequence(body, ECDSA_SHA256, bits(sign('sha256', body, signingKey)))
  return new X509Certificate(der).toString()
}

/** PEM of a self-signed authority, good for ten years from a day before `now`. */
export function authorityCertificate(keys: { readonly publicKey: KeyObject; readonly privateKey: KeyObject }, commonName: string, now: Date): string {
  const subject = distinguishedName(commonName)
  return certificate(
    {
      publicKey: keys.publicKey,
      subject,
      issuer: subject,
      notBefore: new Date(now.getTime() - DAY_MS),
      days: AUTHORITY_DAYS,
      extensions: [
        // CA, with no further authority below it; signs certificates and revocation lists.
        extension('2.5.29.19', true, sequence(TRUE, integer(Buffer.from([0])))),
        extension('2.5.29.15', true, bits(Buffer.from([0x06]), 1)),
        extension('2.5.29.14', false, octets(keyIdentifier(keys.publicKey))),
      ],
    },
    keys.privateKey,
  )
}

/** PEM of a server's certificate for host names and addresses. */
export function serverCertificate(
  names: readonly [string, ...string[]],
  publicKey: KeyObject,
  authority: { readonly publicKey: KeyObject; readonly privateKey: KeyObject; readonly commonName: string },
  now: Date,
): string {
  return certificate(
    {
      publicKey,
      // A common name has at most 64 characters; clients look at the alternative names only.
      subject: distinguishedName(names[0].slice(0, 64)),
      issuer: distinguishedName(authority.commonName),
      notBefore: new Date(now.getTime() - DAY_MS),
      days: LEAF_DAYS,
      extensions: [
        extension('2.5.29.19', true, sequence()),
        extension('2.5.29.15', true, bits(Buffer.from([0x80]), 7)),
        extension('2.5.29.37', false, sequence(SERVER_AUTH)),
        extension('2.5.29.14', false, octets(keyIdentifier(publicKey))),
        extension('2.5.29.35', false, sequence(implicit(0, keyIdentifier(authority.publicKey)))),
        extension('2.5.29.17', false, sequence(...names.map(alternativeName))),
      ],
    },
    authority.privateKey,
  )
}

const alternativeName = (name: string): Buffer => (isIP(name) ? element(0x87, addressBytes(name)) : element(0x82, Buffer.from(name, 'latin1')))

function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number))
  const [front = '', back] = address.split('::') as [string, string | undefined]
  const groups = (text: string) => (text === '' ? [] : text.split(':'))
  const missing = back === undefined ? 0 : 8 - groups(front).length - groups(back).length
  return Buffer.from([...groups(front), ...Array<string>(missing).fill('0'), ...groups(back ?? '')].map((group) => group.padStart(4, '0')).join(''), 'hex')
}
