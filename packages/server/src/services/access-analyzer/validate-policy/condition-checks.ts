/** Checks of a statement's Condition. */
import { isIP } from 'node:net'
import { type Findings, itemsOf, type Spot } from './finding.ts'
import type { JsonMember, JsonNode } from './json-tree.ts'
import { hasKey, serviceOf } from './reference.ts'

const OPERATORS = new Set(
  [
    ...['Equals', 'NotEquals', 'EqualsIgnoreCase', 'NotEqualsIgnoreCase', 'Like', 'NotLike'].map((rest) => `String${rest}`),
    ...['Equals', 'NotEquals', 'LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].flatMap((rest) => [`Numeric${rest}`, `Date${rest}`]),
    ...['Equals', 'NotEquals', 'Like', 'NotLike'].map((rest) => `Arn${rest}`),
    'Bool',
    'BinaryEquals',
    'IpAddress',
    'NotIpAddress',
    'Null',
  ].map((operator) => operator.toLowerCase()),
)

/** AWS: "AWS global condition context keys". A slash ends a family. */
const GLOBAL_KEYS =
  `AssumedRoot CalledVia CalledViaFirst CalledViaLast CurrentTime Ec2InstanceSourceVpc Ec2InstanceSourcePrivateIPv4 EpochTime FederatedProvider
 MultiFactorAuthAge MultiFactorAuthPresent PrincipalAccount PrincipalArn PrincipalIsAWSService PrincipalOrgID PrincipalOrgPaths PrincipalServiceName
 PrincipalServiceNamesList PrincipalTag/ PrincipalType Referer RequestedRegion RequestTag/ ResourceAccount ResourceOrgID ResourceOrgPaths ResourceTag/
 SecureTransport SignInSessionArn SourceAccount SourceArn SourceIdentity SourceIp SourceOrgID SourceOrgPaths SourceVpc SourceVpcArn SourceVpce TagKeys
 TokenIssueTime UserAgent userid username ViaAWSService VpceAccount VpceOrgID VpceOrgPaths VpcSourceIp`
    .toLowerCase()
    .split(/\s+/)

const SINGLE_VALUED_EXCEPTIONS = new Set([
  'aws:calledvia',
  'aws:principalservicenameslist',
  'aws:tagkeys',
  'aws:principalorgpaths',
  'aws:resourceorgpaths',
  'aws:sourceorgpaths',
  'aws:vpceorgpaths',
])

interface Operator {
  readonly base: string
  readonly qualifier: string | undefined
  readonly ifExists: boolean
}

function readOperator(text: string): Operator {
  const lower = text.toLowerCase()
  const colon = lower.indexOf(':')
  const qualifier = colon < 0 ? undefined : lower.slice(0, colon)
  const rest = lower.slice(colon + 1)
  const ifExists = rest.endsWith('ifexists')
  return { base: ifExists ? rest.slice(0, -'ifexists'.length) : rest, qualifier, ifExists }
}

function checkKey(key: string, spot: Spot, findings: Findings): void {
  const lower = key.toLowerCase()
  const colon = lower.indexOf(':')
  if (colon < 0) {
    findings.error('INVALID_CONDITION_KEY_FORMAT', 'The condition key format is not valid. Use the format service:keyname.', spot)
    return
  }
  const prefix = lower.slice(0, colon)
  const name = lower.slice(colon + 1)
  if (prefix === 'aws') {
    if (!GLOBAL_KEYS.some((known) => (known.endsWith('/') ? name.startsWith(known) && name.length > known.length : known === name)))
      findings.error('INVALID_GLOBAL_CONDITION_KEY', `The condition key ${key} does not exist. Use a valid condition key.`, spot)
    return
  }
  const service = serviceOf(prefix)
  // Keys of identity providers have host names for prefixes.
  if (service ? !hasKey(service, lower) : !/[./]/.test(prefix) && !['saml', 'www'].includes(prefix))
    findings.error(
      service ? 'INVALID_SERVICE_CONDITION_KEY' : 'INVALID_SERVICE',
      service
        ? `The condition key ${key} does not exist in the service ${prefix}. Use a valid condition key.`
        : `The service ${prefix} does not exist. Use a valid service name.`,
      spot,
    )
}

const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$|^\d+$/

function isIpRange(text: string): boolean {
  const [address = '', bits] = text.split('/')
  const version = isIP(address)
  return version !== 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128)))
}

/** Warnings about values that an operator cannot compare. */
function checkValue(operator: string, { base }: Operator, text: string, spot: Spot, findings: Findings): void {
  if (text.includes('${')) return
  const warn = (code: string, details: string) => findings.add('WARNING', code, details, spot)
  if ((base === 'bool' || base === 'null') && !/^(true|false)$/i.test(text))
    warn('TYPE_MISMATCH_BOOLEAN', `Add a valid Boolean value (true or false) for the condition operator ${operator}.`)
  if (base.startsWith('numeric') && (text === '' || Number.isNaN(Number(text))))
    warn('TYPE_MISMATCH_NUMBER', `Add a valid numeric value for the condition operator ${operator}.`)
  if (base.startsWith('date') && !DATE.test(text))
    warn(
      'TYPE_MISMATCH_DATE',
      'The date condition operator is used with an invalid value. Specify a valid date using YYYY-MM-DD or other ISO 8601 date/time format.',
    )
  if (base.endsWith('ipaddress') && !isIpRange(text))
    warn('TYPE_MISMATCH_IP_RANGE', `The condition operator ${operator} is used with an invalid IP range value. Specify the IP range in standard CIDR format.`)
  if (/^string(not)?equals/.test(base) && /[*?]/.test(text))
    warn(
      'WILDCARD_WITHOUT_LIKE_OPERATOR',
      'Your condition value includes a * or ? character. If you meant to use a wildcard (*, ?), update the condition operator to include Like.',
    )
}

function checkEmpty(key: string, { qualifier, ifExists }: Operator, spot: Spot, findings: Findings): void {
  const missing = `matches only if the key ${key} is missing from the request context. To determine if the request context is empty, we recommend that you use the Null condition operator with the value of true instead.`
  if (qualifier === 'forallvalues')
    findings.add('SUGGESTION', 'EMPTY_ARRAY_CONDITION_FORALLVALUES', `The ForAllValues prefix with an empty condition key ${missing}`, spot)
  else if (qualifier === 'foranyvalue')
    findings.add(
      'SUGGESTION',
      'EMPTY_ARRAY_CONDITION_FORANYVALUE',
      `The ForAnyValue prefix with an empty condition key ${key} never matches the request context and it does not affect the policy. Specify conditions.`,
      spot,
    )
  else if (ifExists) findings.add('SUGGESTION', 'EMPTY_ARRAY_CONDITION_IFEXISTS', `The IfExists suffix with an empty condition key ${missing}`, spot)
  else
    findings.add(
      'SUGGESTION',
      'EMPTY_ARRAY_CONDITION',
      `There are no values for the condition key ${key} and it does not affect the policy. Specify conditions.`,
      spot,
    )
}

function checkBlock(operator: string, read: Operator, block: JsonNode & { kind: 'object' }, path: Spot['path'], findings: Findings): void {
  const seen = new Set<string>()
  for (const { key, keyPlace, value } of block.members) {
    const spot = { path: [...path, key], node: keyPlace }
    if (seen.has(key.toLowerCase()))
      findings.error(
        'DUPLICATE_KEYS_WITH_DIFFERENT_CASE',
        `The condition key ${key} appears more than once with different capitalization in the same condition block. Remove the duplicate condition keys.`,
        spot,
      )
    seen.add(key.toLowerCase())
    checkKey(key, spot, findings)
    if (read.qualifier === 'forallvalues' && key.toLowerCase().startsWith('aws:') && !SINGLE_VALUED_EXCEPTIONS.has(key.toLowerCase()))
      findings.add(
        'SECURITY_WARNING',
        'FORALLVALUES_WITH_SINGLE_VALUED_KEY',
        `Using ForAllValues qualifier with the single-valued condition key ${key} can be overly permissive. We recommend that you remove ForAllValues:.`,
        spot,
      )
    const values = itemsOf(value, spot.path)
    if (values.length === 0) checkEmpty(key, read, { path: spot.path, node: value }, findings)
    for (const item of values) {
      if ('value' in item.node && item.node.value !== null) checkValue(operator, read, String(item.node.value), item, findings)
      else findings.error('DATA_TYPE_MISMATCH', 'The text does not match the expected JSON data type String.', item)
    }
  }
}

function checkOperator(operator: string, read: Operator, spot: Spot, findings: Findings): void {
  const known = OPERATORS.has(read.base) && (read.qualifier === undefined || read.qualifier === 'forallvalues' || read.qualifier === 'foranyvalue')
  if (!known) findings.error('INVALID_CONDITION_OPERATOR', `The condition operator ${operator} is not valid. Use a valid condition operator.`, spot)
  else if (read.base === 'null' && read.ifExists)
    findings.error('NULL_WITH_IF_EXISTS', 'The Null condition operator cannot be used with the IfExists suffix. Update the operator or the suffix.', spot)
  else if (read.base === 'null' && read.qualifier !== undefined) {
    const details =
      'Avoid using the Null condition operator with the ForAllValues or ForAnyValue qualifiers because they always return a true or false respectively.'
    findings.add('SUGGESTION', 'NULL_WITH_QUALIFIER', details, spot)
  }
}

export function checkConditions({ key, value }: JsonMember, path: Spot['path'], findings: Findings): void {
  const here = [...path, key]
  if (value.kind !== 'object') {
    findings.error('DATA_TYPE_MISMATCH', 'The text does not match the expected JSON data type Object.', { path: here, node: value })
    return
  }
  if (value.members.length === 0) {
    const details = 'This condition block is empty and it does not affect the policy. Specify conditions.'
    findings.add('SUGGESTION', 'EMPTY_OBJECT_CONDITION', details, { path: here, node: value })
  }
  for (const { key: operator, keyPlace, value: block } of value.members) {
    const read = readOperator(operator)
    const inside = [...here, operator]
    checkOperator(operator, read, { path: inside, node: keyPlace }, findings)
    if (block.kind === 'object') checkBlock(operator, read, block, inside, findings)
    else findings.error('DATA_TYPE_MISMATCH', 'The text does not match the expected JSON data type Object.', { path: inside, node: block })
  }
}
