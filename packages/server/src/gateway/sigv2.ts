/**
 * Signature Version 2 in the query of a presigned URL: what boto3 makes by default for S3 in us-east-1.
 * Source: "Signing and authenticating REST requests" in the S3 user guide (query string request authentication alternative).
 */
import { createHmac } from 'node:crypto'
import { decode } from './canonical.ts'
import type { Exchange } from './exchange.ts'
import type { OldQuerySignature } from './signature.ts'
import { sameSignature } from './sigv4.ts'

/** Query parameters that name a sub-resource or change the answer: they are part of what is signed. */
const SUBRESOURCES = new Set([
  'accelerate',
  'acl',
  'analytics',
  'cors',
  'defaultObjectAcl',
  'delete',
  'encryption',
  'inventory',
  'lifecycle',
  'location',
  'logging',
  'metrics',
  'notification',
  'object-lock',
  'partNumber',
  'policy',
  'policyStatus',
  'publicAccessBlock',
  'replication',
  'requestPayment',
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
  'response-content-language',
  'response-content-type',
  'response-expires',
  'restore',
  'retention',
  'select',
  'select-type',
  'legal-hold',
  'tagging',
  'torrent',
  'uploadId',
  'uploads',
  'versionId',
  'versioning',
  'versions',
  'website',
])

/** The host's bucket stands before the path, both as sent. */
function canonicalResource(exchange: Exchange): string {
  const { host } = exchange
  const bucket = host?.kind === 'bucket' || host?.kind === 'aws' ? host.bucket : undefined
  const named: string[] = []
  for (const part of exchange.query.split('&')) {
    const equals = part.indexOf('=')
    const name = equals < 0 ? part : part.slice(0, equals)
    if (SUBRESOURCES.has(name)) named.push(equals < 0 || equals === part.length - 1 ? name : `${name}=${decode(part.slice(equals + 1))}`)
  }
  named.sort()
  return `${bucket ? `/${bucket}` : ''}${exchange.path}${named.length > 0 ? `?${named.join('&')}` : ''}`
}

/** x-amz-* headers, and in presigned URLs the x-amz-* parameters (the session token). */
function canonicalAmzHeaders(exchange: Exchange, token: string | undefined): string {
  const fields: Record<string, string> = { ...(token !== undefined && { 'x-amz-security-token': token }) }
  for (const name in exchange.headers) {
    if (!name.startsWith('x-amz-') || name in fields) continue
    const several = exchange.repeated?.get(name) ?? [exchange.headers[name] as string]
    fields[name] = several.map((value) => value.trim()).join(',')
  }
  return Object.keys(fields)
    .sort()
    .map((name) => `${name}:${fields[name]}\n`)
    .join('')
}

export function verifyOldQuery(exchange: Exchange, signature: OldQuerySignature, secret: string): boolean {
  const { headers } = exchange
  const text = `${exchange.method}\n${headers['content-md5'] ?? ''}\n${headers['content-type'] ?? ''}\n${signature.expires}\n${canonicalAmzHeaders(exchange, signature.token)}${canonicalResource(exchange)}`
  return sameSignature(createHmac('sha1', secret).update(text, 'latin1').digest('base64'), signature.signature)
}
