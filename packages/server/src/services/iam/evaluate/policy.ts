/** A policy document, read once into something that can be asked. */
import { repeatedMember } from '../../../lib/repeated-member.ts'
import { type ActionMatcher, compileActions } from './actions.ts'
import { type ArnPattern, compileArn } from './arn.ts'
import { type Condition, compileCondition, isOperator } from './conditions.ts'
import { variablesIn } from './glob.ts'

/** What a principal element names; `type` in lower case (`aws`, `service`, `federated`, `canonicaluser`), or `*` for everyone. */
export interface PrincipalPattern {
  readonly type: string
  readonly value: string
}

/** A list and whether the statement means what stands in it or all but that. */
interface Selection<Item> {
  readonly items: readonly Item[]
  readonly except: boolean
}

export interface Statement {
  readonly sid: string | undefined
  readonly effect: 'Allow' | 'Deny'
  readonly actions: { readonly matches: ActionMatcher; readonly except: boolean }
  /** Undefined in a trust policy: it is about the role that it belongs to. */
  readonly resources: Selection<ArnPattern> | undefined
  /** Undefined in an identity policy. */
  readonly principals: Selection<PrincipalPattern> | undefined
  readonly conditions: readonly Condition[]
  /** All context keys that the statement looks at, in conditions and variables; lower case. */
  readonly keys: readonly string[]
  /** Where the statement stands in its policy, from 0. */
  readonly index: number
}

/** What a policy says of one action. */
export interface Concern {
  readonly statements: readonly Statement[]
  /** The context keys that those statements look at; lower case. */
  readonly keys: readonly string[]
}

export interface Policy {
  readonly statements: readonly Statement[]
  /** The statements about an action (lower case), in their order; remembered. */
  about(lowerAction: string): Concern
}

export type PolicyKind = 'identity' | 'trust' | 'resource'

/** The document cannot be a policy; the message is IAM's. */
export class MalformedPolicy extends Error {}

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

const syntaxError = () => new MalformedPolicy('Syntax errors in policy.')

const STATEMENT_ELEMENTS = new Set(['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Principal', 'NotPrincipal', 'Condition'])
const POLICY_ELEMENTS = new Set(['Version', 'Id', 'Statement'])
const MAX_STATEMENTS = 1_000
/** Actions that a policy remembers its concern with; more are worked out again. */
const MAX_CONCERNS = 500

/** A policy of these statements. */
export function policyOf(statements: readonly Statement[]): Policy {
  const concerns = new Map<string, Concern>()
  return {
    statements,
    about(action) {
      const known = concerns.get(action)
      if (known) return known
      const about = statements.filter(({ actions }) => actions.matches(action) !== actions.except)
      const concern = { statements: about, keys: [...new Set(about.flatMap(({ keys }) => keys))] }
      if (concerns.size >= MAX_CONCERNS) concerns.clear()
      concerns.set(action, concern)
      return concern
    },
  }
}

/** Says nothing, and so allows nothing. */
export const silentPolicy: Policy = policyOf([])

/** A string or a list of strings, as IAM allows almost everywhere. */
function strings(value: unknown): string[] {
  const list = Array.isArray(value) ? value : [value]
  for (const item of list) if (typeof item !== 'string') throw syntaxError()
  return list as string[]
}

/** Condition values may be numbers and booleans too. */
function scalars(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).map((item) => {
    if (typeof item !== 'string' && typeof item !== 'number' && typeof item !== 'boolean') throw syntaxError()
    return String(item)
  })
}

function selection<Item>(statement: Json, name: string, make: (value: unknown) => Item[]): Selection<Item> | undefined {
  const except = `Not${name}`
  if (name in statement && except in statement) throw syntaxError()
  if (name in statement) return { items: make(statement[name]), except: false }
  if (except in statement) return { items: make(statement[except]), except: true }
  return undefined
}

function checkAction(action: string): void {
  if (action === '*') return
  const parts = action.split(':')
  if (parts.length === 1) throw new MalformedPolicy('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.')
  if (parts.length > 2) throw new MalformedPolicy('Actions/Condition can contain only one colon.')
  if (!/^(\*|[a-zA-Z0-9.-]+)$/.test(parts[0] as string)) throw new MalformedPolicy(`Vendor ${parts[0]} is not valid`)
}

function checkResource(resource: string): void {
  if (resource === '*' || /^arn:/.test(resource) || resource.startsWith('*')) return
  throw new MalformedPolicy(`Resource ${resource} must be in ARN format or "*".`)
}

function principals(value: unknown): PrincipalPattern[] {
  if (value === '*') return [{ type: '*', value: '*' }]
  if (!isObject(value)) throw new MalformedPolicy('Invalid principal in policy.')
  return Object.entries(value).flatMap(([type, names]) =>
    strings(names).map((name) => {
      if (!['AWS', 'Service', 'Federated', 'CanonicalUser'].includes(type)) throw new MalformedPolicy(`Invalid principal in policy: "${type}":"${name}"`)
      return type === 'AWS' && name === '*' ? { type: '*', value: '*' } : { type: type.toLowerCase(), value: name }
    }),
  )
}

function conditions(value: unknown, variables: boolean): Condition[] {
  if (value === undefined) return []
  if (!isObject(value)) throw syntaxError()
  return Object.entries(value).flatMap(([operator, keys]) => {
    if (!isOperator(operator) || !isObject(keys)) throw syntaxError()
    return Object.entries(keys).map(([key, expected]) => compileCondition(operator, key, scalars(expected), variables))
  })
}

/** The values of a Condition element, for the variables in them. */
const conditionTexts = (value: unknown): string[] => Object.values((value ?? {}) as Json).flatMap((keys) => Object.values(keys as Json).flatMap(scalars))

const keysOf = (tests: readonly Condition[], texts: readonly string[]): string[] => [
  ...new Set([...tests.map(({ key }) => key), ...texts.flatMap(variablesIn)]),
]

function compileStatement(statement: unknown, index: number, kind: PolicyKind, variables: boolean): Statement {
  if (!isObject(statement) || Object.keys(statement).some((element) => !STATEMENT_ELEMENTS.has(element))) throw syntaxError()
  const { Sid: sid, Effect: effect } = statement
  if ((sid !== undefined && typeof sid !== 'string') || (effect !== 'Allow' && effect !== 'Deny')) throw syntaxError()
  const who = selection(statement, 'Principal', principals)
  const actions = selection(statement, 'Action', strings)
  if (!actions || actions.items.length === 0) throw new MalformedPolicy('Policy statement must contain actions.')
  for (const action of actions.items) checkAction(action)
  const resources = selection(statement, 'Resource', strings)
  if (kind === 'trust') {
    if (resources) throw new MalformedPolicy('Has prohibited field Resource')
    if (!who) throw new MalformedPolicy('Missing required field Principal')
    for (const action of actions.items) if (!/^sts:/i.test(action)) throw new MalformedPolicy('AssumeRole policy may only specify STS AssumeRole actions.')
  } else {
    if (kind === 'identity' && who) throw new MalformedPolicy('Policy document should not specify a principal.')
    if (!resources || resources.items.length === 0) throw new MalformedPolicy('Policy statement must contain resources.')
    for (const resource of resources.items) checkResource(resource)
  }
  const tests = conditions(statement.Condition, variables)
  return {
    sid,
    effect,
    index,
    actions: { matches: compileActions(actions.items), except: actions.except },
    resources: resources && { ...resources, items: resources.items.map((resource) => compileArn(resource, { wildcards: true, variables })) },
    principals: who,
    conditions: tests,
    keys: keysOf(tests, variables ? [...(resources?.items ?? []), ...conditionTexts(statement.Condition)] : []),
  }
}

/** Reads a document strictly. Throws MalformedPolicy with IAM's words. */
export function compilePolicy(text: string, kind: PolicyKind): Policy {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    throw kind === 'trust' ? new MalformedPolicy('This policy contains invalid Json') : syntaxError()
  }
  if (repeatedMember(text) !== undefined) throw syntaxError()
  if (!isObject(document) || Object.keys(document).some((element) => !POLICY_ELEMENTS.has(element))) throw syntaxError()
  const version = document.Version ?? '2008-10-17'
  if (version !== '2012-10-17' && version !== '2008-10-17') throw syntaxError()
  const list = Array.isArray(document.Statement) ? document.Statement : [document.Statement]
  if (list.length === 0 || list.length > MAX_STATEMENTS) throw syntaxError()
  const statements = list.map((statement, index) => compileStatement(statement, index, kind, version === '2012-10-17'))
  const sids = statements.flatMap(({ sid }) => (sid ? [sid] : []))
  if (new Set(sids).size !== sids.length) throw new MalformedPolicy('Statement IDs (SID) in a single policy must be unique.')
  return policyOf(statements)
}
