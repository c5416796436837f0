/**
 * AWS's canonical forms of a request. All texts are byte strings (one character a byte, as Node hands over the request line and headers),
 * so that what the client signed is what is hashed. Rules: "Create a signed AWS API request" in the IAM user guide, and botocore's test vectors.
 */

const PLAIN = /^[A-Za-z0-9\-._~]*$/
const PLAIN_PATH = /^[A-Za-z0-9\-._~/]*$/

const ENCODED: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte)
  return PLAIN.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
})

/** Percent-encodes all but unreserved characters; `/` stays when `keepSlash`. */
export function encode(bytes: string, keepSlash = false): string {
  if ((keepSlash ? PLAIN_PATH : PLAIN).test(bytes)) return bytes
  let encoded = ''
  for (let at = 0; at < bytes.length; at++) {
    const code = bytes.charCodeAt(at)
    encoded += keepSlash && code === 0x2f ? '/' : ENCODED[code & 0xff]
  }
  return encoded
}

/** Decodes percent escapes once; a `+` and a malformed escape stay what they are. */
export function decode(bytes: string): string {
  if (!bytes.includes('%')) return bytes
  return bytes.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/**
 * S3 encodes each byte of the key once and never normalises: `a//b`, `.` and `..` are parts of keys. What the client left unencoded or encoded
 * needlessly makes no difference. The other services encode the path as sent once more, after dropping empty and dot segments.
 */
export function canonicalPath(path: string, service: string): string {
  if (service === 's3') return PLAIN_PATH.test(path) ? path : encode(decode(path), true)
  return encode(normalizePath(path), true)
}

function normalizePath(path: string): string {
  if (path === '/' || (!path.includes('//') && !path.includes('/.'))) return path
  const kept: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop()
    else if (segment !== '' && segment !== '.') kept.push(segment)
  }
  const normal = `/${kept.join('/')}`
  return normal !== '/' && /\/\.{0,2}$/.test(path) ? `${normal}/` : normal
}

/** Sorted by encoded name, then value; `+` is a literal plus; a name without `=` gets one. `without` names the parameter that holds the signature. */
export function canonicalQuery(query: string, without?: string): string {
  if (query === '') return ''
  const pairs: [name: string, value: string][] = []
  for (const part of query.split('&')) {
    if (part === '') continue
    const equals = part.indexOf('=')
    const name = encode(decode(equals < 0 ? part : part.slice(0, equals)))
    if (name !== without) pairs.push([name, equals < 0 ? '' : encode(decode(part.slice(equals + 1)))])
  }
  if (pairs.length > 1) pairs.sort(byNameThenValue)
  let text = ''
  for (const [name, value] of pairs) text += `${text === '' ? '' : '&'}${name}=${value}`
  return text
}

const byNameThenValue = (a: readonly [string, string], b: readonly [string, string]): number =>
  a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0

/** Trims, and makes one space of several. */
const tidy = (value: string): string => (value.includes('  ') || value.includes('\t') ? value.trim().replace(/[ \t]+/g, ' ') : value.trim())

export interface SignedFields {
  readonly headers: Readonly<Record<string, string>>
  /** Values of headers that came more than once, in their order. */
  readonly repeated: ReadonlyMap<string, readonly string[]> | undefined
}

/** `name:value\n` for each signed header, in the order given; undefined when one of them did not come. */
export function canonicalHeaders(fields: SignedFields, names: readonly string[]): string | undefined {
  let text = ''
  for (const name of names) {
    const value = fields.headers[name]
    if (value === undefined) return undefined
    const several = fields.repeated?.get(name)
    text += `${name}:${several ? several.map(tidy).join(',') : tidy(value)}\n`
  }
  return text
}

export interface SignedRequest extends SignedFields {
  readonly method: string
  readonly path: string
  readonly query: string
}

/** The canonical request; undefined when a signed header did not come. */
export function canonicalRequest(
  request: SignedRequest,
  service: string,
  signedHeaders: readonly string[],
  payloadHash: string,
  without?: string,
): string | undefined {
  const headers = canonicalHeaders(request, signedHeaders)
  if (headers === undefined) return undefined
  return `${request.method}\n${canonicalPath(request.path, service)}\n${canonicalQuery(request.query, without)}\n${headers}\n${signedHeaders.join(';')}\n${payloadHash}`
}
