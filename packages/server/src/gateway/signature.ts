/** Where a request carries its signature, and what that says about itself. Nothing here is verified yet. */

import { decode } from './canonical.ts'
import type { CredentialScope } from './sigv4.ts'

export type Signature = HeaderSignature | QuerySignature | OldQuerySignature

interface Version4 {
  readonly accessKeyId: string
  readonly scope: CredentialScope
  readonly signedHeaders: readonly string[]
  /** Hex. */
  readonly signature: string
  readonly token: string | undefined
  /** Basic ISO time as sent; undefined when no date came. */
  readonly time: string | undefined
}

export interface HeaderSignature extends Version4 {
  readonly kind: 'header'
}

/** A presigned URL. */
export interface QuerySignature extends Version4 {
  readonly kind: 'query'
  /** As sent, seconds. */
  readonly expires: string | undefined
}

/** A presigned URL of Signature Version 2, which boto3 still makes by default for S3 in us-east-1. */
export interface OldQuerySignature {
  readonly kind: 'old-query'
  readonly accessKeyId: string
  /** Epoch seconds, as sent. */
  readonly expires: string
  /** Base64. */
  readonly signature: string
  readonly token: string | undefined
}

/** A signature that cannot be understood; the message says what is wrong with it. */
export interface Malformed {
  readonly kind: 'malformed'
  readonly message: string
  /** `mechanism`: another way of signing. */
  readonly reason: 'incomplete' | 'mechanism'
}

const ALGORITHM = 'AWS4-HMAC-SHA256'

/** @returns undefined for a request that is not signed at all. */
export function findSignature(headers: Readonly<Record<string, string>>, query: string): Signature | Malformed | undefined {
  const authorization = headers.authorization
  if (authorization !== undefined) return fromHeader(authorization, headers)
  if (query.includes('X-Amz-Algorithm=') || query.includes('X-Amz-Signature=')) return fromQuery(query)
  if (query.includes('AWSAccessKeyId=') && query.includes('Signature=')) return fromOldQuery(query)
  return undefined
}

export function parseCredential(text: string): { readonly accessKeyId: string; readonly scope: CredentialScope } | undefined {
  const parts = text.split('/')
  if (parts.length < 5 || parts.at(-1) !== 'aws4_request') return undefined
  const [date, region, service] = parts.slice(-4, -1) as [string, string, string]
  const accessKeyId = parts.slice(0, -4).join('/')
  if (!/^\d{8}$/.test(date) || !accessKeyId || !/^[A-Za-z0-9-]{1,64}$/.test(region) || !/^[A-Za-z0-9-]{1,64}$/.test(service)) return undefined
  return { accessKeyId, scope: { date, region, service } }
}

interface Claims {
  readonly accessKeyId: string
  readonly scope: CredentialScope
  readonly signedHeaders: readonly string[]
}

/** What stands before the signature itself is the same for a client's calls of a day: the last ones stay read. */
const MAX_KNOWN_CLAIMS = 1_000
const MAX_KNOWN_CLAIMS_LENGTH = 512
const knownClaims = new Map<string, Claims>()

const SIGNATURE_FIELD = /^Signature=[0-9a-f]{64}$/

function fromHeader(authorization: string, headers: Readonly<Record<string, string>>): HeaderSignature | Malformed {
  const border = authorization.lastIndexOf('Signature=')
  const last = authorization.slice(border)
  // Only the usual order of the fields: what follows the border is nothing but the signature.
  const usual = border > 0 && border <= MAX_KNOWN_CLAIMS_LENGTH && SIGNATURE_FIELD.test(last)
  const known = usual ? knownClaims.get(authorization.slice(0, border)) : undefined
  if (known) return signatureOf(known, last.slice('Signature='.length), headers)
  const read = readHeader(authorization)
  if ('kind' in read) return read
  if (usual) {
    if (knownClaims.size >= MAX_KNOWN_CLAIMS) knownClaims.clear()
    knownClaims.set(authorization.slice(0, border), read)
  }
  return signatureOf(read, read.signature, headers)
}

const signatureOf = ({ accessKeyId, scope, signedHeaders }: Claims, signature: string, headers: Readonly<Record<string, string>>): HeaderSignature => ({
  kind: 'header',
  accessKeyId,
  scope,
  signedHeaders,
  signature,
  token: headers['x-amz-security-token'],
  time: headers['x-amz-date'] ?? basicTime(headers.date),
})

function readHeader(authorization: string): (Claims & { readonly signature: string }) | Malformed {
  if (!authorization.startsWith(`${ALGORITHM} `)) {
    return { kind: 'malformed', reason: 'mechanism', message: 'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.' }
  }
  const fields = new Map<string, string>()
  for (const part of authorization.slice(ALGORITHM.length + 1).split(',')) {
    const equals = part.indexOf('=')
    if (equals > 0) fields.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim())
  }
  for (const name of ['Credential', 'Signature', 'SignedHeaders']) {
    if (!fields.get(name)) return incomplete(`Authorization header requires '${name}' parameter.`)
  }
  const credential = parseCredential(fields.get('Credential') as string)
  if (!credential)
    return incomplete(`Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${fields.get('Credential')}'`)
  return { ...credential, signedHeaders: (fields.get('SignedHeaders') as string).split(';'), signature: fields.get('Signature') as string }
}

/** `Sun, 30 Aug 2015 12:36:00 GMT` as `20150830T123600Z`; a basic ISO time stays. */
function basicTime(date: string | undefined): string | undefined {
  if (date === undefined || /^\d{8}T\d{6}Z$/.test(date)) return date
  const time = Date.parse(date)
  return Number.isNaN(time) ? undefined : `${new Date(time).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`
}

/** The parameters by name; one that comes twice counts as malformed where it matters (`undefined` stands for it). */
export function parseQuery(query: string): Map<string, string | undefined> {
  const found = new Map<string, string | undefined>()
  for (const part of query.split('&')) {
    const equals = part.indexOf('=')
    const name = decode(equals < 0 ? part : part.slice(0, equals))
    found.set(name, found.has(name) ? undefined : equals < 0 ? '' : decode(part.slice(equals + 1)))
  }
  return found
}

function fromQuery(query: string): QuerySignature | Malformed {
  const fields = parseQuery(query)
  if (fields.get('X-Amz-Algorithm') !== ALGORITHM) {
    return { kind: 'malformed', reason: 'mechanism', message: 'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"' }
  }
  for (const name of ['X-Amz-Credential', 'X-Amz-Signature', 'X-Amz-SignedHeaders', 'X-Amz-Date']) {
    if (!fields.get(name)) {
      return incomplete(
        'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
      )
    }
  }
  const credential = parseCredential(fields.get('X-Amz-Credential') as string)
  if (!credential)
    return incomplete(
      'Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".',
    )
  return {
    kind: 'query',
    ...credential,
    signedHeaders: (fields.get('X-Amz-SignedHeaders') as string).split(';'),
    signature: fields.get('X-Amz-Signature') as string,
    token: fields.get('X-Amz-Security-Token'),
    time: fields.get('X-Amz-Date'),
    expires: fields.get('X-Amz-Expires'),
  }
}

function fromOldQuery(query: string): OldQuerySignature | Malformed {
  const fields = parseQuery(query)
  const accessKeyId = fields.get('AWSAccessKeyId')
  const signature = fields.get('Signature')
  const expires = fields.get('Expires')
  if (!accessKeyId || !signature || !expires) return incomplete('Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters')
  return { kind: 'old-query', accessKeyId, signature, expires, token: fields.get('x-amz-security-token') }
}

const incomplete = (message: string): Malformed => ({ kind: 'malformed', reason: 'incomplete', message })
