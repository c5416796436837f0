/** Checks of a statement's Action or NotAction. */
import { hasWildcard, matchesWildcards } from '../wildcards.ts'
import { type Findings, itemsOf, type Spot } from './finding.ts'
import type { JsonMember } from './json-tree.ts'
import { hasAction, nearest, serviceOf, servicePrefixes } from './reference.ts'

const WILDCARD_SERVICE = 'Avoid using wildcards (*, ?) in the service name because it might grant unintended access to other AWS services with similar names.'

/** Operations whose action has another name, which people often take for the action. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  's3:listbuckets': 's3:ListAllMyBuckets',
  's3:listobjects': 's3:ListBucket',
  's3:listobjectsv2': 's3:ListBucket',
  's3:headobject': 's3:GetObject',
  's3:headbucket': 's3:ListBucket',
  's3:copyobject': 's3:PutObject',
  's3:deleteobjects': 's3:DeleteObject',
  's3:createmultipartupload': 's3:PutObject',
  's3:uploadpart': 's3:PutObject',
  's3:completemultipartupload': 's3:PutObject',
  's3:listmultipartuploads': 's3:ListBucketMultipartUploads',
  's3:listparts': 's3:ListMultipartUploadParts',
}

function checkAction(action: string, spot: Spot, findings: Findings): void {
  if (action === '*') return
  const colon = action.indexOf(':')
  const prefix = action.slice(0, colon < 0 ? action.length : colon).toLowerCase()
  const name = action.slice(colon + 1)
  if (colon >= 0 && hasWildcard(prefix)) {
    findings.add('SUGGESTION', 'WILDCARD_IN_SERVICE_NAME', WILDCARD_SERVICE, spot)
    return
  }
  const service = serviceOf(prefix)
  if (!service) {
    const meant = nearest(prefix, servicePrefixes())
    const details = `The service ${action} specified in the action does not exist.${meant === undefined ? '' : ` Did you mean ${meant}?`}`
    findings.error('INVALID_SERVICE_IN_ACTION', details, spot)
    return
  }
  if (colon >= 0 && hasAction(service, name.toLowerCase())) return
  const other = OTHER_NAMES[action.toLowerCase()]
  const near = other === undefined && !hasWildcard(name) ? nearest(name.toLowerCase(), service.actions.values()) : undefined
  const meant = other ?? (near === undefined ? undefined : `${prefix}:${near}`)
  findings.error('INVALID_ACTION', `The action ${action} does not exist.${meant === undefined ? '' : ` Did you mean ${meant}?`}`, spot)
}

interface Named {
  readonly lower: string
  readonly spot: Spot
  readonly text: string
}

/** Wildcards that each value is held against: a bound on what a hostile policy costs. */
const MAX_PATTERNS = 64

/** Values that say nothing new, because an equal one came before or a wildcard takes them in. */
export function redundant(values: readonly Named[]): Named[] {
  const patterns = values.filter(({ lower }) => hasWildcard(lower)).slice(0, MAX_PATTERNS)
  const seen = new Set<string>()
  return values.filter((value) => {
    const repeated = seen.has(value.lower)
    seen.add(value.lower)
    return repeated || patterns.some((pattern) => pattern !== value && pattern.lower !== value.lower && matchesWildcards(pattern.lower, value.lower))
  })
}

export function checkActions({ key, value }: JsonMember, path: Spot['path'], findings: Findings): void {
  const here = [...path, key]
  const items = itemsOf(value, here)
  if (items.length === 0) {
    findings.add('SUGGESTION', 'EMPTY_ARRAY_ACTION', 'This statement includes no actions and does not affect the policy. Specify actions.', {
      path: here,
      node: value,
    })
    return
  }
  const named: Named[] = []
  for (const spot of items) {
    if (spot.node.kind !== 'string') {
      findings.error('DATA_TYPE_MISMATCH', 'The text does not match the expected JSON data type String.', spot)
      continue
    }
    checkAction(spot.node.value, spot, findings)
    named.push({ lower: spot.node.value.toLowerCase(), text: spot.node.value, spot })
  }
  const needless = redundant(named)
  const [first] = needless
  if (!first) return
  const details = `The ${needless.length} action(s) are redundant because they provide similar permissions. Update the policy to remove the redundant action such as: ${first.text}.`
  findings.add('SUGGESTION', 'REDUNDANT_ACTION', details, ...needless.map(({ spot }) => spot))
}
