/** Allowances that reach further than most people mean: iam:PassRole and iam:CreateServiceLinkedRole on everything. */
import { hasWildcard, matchesWildcards } from '../wildcards.ts'
import { type Findings, itemsOf, type Spot } from './finding.ts'
import { type JsonNode, memberOf } from './json-tree.ts'

interface Grant {
  /** In lower case. */
  readonly action: string
  readonly name: string
  readonly code: string
  readonly type: 'SECURITY_WARNING' | 'WARNING'
  /** A condition key that makes a wide grant narrow. */
  readonly narrowedBy?: string
  /** How the sentences go on after "… in the resource", "… in the action and the resource". */
  readonly danger: (verb: string, on: string) => string
  readonly advice: string
}

const PASS_ROLE: Grant = {
  action: 'iam:passrole',
  name: 'iam:PassRole',
  code: 'PASS_ROLE',
  type: 'SECURITY_WARNING',
  narrowedBy: 'iam:passedtoservice',
  danger: (verb, on) => `can be overly permissive because it ${verb} iam:PassRole permissions on ${on}.`,
  advice: 'We recommend that you specify resource ARNs or add the iam:PassedToService condition key to your statement.',
}

const CREATE_SLR: Grant = {
  action: 'iam:createservicelinkedrole',
  name: 'iam:CreateServiceLinkedRole',
  code: 'CREATE_SLR',
  type: 'WARNING',
  narrowedBy: 'iam:awsservicename',
  danger: (verb, on) => `can allow creation of unintended service-linked roles because it ${verb} iam:CreateServiceLinkedRole permissions on ${on}.`,
  advice: 'We recommend that you specify resource ARNs instead.',
}

const SPECIFY = 'We recommend that you specify resource ARNs instead.'

interface Texts {
  readonly spot: Spot
  readonly text: string
}

const textsOf = (node: JsonNode | undefined, path: Spot['path']): Texts[] =>
  node ? itemsOf(node, path).flatMap((spot) => (spot.node.kind === 'string' ? [{ spot, text: spot.node.value }] : [])) : []

function hasConditionKey(statement: JsonNode, key: string): boolean {
  const condition = memberOf(statement, 'Condition')?.value
  return (
    condition?.kind === 'object' &&
    condition.members.some(({ value }) => value.kind === 'object' && value.members.some((member) => member.key.toLowerCase() === key))
  )
}

/** A statement's parts that the checks of a grant look at. */
interface Parts {
  readonly actions: readonly Texts[]
  readonly notActions: boolean
  readonly wild: readonly Texts[]
  readonly notResource: Spot | undefined
}

function checkGrant(grant: Grant, { actions, notActions, wild, notResource }: Parts, findings: Findings): void {
  const exact = actions.find(({ text }) => text.toLowerCase() === grant.action)
  const star = actions.find(({ text }) => hasWildcard(text) && matchesWildcards(text.toLowerCase(), grant.action))
  const add = (code: string, details: string, ...spots: readonly (Spot | undefined)[]) =>
    findings.add(grant.type, `${grant.code}_WITH_${code}`, details, ...spots.filter((spot) => spot !== undefined))
  if (notResource) {
    const multiple = grant.danger('can allow', 'multiple resources')
    if (exact) add('NOT_RESOURCE', `Using the ${grant.name} action with NotResource ${multiple} ${SPECIFY}`, exact.spot, notResource)
    else if (star) add('STAR_IN_ACTION_AND_NOT_RESOURCE', `Using an action with a wildcard (*) and NotResource ${multiple} ${SPECIFY}`, star.spot, notResource)
    else if (notActions) add('NOT_ACTION_AND_NOT_RESOURCE', `Using NotAction with NotResource ${multiple} ${SPECIFY}`, notResource)
    return
  }
  const [widest] = wild
  if (!widest) return
  const everything = wild.find(({ text }) => text === '*')
  const all = grant.danger('allows', 'all resources')
  if (exact) {
    const danger = grant.code === 'PASS_ROLE' ? grant.danger('allows', 'multiple resources') : 'can allow creation of unintended service-linked roles.'
    add('STAR_IN_RESOURCE', `Using the ${grant.name} action with wildcards (*) in the resource ${danger} ${grant.advice}`, exact.spot, widest.spot)
  } else if (star && everything)
    add('STAR_IN_ACTION_AND_RESOURCE', `Using wildcards (*) in the action and the resource ${all} ${grant.advice}`, star.spot, everything.spot)
  else if (notActions && everything)
    add('STAR_IN_RESOURCE_AND_NOT_ACTION', `Using a resource with wildcards (*) and NotAction ${all} ${grant.advice}`, everything.spot)
}

/** For statements that allow. */
export function checkGrants(statement: JsonNode, path: Spot['path'], findings: Findings): void {
  const action = memberOf(statement, 'Action')
  const notResource = memberOf(statement, 'NotResource')
  const resources = textsOf(memberOf(statement, 'Resource')?.value, [...path, 'Resource'])
  const parts: Parts = {
    actions: textsOf(action?.value, [...path, 'Action']),
    notActions: memberOf(statement, 'NotAction') !== undefined,
    wild: resources.filter(({ text }) => hasWildcard(text)),
    notResource: notResource && { path: [...path, 'NotResource'], node: notResource.value },
  }
  for (const grant of [PASS_ROLE, CREATE_SLR]) if (!grant.narrowedBy || !hasConditionKey(statement, grant.narrowedBy)) checkGrant(grant, parts, findings)
}
