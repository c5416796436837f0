/**
 * A call's input and output as records write them: AWS's member names with a small first letter, keys of maps as they were sent,
 * no bytes, no streams, and no secret.
 */
import { modelOf, type ServiceId } from '#wire'

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }
export type Parameters = Readonly<Record<string, Json>>

/** The part of a compiled shape that is needed here. */
interface Shape {
  readonly type: string
  readonly sensitive: boolean
  readonly byName: ReadonlyMap<string, Member>
  readonly item?: Member
  readonly value?: Member
}

interface Member {
  readonly name: string
  readonly path: string
  readonly shape: Shape
  readonly streaming: boolean
  readonly location?: string
  readonly locationName?: string
}

/** Members that no record may hold, whatever the model says of them. AWS leaves them out too. */
const SECRET = new Set([
  'SecretAccessKey',
  'secretAccessKey',
  'Password',
  'OldPassword',
  'NewPassword',
  'ServicePassword',
  'ServiceCredentialSecret',
  'PrivateKey',
  'Base32StringSeed',
  'QRCodePNG',
  'TokenCode',
  'AuthenticationCode1',
  'AuthenticationCode2',
  'SAMLAssertion',
  'WebIdentityToken',
  'Plaintext',
  'GrantToken',
  'GrantTokens',
  'SSECustomerKey',
  'CopySourceSSECustomerKey',
  'authorizationToken',
  'ClientSecret',
])
/** Members whose presence is told, and nothing more. */
const HIDDEN = new Set(['AuthorizedUrl'])
const HIDDEN_TEXT = 'HIDDEN_DUE_TO_SECURITY_REASONS'
/** Services whose models mark secrets and only those; S3 marks the names of keys too, which AWS records. */
const SENSITIVE_IS_SECRET: ReadonlySet<ServiceId> = new Set<ServiceId>(['iam', 'sts', 'ecr', 'secretsmanager'])

/** Names and addresses of people are told as stars (AWS: "Logging AWS Organizations API calls"). */
const STARRED: ReadonlySet<ServiceId> = new Set<ServiceId>(['organizations'])
const STARS = '****'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `Aug 2, 2024, 8:45:00 AM`; IAM's records have no comma after the year. */
function dateText(date: Date, service: ServiceId): string {
  const hours = date.getUTCHours()
  const two = (number: number) => String(number).padStart(2, '0')
  const time = `${hours % 12 === 0 ? 12 : hours % 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ${hours < 12 ? 'AM' : 'PM'}`
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()}${service === 'iam' ? '' : ','} ${time}`
}

const isSecret = (member: Member, service: ServiceId): boolean =>
  SECRET.has(member.name) || (SENSITIVE_IS_SECRET.has(service) && member.shape.sensitive && member.shape.type === 'string')

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** EC2's records have the names of its XML: `vpcSet`, `filterSet`, `groups`. */
function ec2Name(member: Member): string {
  const { locationName: name } = member
  if (name === undefined || member.shape.type !== 'list' || !/^[A-Z]/.test(name)) return lowerFirst(name ?? member.name)
  return `${lowerFirst(name.replace(/Id$/, ''))}Set`
}

/** `{ items: [...] }`; a text in a list stands under its own name: `{ vpcId: 'vpc-…' }`. */
function ec2Items(values: readonly unknown[], member: Member): Json {
  const item = member.shape.item as Member
  const name = lowerFirst(member.locationName ?? member.name)
  const items = values.flatMap((value) => {
    const written = writtenValue(value, item, 'ec2')
    if (written === undefined) return []
    return item.shape.type === 'structure' ? [written] : [{ [name]: written }]
  })
  return items.length > 0 ? { items } : {}
}

/** Undefined for what a record does not hold. */
function writtenValue(value: unknown, member: Member, service: ServiceId): Json | undefined {
  if (value === undefined || value === null || isSecret(member, service)) return undefined
  if (HIDDEN.has(member.name)) return HIDDEN_TEXT
  const { shape } = member
  if (STARRED.has(service) && shape.sensitive && shape.type === 'string') return STARS
  switch (shape.type) {
    case 'structure':
      return structure(value as Record<string, unknown>, shape, service)
    case 'list':
      if (service === 'ec2') return ec2Items(value as readonly unknown[], member)
      return (value as readonly unknown[]).flatMap((item) => writtenValue(item, shape.item as Member, service) ?? [])
    case 'map':
      return Object.fromEntries(
        Object.entries(value as Record<string, unknown>).flatMap(([key, item]) => {
          const written = writtenValue(item, shape.value as Member, service)
          return written === undefined ? [] : [[key, written]]
        }),
      )
    case 'timestamp':
      return value instanceof Date ? dateText(value, service) : undefined
    case 'blob':
      return undefined
    case 'document':
      return value as Json
    default:
      return value as string | number | boolean
  }
}

function structure(values: Readonly<Record<string, unknown>>, shape: Shape, service: ServiceId): Parameters {
  const written: Record<string, Json> = {}
  for (const name in values) {
    const member = shape.byName.get(name)
    if (!member || member.streaming) continue
    const value = writtenValue(values[name], member, service)
    if (value !== undefined) written[service === 'ec2' ? ec2Name(member) : member.path] = value
  }
  return written
}

const orNull = (parameters: Parameters): Parameters | null => (Object.keys(parameters).length > 0 ? parameters : null)

/** `Host`, the bucket, the key, the sub-resource as an empty text, headers and query parameters under their own names, the body under its member's. */
function s3Parameters(operation: string, input: Readonly<Record<string, unknown>>, shape: Shape, host: string): Parameters {
  const written: Record<string, Json> = {}
  if (typeof input.Bucket === 'string') written.bucketName = input.Bucket
  written.Host = host
  if (typeof input.Key === 'string') written.key = input.Key
  for (const literal of (modelOf('s3').operation(operation)?.requestUri.split('?')[1] ?? '').split('&')) {
    const [name = '', value = ''] = literal.split('=')
    if (name !== '' && name !== 'x-id') written[name] = value
  }
  for (const name in input) {
    const member = shape.byName.get(name)
    if (!member || member.streaming || name === 'Bucket' || name === 'Key' || name === 'ContentLength' || name === 'ContentMD5') continue
    const value = writtenValue(input[name], member, 's3')
    if (value !== undefined) written[(member.location === undefined ? undefined : member.locationName) ?? member.path] = value
  }
  return written
}

/** `requestParameters`; null for a call without input. `host` is the Host that the caller used. */
export function requestParameters(service: ServiceId, operation: string, input: Readonly<Record<string, unknown>>, host: string): Parameters | null {
  const shape = modelOf(service).operation(operation)?.input?.shape
  if (!shape) return service === 's3' ? { Host: host } : null
  return orNull(service === 's3' ? s3Parameters(operation, input, shape, host) : structure(input, shape, service))
}

/** EC2's `return` is `_return` in records, and true where the model has no output. */
function ec2Answer(requestId: string, shape: Shape | undefined, output: Readonly<Record<string, unknown>>): Parameters {
  const { return: told, ...rest } = shape ? structure(output, shape, 'ec2') : { return: true }
  return { requestId, ...(told === undefined ? {} : { _return: told }), ...rest }
}

/** `responseElements` of a write; null when it has none. */
export function responseElements(service: ServiceId, operation: string, output: unknown, requestId: string): Parameters | null {
  const shape = modelOf(service).operation(operation)?.output?.shape
  if (service === 'ec2') return ec2Answer(requestId, shape, output as Record<string, unknown>)
  return shape && typeof output === 'object' && output !== null ? orNull(structure(output as Record<string, unknown>, shape, service)) : null
}
