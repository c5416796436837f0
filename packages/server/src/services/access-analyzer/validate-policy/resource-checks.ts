/** Checks of a statement's Resource or NotResource. */
import { redundant } from './action-checks.ts'
import { type Findings, itemsOf, type Spot } from './finding.ts'
import type { JsonMember } from './json-tree.ts'
import { serviceOf } from './reference.ts'

const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov', 'aws-iso', 'aws-iso-b', 'aws-eusc']
const FIELDS = 6

/** A field that a wildcard or a variable stands in can be anything. */
const isOpen = (field: string) => /[*?$]/.test(field)

function checkScope(service: string, region: string, account: string, spot: Spot, findings: Findings): void {
  const forms = serviceOf(service)?.forms ?? []
  if (forms.length === 0) return
  const all = (letter: string) => forms.every((form) => form.includes(letter))
  const none = (letter: string) => !forms.some((form) => form.includes(letter))
  if (region !== '' && region !== '*' && none('r'))
    findings.error('ARN_REGION_NOT_ALLOWED', `The service ${service} does not support specifying a Region in the resource ARN.`, spot)
  if (region === '' && all('r')) findings.error('MISSING_ARN_REGION', `Add a Region to the ${service} resource ARN.`, spot)
  if (account !== '' && account !== '*' && none('a'))
    findings.error('ARN_ACCOUNT_NOT_ALLOWED', `The service ${service} does not support specifying an account ID in the resource ARN.`, spot)
}

function checkArn(arn: string, spot: Spot, findings: Findings): void {
  if (arn === '*' || arn.startsWith('*')) return
  const [prefix = '', partition = '', service = '', region = '', account = '', ...rest] = arn.split(':')
  if (prefix !== 'arn') {
    if (!isOpen(prefix)) findings.error('INVALID_ARN_PREFIX', 'Add the required prefix (arn) to the resource ARN.', spot)
    return
  }
  if (rest.length === 0) {
    // A star at the end reaches beyond the missing colons.
    if (arn.endsWith('*')) return
    const details = `Resource ARNs must include at least ${FIELDS} fields in the following structure: arn:partition:service:region:account:resource`
    findings.error('MISSING_ARN_FIELD', details, spot)
    return
  }
  if (!isOpen(partition) && !PARTITIONS.includes(partition)) {
    const details = `The resource ARN for the service ${service} does not support the partition ${partition}. Use the supported values: ${PARTITIONS.join(', ')}`
    findings.error('INVALID_PARTITION', details, spot)
  }
  if (isOpen(service)) return
  if (service !== service.toLowerCase() && serviceOf(service.toLowerCase())) {
    findings.error('INVALID_ARN_SERVICE_CASE', `Update the service name ${service} in the resource ARN to use all lowercase letters.`, spot)
    return
  }
  if (account !== '' && account !== 'aws' && !isOpen(account) && !/^\d{12}$/.test(account))
    findings.error('INVALID_ARN_ACCOUNT', `The resource ARN account ID ${account} is not valid. Provide a 12-digit account ID.`, spot)
  if (rest.join(':') === '') {
    findings.error('INVALID_ARN_RESOURCE', 'Resource ARN does not match the expected ARN format. Update the resource portion of the ARN.', spot)
    return
  }
  if (!isOpen(region) && !isOpen(account)) checkScope(service, region, account, spot, findings)
}

export function checkResources({ key, value }: JsonMember, path: Spot['path'], findings: Findings): void {
  const here = [...path, key]
  const items = itemsOf(value, here)
  if (items.length === 0) {
    const details = 'This statement includes no resources and does not affect the policy. Specify resources.'
    findings.add('SUGGESTION', 'EMPTY_ARRAY_RESOURCE', details, { path: here, node: value })
    return
  }
  const named: { lower: string; text: string; spot: Spot }[] = []
  for (const spot of items) {
    if (spot.node.kind !== 'string') {
      findings.error('DATA_TYPE_MISMATCH', 'The text does not match the expected JSON data type String.', spot)
      continue
    }
    checkArn(spot.node.value, spot, findings)
    // Resources tell capital letters apart.
    named.push({ lower: spot.node.value, text: spot.node.value, spot })
  }
  const needless = redundant(named)
  if (needless.length === 0) return
  const details = `The ${needless.length} resource ARN(s) are redundant because they reference the same resource. Review the use of wildcards (*)`
  findings.add('SUGGESTION', 'REDUNDANT_RESOURCE', details, ...needless.map(({ spot }) => spot))
}
