/** A form posted to a bucket: its policy is signed instead of the request. From here on it is a PutObject with the form's file as its body. */
import { createHmac } from 'node:crypto'
import { Transform, type TransformCallback } from 'node:stream'
import type { WireResponse } from '#wire'
import { ServiceError } from '../operation.ts'
import { startReading, through } from './body.ts'
import { encode } from './canonical.ts'
import type { Exchange } from './exchange.ts'
import { signatureFault } from './faults.ts'
import { findCredential } from './find-credential.ts'
import type { Credential } from './keyring.ts'
import { boundaryOf, type FormFields, MultipartForm } from './multipart-form.ts'
import { checkPolicy, parsePolicy } from './post-policy.ts'
import { parseCredential } from './signature.ts'
import { sameSignature, sign } from './sigv4.ts'
import type { Tools } from './tools.ts'

/** What the form asks for, as the request that it stands for. */
export interface PostForm {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly stream: Transform
  readonly bucket: string
  readonly key: string
  readonly successStatus: string | undefined
  readonly successRedirect: string | undefined
}

export const isPostForm = (exchange: Exchange): boolean =>
  exchange.method === 'POST' && exchange.service === 's3' && boundaryOf(exchange.headers['content-type']) !== undefined

/** Reads up to the file, verifies the policy's signature and its conditions. Sets the exchange's form. */
export async function authenticateForm(exchange: Exchange, tools: Tools): Promise<Credential> {
  const form = through(startReading(exchange, tools), new MultipartForm(boundaryOf(exchange.headers['content-type']) as string, tools.limits.formFieldBytes))
  const { fields: sent, fileName } = await form.begun
  const fields = new Map(sent)
  const policy = fields.get('policy')
  if (!policy) throw signatureFault(exchange, 'unsigned')
  const credential = verifySignature(exchange, tools, fields, policy)
  const bucket = bucketOf(exchange)
  const key = (fields.get('key') ?? '').replace(/\$\{filename\}/g, () => fileName ?? '')
  if (key === '')
    throw new ServiceError('InvalidArgument', "Bucket POST must contain a field named 'key'.  If it is specified, please check the order of the fields.", 400)
  fields.set('key', key).set('bucket', bucket)
  const { least, most } = checkPolicy(parsePolicy(policy), fields, exchange.receivedAt)
  exchange.payload = { kind: 'unsigned' }
  exchange.form = {
    path: `/${bucket}/${encode(Buffer.from(key).toString('latin1'), true)}`,
    headers: putHeaders(exchange, fields),
    stream: through(form, new LengthCheck(least, most)),
    bucket,
    key,
    successStatus: fields.get('success_action_status'),
    successRedirect: fields.get('success_action_redirect') ?? fields.get('redirect'),
  }
  return credential
}

function verifySignature(exchange: Exchange, tools: Tools, fields: FormFields['fields'], policy: string): Credential {
  const token = fields.get('x-amz-security-token')
  const oldKeyId = fields.get('awsaccesskeyid')
  if (oldKeyId !== undefined) {
    const credential = findCredential(exchange, tools, oldKeyId, token)
    const expected = createHmac('sha1', credential.secretAccessKey).update(policy).digest('base64')
    if (!sameSignature(expected, fields.get('signature') ?? '')) throw signatureFault(exchange, 'wrong-signature')
    return credential
  }
  const named = parseCredential(fields.get('x-amz-credential') ?? '')
  if (!named || fields.get('x-amz-algorithm') !== 'AWS4-HMAC-SHA256' || named.scope.service !== 's3') {
    throw signatureFault(exchange, 'incomplete', 'The form needs the fields x-amz-algorithm, x-amz-credential, x-amz-date and x-amz-signature.')
  }
  const credential = findCredential(exchange, tools, named.accessKeyId, token)
  const key = tools.signingKeys(credential.accessKeyId, credential.secretAccessKey, named.scope)
  if (!sameSignature(sign(key, policy), fields.get('x-amz-signature') ?? '')) throw signatureFault(exchange, 'wrong-signature')
  exchange.region = named.scope.region
  return credential
}

function bucketOf(exchange: Exchange): string {
  const { host } = exchange
  const named = host?.kind === 'bucket' || host?.kind === 'aws' ? host.bucket : undefined
  const bucket = named ?? exchange.path.replace(/^\/|\/$/g, '')
  if (bucket === '' || bucket.includes('/'))
    throw new ServiceError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405, { Method: 'POST', ResourceType: 'OBJECT' })
  return bucket
}

const TAKEN_OVER = new Set(['content-type', 'cache-control', 'content-disposition', 'content-encoding', 'expires'])
const AUTHENTICATION = /^x-amz-(signature|credential|algorithm|date|security-token)$/

function putHeaders(exchange: Exchange, fields: FormFields['fields']): Record<string, string> {
  if (fields.has('tagging')) throw new ServiceError('NotImplemented', 'Tags in a form are not supported; use PutObjectTagging.', 501)
  const headers: Record<string, string> = { host: exchange.headers.host as string }
  for (const [name, value] of fields) {
    // Header values are bytes, as in any other request.
    const bytes = Buffer.from(value).toString('latin1')
    if (name === 'acl') headers['x-amz-acl'] = bytes
    else if (TAKEN_OVER.has(name) || (name.startsWith('x-amz-') && !AUTHENTICATION.test(name))) headers[name] = bytes
  }
  return headers
}

class LengthCheck extends Transform {
  #length = 0
  readonly #least: number
  readonly #most: number
  constructor(least: number, most: number) {
    super()
    this.#least = least
    this.#most = most
  }
  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#length += chunk.length
    if (this.#length <= this.#most) done(null, chunk)
    else
      done(
        new ServiceError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed size', 400, {
          ProposedSize: this.#length,
          MaxSizeAllowed: this.#most,
        }),
      )
  }
  override _flush(done: TransformCallback): void {
    if (this.#length >= this.#least) done()
    else
      done(
        new ServiceError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', 400, {
          ProposedSize: this.#length,
          MinSizeAllowed: this.#least,
        }),
      )
  }
}

const escapeXml = (text: string): string => text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`)

/** The answer that the form asked for, in place of PutObject's. */
export function formAnswer(form: PostForm, answer: WireResponse, origin: string): WireResponse {
  const etag = answer.headers.etag ?? answer.headers.ETag ?? ''
  const location = `${origin}/${form.bucket}/${encode(Buffer.from(form.key).toString('latin1'), true)}`
  const headers: Record<string, string> = { ...answer.headers, location }
  if (form.successRedirect && URL.canParse(form.successRedirect)) {
    const target = new URL(form.successRedirect)
    for (const [name, value] of [
      ['bucket', form.bucket],
      ['key', form.key],
      ['etag', etag],
    ] as const)
      target.searchParams.append(name, value)
    return { status: 303, headers: { ...headers, location: target.href }, body: '' }
  }
  if (form.successStatus === '200') return { status: 200, headers, body: '' }
  if (form.successStatus !== '201') return { status: 204, headers, body: '' }
  const fields = [
    ['Location', location],
    ['Bucket', form.bucket],
    ['Key', form.key],
    ['ETag', etag],
  ] as const
  const inner = fields.map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`).join('')
  return {
    status: 201,
    headers: { ...headers, 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<PostResponse>${inner}</PostResponse>`,
  }
}
