/** Checks of a statement's elements: which it must have, which it may have. */
import { checkActions } from './action-checks.ts'
import { checkConditions } from './condition-checks.ts'
import type { Findings, Spot } from './finding.ts'
import { checkGrants } from './grant-checks.ts'
import { type JsonMember, type JsonNode, memberOf } from './json-tree.ts'
import { checkResources } from './resource-checks.ts'

/** `trust`: a role's. */
export type Kind = 'identity' | 'resource' | 'trust'

const ELEMENTS = new Set(['Sid', 'Effect', 'Principal', 'NotPrincipal', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'])
const PRINCIPAL_KEYS = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser'])
const COMBINATIONS = [
  ['Action', 'NotAction'],
  ['Resource', 'NotResource'],
  ['Principal', 'NotPrincipal'],
] as const

function checkSid({ value }: JsonMember, path: Spot['path'], kind: Kind, findings: Findings): void {
  const spot = { path: [...path, 'Sid'], node: value }
  if (value.kind !== 'string') findings.error('DATA_TYPE_MISMATCH', 'The text does not match the expected JSON data type String.', spot)
  else if (value.value === '') findings.add('SUGGESTION', 'EMPTY_SID_VALUE', 'Add a value to the empty string in the Sid element.', spot)
  else if (kind === 'identity' && !/^[A-Za-z0-9]+$/.test(value.value))
    findings.error('UNSUPPORTED_SID', 'Update the characters in the Sid element to use one of the following character types: [a-z, A-Z, 0-9]', spot)
}

function checkEffect(statement: Spot & { readonly node: JsonNode }, findings: Findings): void {
  const effect = memberOf(statement.node, 'Effect')
  if (!effect) {
    findings.error('MISSING_EFFECT', 'Add an Effect element to the policy statement with a value of Allow or Deny.', statement)
    return
  }
  const { value } = effect
  const text = value.kind === 'string' ? value.value : 'value' in value ? String(value.value) : ''
  if (text !== 'Allow' && text !== 'Deny')
    findings.error('INVALID_EFFECT', `The effect ${text} is not valid. Use Allow or Deny.`, { path: [...statement.path, 'Effect'], node: value })
}

function checkPrincipal({ key, value }: JsonMember, path: Spot['path'], kind: Kind, findings: Findings): void {
  const here = [...path, key]
  const spot = { path: here, node: value }
  if (kind === 'trust' && key === 'NotPrincipal')
    findings.error(
      'ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL',
      'Role trust policies do not support NotPrincipal. Update the policy to use a Principal element instead.',
      spot,
    )
  if (value.kind === 'string' && value.value === '*') {
    const details = '"Principal:" "*" is not supported in the principal element of a role trust policy. Replace the wildcard with a valid principal value.'
    if (kind === 'trust') findings.error('ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL', details, spot)
    return
  }
  if (value.kind !== 'object') {
    findings.error('INVALID_PRINCIPAL_FORMAT', 'The Principal element contents are not valid. Specify a key-value pair in the Principal element.', spot)
    return
  }
  const nobody = 'This statement includes no principals and does not affect the policy. Specify principals.'
  if (value.members.length === 0) findings.add('SUGGESTION', 'EMPTY_OBJECT_PRINCIPAL', nobody, spot)
  for (const member of value.members) {
    const inside = { path: [...here, member.key], node: member.value }
    if (!PRINCIPAL_KEYS.has(member.key))
      findings.error('INVALID_PRINCIPAL_KEY', `The principal key ${member.key} is not valid.`, { ...inside, node: member.keyPlace })
    if (member.value.kind === 'array' && member.value.items.length === 0) findings.add('SUGGESTION', 'EMPTY_ARRAY_PRINCIPAL', nobody, inside)
  }
}

function checkPrincipals(statement: Spot & { readonly node: JsonNode }, kind: Kind, allows: boolean, findings: Findings): void {
  const principal = memberOf(statement.node, 'Principal') ?? memberOf(statement.node, 'NotPrincipal')
  if (kind === 'identity') {
    if (!principal) return
    const details = `The policy type IDENTITY_POLICY does not support the Principal element. Remove the Principal element.`
    findings.error('UNSUPPORTED_PRINCIPAL', details, { path: [...statement.path, principal.key], node: principal.value })
    return
  }
  if (!principal) {
    findings.error('MISSING_PRINCIPAL', 'Add a Principal element to the policy statement.', statement)
    return
  }
  if (principal.key === 'NotPrincipal' && allows) {
    const details = 'Using Allow with NotPrincipal can be overly permissive. We recommend that you use Principal instead.'
    findings.add('SECURITY_WARNING', 'ALLOW_WITH_NOT_PRINCIPAL', details, { path: [...statement.path, 'NotPrincipal'], node: principal.value })
  }
  checkPrincipal(principal, statement.path, kind, findings)
}

function checkElements(statement: Spot & { readonly node: JsonNode & { kind: 'object' } }, kind: Kind, findings: Findings): void {
  for (const { key, keyPlace } of statement.node.members)
    if (!ELEMENTS.has(key))
      findings.error('INVALID_POLICY_ELEMENT', `The policy element ${key} is not valid.`, { path: [...statement.path, key], node: keyPlace })
  for (const [one, other] of COMBINATIONS) {
    if (!memberOf(statement.node, one) || !memberOf(statement.node, other)) continue
    const details = `The policy elements ${one} and ${other} can not be used in the same statement. Remove one of these elements.`
    findings.error('UNSUPPORTED_ELEMENT_COMBINATION', details, statement)
  }
  const sid = memberOf(statement.node, 'Sid')
  if (sid) checkSid(sid, statement.path, kind, findings)
}

export function checkStatement(node: JsonNode, path: Spot['path'], kind: Kind, findings: Findings): void {
  if (node.kind !== 'object') {
    findings.error('DATA_TYPE_MISMATCH', 'The text does not match the expected JSON data type Object.', { path, node })
    return
  }
  const statement = { path, node }
  checkElements(statement, kind, findings)
  checkEffect(statement, findings)
  const effect = memberOf(node, 'Effect')?.value
  const allows = effect?.kind === 'string' && effect.value === 'Allow'
  checkPrincipals(statement, kind, allows, findings)
  const action = memberOf(node, 'Action') ?? memberOf(node, 'NotAction')
  if (action) checkActions(action, path, findings)
  else findings.error('MISSING_ACTION', 'Add an Action or NotAction element to the policy statement.', statement)
  const resource = memberOf(node, 'Resource') ?? memberOf(node, 'NotResource')
  if (kind === 'trust') {
    const details =
      'Role trust policies apply to the role that they are attached to. You cannot specify a resource. Remove the Resource or NotResource element.'
    if (resource) findings.error('ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE', details, { path: [...path, resource.key], node: resource.value })
  } else if (resource) checkResources(resource, path, findings)
  else findings.error('MISSING_RESOURCE', 'Add a Resource or NotResource element to the policy statement.', statement)
  const condition = memberOf(node, 'Condition')
  if (condition) checkConditions(condition, path, findings)
  if (allows && kind === 'identity') checkGrants(node, path, findings)
}
