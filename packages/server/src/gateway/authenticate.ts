/** Whose signature is it. The secret is looked up before any byte of the body is read; S3's signatures are verified before it too. */

import { hash } from 'node:crypto'
import type { ServiceId } from '#wire'
import { ServiceError } from '../operation.ts'
import { collectBody } from './body.ts'
import { canonicalRequest } from './canonical.ts'
import type { Exchange, Payload } from './exchange.ts'
import { queryParametersFault, signatureFault } from './faults.ts'
import { findCredential } from './find-credential.ts'
import type { Credential } from './keyring.ts'
import { authenticateForm, isPostForm } from './post-form.ts'
import type { HeaderSignature, OldQuerySignature, QuerySignature, Signature } from './signature.ts'
import { verifyOldQuery } from './sigv2.ts'
import { type CredentialScope, sameSignature, sign, stringToSign } from './sigv4.ts'
import { sourceAddress } from './source-address.ts'
import type { Tools } from './tools.ts'

const SHA256_HEX = /^[0-9a-f]{64}$/
/** How far a client's clock may be off. */
const S3_SKEW_MS = 15 * 60_000
const SKEW_MS = 5 * 60_000
const LONGEST_URL_SECONDS = 604_800

export async function authenticate(exchange: Exchange, tools: Tools): Promise<void> {
  const credential = exchange.signature ? await authenticateRequest(exchange, tools, exchange.signature) : await withoutSignature(exchange, tools)
  exchange.call = {
    id: exchange.id,
    principal: credential.principal,
    accessKeyId: credential.accessKeyId,
    sourceIp: sourceAddress(exchange.request.socket.remoteAddress),
    userAgent: exchange.headers['user-agent'] ?? '',
    origin: `${exchange.scheme}://${exchange.headers.host}`,
  }
}

async function withoutSignature(exchange: Exchange, tools: Tools): Promise<Credential> {
  if (isPostForm(exchange)) return authenticateForm(exchange, tools)
  throw signatureFault(exchange, 'unsigned')
}

async function authenticateRequest(exchange: Exchange, tools: Tools, signature: Signature): Promise<Credential> {
  const credential = findCredential(exchange, tools, signature.accessKeyId, signature.token)
  if (signature.kind === 'old-query') {
    checkOldQuery(exchange, signature, credential)
    return credential
  }
  if (signature.kind === 'query') checkPresigned(exchange, signature)
  else checkTime(exchange, signature)
  checkSignedHeaders(exchange, signature)
  if (exchange.service === 's3') authenticateS3(exchange, tools, signature, credential)
  else await authenticateWithBody(exchange, tools, signature, credential)
  return credential
}

/** The last one asked for: in any second, all callers say the same. */
let lastTime: { readonly text: string | undefined; readonly at: number | undefined } = { text: undefined, at: undefined }

function parseTime(text: string | undefined): number | undefined {
  if (lastTime.text !== text) lastTime = { text, at: readTime(text) }
  return lastTime.at
}

function readTime(time: string | undefined): number | undefined {
  const match = time === undefined ? null : /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(time)
  if (!match) return undefined
  const [, year, month, day, hour, minute, second] = match.map(Number) as [number, number, number, number, number, number, number]
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** Whether a service other than S3 takes a header signature of this time and scope as one of now. */
export function isTimely(time: string | undefined, scope: CredentialScope, nowMs: number): boolean {
  const at = parseTime(time)
  return at !== undefined && Math.abs(nowMs - at) <= SKEW_MS && time?.slice(0, 8) === scope.date
}

const basic = (ms: number): string => `${new Date(ms).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`

function checkTime(exchange: Exchange, signature: HeaderSignature): void {
  const at = parseTime(signature.time)
  if (at === undefined) {
    if (exchange.service === 's3') throw new ServiceError('AccessDenied', 'AWS authentication requires a valid Date or x-amz-date header', 403)
    throw signatureFault(exchange, 'incomplete', "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
  }
  const now = exchange.receivedAt.getTime()
  if (exchange.service === 's3') {
    if (Math.abs(now - at) > S3_SKEW_MS) {
      throw signatureFault(exchange, 'skewed', undefined, {
        RequestTime: signature.time,
        ServerTime: exchange.receivedAt.toISOString(),
        MaxAllowedSkewMilliseconds: S3_SKEW_MS,
      })
    }
  } else if (now - at > SKEW_MS) {
    throw signatureFault(exchange, 'skewed', `Signature expired: ${basic(at)} is now earlier than ${basic(now - SKEW_MS)} (${basic(now)} - 5 min.)`)
  } else if (at - now > SKEW_MS) {
    throw signatureFault(exchange, 'skewed', `Signature not yet current: ${basic(at)} is still later than ${basic(now + SKEW_MS)} (${basic(now)} + 5 min.)`)
  }
  if (signature.scope.date !== signature.time?.slice(0, 8)) {
    throw exchange.service === 's3'
      ? signatureFault(
          exchange,
          'incomplete',
          `The authorization header is malformed; the Credential date "${signature.scope.date}" is not the date of the request.`,
        )
      : signatureFault(
          exchange,
          'wrong-scope',
          `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${signature.scope.date}' != '${signature.time?.slice(0, 8)}', from '${signature.time}'.`,
        )
  }
}

function checkPresigned(exchange: Exchange, signature: QuerySignature): void {
  const at = parseTime(signature.time)
  if (at === undefined) throw queryParametersFault(exchange, "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"")
  if (signature.scope.date !== signature.time?.slice(0, 8)) {
    throw queryParametersFault(
      exchange,
      `Invalid credential date "${signature.scope.date}". This date is not the same as X-Amz-Date: "${signature.time?.slice(0, 8)}".`,
    )
  }
  const now = exchange.receivedAt.getTime()
  // Services other than S3 let a signature live for their five minutes when nothing is said.
  const expires = signature.expires ?? (exchange.service === 's3' ? '' : String(SKEW_MS / 1000))
  if (!/^-?\d{1,15}$/.test(expires)) throw queryParametersFault(exchange, 'X-Amz-Expires should be a number')
  const seconds = Number(expires)
  if (seconds < 1) throw queryParametersFault(exchange, seconds < 0 ? 'X-Amz-Expires must be non-negative' : 'X-Amz-Expires must be greater than 0')
  if (seconds > LONGEST_URL_SECONDS)
    throw queryParametersFault(
      exchange,
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    )
  if (at - now > S3_SKEW_MS)
    throw exchange.service === 's3'
      ? new ServiceError('AccessDenied', 'Request is not valid yet', 403)
      : signatureFault(exchange, 'expired-url', 'Signature not yet current')
  if (now > at + seconds * 1000) {
    throw signatureFault(exchange, 'expired-url', `Signature expired: ${basic(at)} + ${seconds} s is now past`, {
      'X-Amz-Expires': String(seconds),
      Expires: new Date(at + seconds * 1000).toISOString(),
      ServerTime: exchange.receivedAt.toISOString(),
    })
  }
}

/** The host, and everything that AWS gives a meaning to, must be covered by the signature. */
function checkSignedHeaders(exchange: Exchange, signature: HeaderSignature | QuerySignature): void {
  const { signedHeaders } = signature
  if (!signedHeaders.includes('host'))
    throw signatureFault(
      exchange,
      exchange.service === 's3' ? 'wrong-signature' : 'unsigned-headers',
      "'Host' must be a 'SignedHeader' in the AWS Authorization.",
    )
  for (let at = 1; at < signedHeaders.length; at++) {
    if ((signedHeaders[at] as string) <= (signedHeaders[at - 1] as string)) throw signatureFault(exchange, 'wrong-signature')
  }
  for (const name in exchange.headers) {
    // The hash of the payload is part of what is signed in any case.
    if (name.startsWith('x-amz-') && name !== 'x-amz-content-sha256' && !signedHeaders.includes(name)) {
      throw signatureFault(
        exchange,
        'unsigned-headers',
        `'${name}' must be a 'SignedHeader' in the AWS Authorization.`,
        exchange.service === 's3' ? { HeadersNotSigned: name } : undefined,
      )
    }
  }
}

function verify(exchange: Exchange, tools: Tools, signature: HeaderSignature | QuerySignature, credential: Credential, payloadHash: string): void {
  const { scope, signedHeaders } = signature
  const without = signature.kind === 'query' ? 'X-Amz-Signature' : undefined
  const canonical = canonicalRequest(exchange, scope.service, signedHeaders, payloadHash, without)
  if (canonical !== undefined) {
    const key = tools.signingKeys(credential.accessKeyId, credential.secretAccessKey, scope)
    if (sameSignature(sign(key, stringToSign(signature.time as string, scope, canonical)), signature.signature)) return
  }
  throw signatureFault(
    exchange,
    'wrong-signature',
    undefined,
    exchange.service === 's3' ? { AWSAccessKeyId: credential.accessKeyId, SignatureProvided: signature.signature } : undefined,
  )
}

/** Every service but S3 signs the body's own hash, whatever the header says. */
async function authenticateWithBody(exchange: Exchange, tools: Tools, signature: HeaderSignature | QuerySignature, credential: Credential): Promise<void> {
  exchange.body ??= await collectBody(exchange, tools, tools.bufferedBytes(exchange.service as ServiceId))
  verify(exchange, tools, signature, credential, hash('sha256', exchange.body, 'hex'))
  exchange.payload = { kind: 'unsigned' }
}

function authenticateS3(exchange: Exchange, tools: Tools, signature: HeaderSignature | QuerySignature, credential: Credential): void {
  const claimed = signature.kind === 'query' ? (exchange.headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD') : exchange.headers['x-amz-content-sha256']
  if (claimed === undefined) throw new ServiceError('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256', 400)
  const payload = payloadOf(claimed)
  // JavaScript's presigned PUT carries X-Amz-Content-Sha256=UNSIGNED-PAYLOAD in the query, which changes nothing; a presigned URL may sign a hash too.
  verify(exchange, tools, signature, credential, claimed)
  exchange.payload = payload
  if (payload.kind === 'chunked')
    exchange.chunkSigning = {
      key: chunkKey(tools, credential, signature.scope),
      time: signature.time as string,
      scope: signature.scope,
      seed: signature.signature,
    }
}

const chunkKey = (tools: Tools, credential: Credential, scope: CredentialScope) => tools.signingKeys(credential.accessKeyId, credential.secretAccessKey, scope)

function payloadOf(claimed: string): Payload {
  switch (claimed) {
    case 'UNSIGNED-PAYLOAD':
      return { kind: 'unsigned' }
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD':
      return { kind: 'chunked', signed: true, trailers: false }
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER':
      return { kind: 'chunked', signed: true, trailers: true }
    case 'STREAMING-UNSIGNED-PAYLOAD-TRAILER':
      return { kind: 'chunked', signed: false, trailers: true }
    default:
      if (SHA256_HEX.test(claimed)) return { kind: 'hashed', sha256: claimed }
      if (claimed.startsWith('STREAMING-AWS4-ECDSA')) throw new ServiceError('NotImplemented', 'Signatures of version 4A (ECDSA) are not supported.', 501)
      throw new ServiceError(
        'InvalidArgument',
        'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.',
        400,
        { ArgumentName: 'x-amz-content-sha256', ArgumentValue: claimed },
      )
  }
}

function checkOldQuery(exchange: Exchange, signature: OldQuerySignature, credential: Credential): void {
  if (!/^\d{1,15}$/.test(signature.expires))
    throw new ServiceError('AccessDenied', 'Invalid date (should be seconds since epoch): '.concat(signature.expires.slice(0, 64)), 403)
  const expires = Number(signature.expires) * 1000
  if (exchange.receivedAt.getTime() > expires) {
    throw signatureFault(exchange, 'expired-url', undefined, { Expires: new Date(expires).toISOString(), ServerTime: exchange.receivedAt.toISOString() })
  }
  if (!verifyOldQuery(exchange, signature, credential.secretAccessKey)) {
    throw signatureFault(exchange, 'wrong-signature', undefined, { AWSAccessKeyId: credential.accessKeyId, SignatureProvided: signature.signature })
  }
  exchange.payload = { kind: 'unsigned' }
}
