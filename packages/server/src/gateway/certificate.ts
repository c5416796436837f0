/** Certificates of RFC 5280 with P-256 keys: an authority's own, and those that it issues for host names. */
import type { KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import type * as Library from '@peculiar/x509'

/** Of P-256, both halves. */
export interface KeyPair {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

const DAY_MS = 86_400_000
const AUTHORITY_DAYS = 3_650
/** Apple's clients refuse more than 398 days. */
const LEAF_DAYS = 390
const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const

let library: Promise<typeof Library> | undefined

/** Loaded when a certificate must be made: it costs a fifth of a second and 20 MB, and most starts make none. */
function x509(): Promise<typeof Library> {
  // The library finds its parts through `Reflect.getMetadata`, which is there once the polyfill has run.
  library ??= import('reflect-metadata').then(() => import('@peculiar/x509'))
  return library
}

const distinguishedName = (commonName: string): Library.JsonName => [{ O: ['Kenja'] }, { CN: [commonName] }]

/** A day before `now`, because clients' clocks differ; signed with SHA-256. */
function validity(now: Date, days: number) {
  const notBefore = new Date(now.getTime() - DAY_MS)
  return { notBefore, notAfter: new Date(notBefore.getTime() + days * DAY_MS), signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' } }
}

const signingKey = ({ privateKey }: KeyPair) => privateKey.toCryptoKey(P256, false, ['sign'])
const verifyingKey = (publicKey: KeyObject) => publicKey.toCryptoKey(P256, true, ['verify'])

/** PEM of a self-signed authority, good for ten years from a day before `now`. */
export async function authorityCertificate(keys: KeyPair, commonName: string, now: Date): Promise<string> {
  const { X509CertificateGenerator, BasicConstraintsExtension, KeyUsagesExtension, KeyUsageFlags, SubjectKeyIdentifierExtension } = await x509()
  const publicKey = verifyingKey(keys.publicKey)
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...validity(now, AUTHORITY_DAYS),
    name: distinguishedName(commonName),
    keys: { publicKey, privateKey: signingKey(keys) },
    extensions: [
      // With no further authority below it.
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(publicKey),
    ],
  })
  return pem(certificate)
}

/** PEM of a server's certificate for host names and addresses. */
export async function serverCertificate(
  names: readonly [string, ...string[]],
  publicKey: KeyObject,
  authority: KeyPair & { readonly certificate: string },
  now: Date,
): Promise<string> {
  const library = await x509()
  const issuer = new library.X509Certificate(authority.certificate)
  const key = verifyingKey(publicKey)
  const certificate = await library.X509CertificateGenerator.create({
    ...validity(now, LEAF_DAYS),
    // A common name has at most 64 characters; clients look at the alternative names only.
    subject: distinguishedName(names[0].slice(0, 64)),
    issuer: issuer.subjectName,
    publicKey: key,
    signingKey: signingKey(authority),
    extensions: [
      new library.BasicConstraintsExtension(false, undefined, true),
      new library.KeyUsagesExtension(library.KeyUsageFlags.digitalSignature, true),
      new library.ExtendedKeyUsageExtension([library.ExtendedKeyUsage.serverAuth]),
      await library.SubjectKeyIdentifierExtension.create(key),
      await library.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      new library.SubjectAlternativeNameExtension(names.map((value) => ({ type: isIP(value) ? 'ip' : 'dns', value }))),
    ],
  })
  return pem(certificate)
}

const pem = (certificate: Library.X509Certificate): string => `${certificate.toString('pem')}\n`
