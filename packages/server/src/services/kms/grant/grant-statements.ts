/** Grants as statements of the key's policy: what a grant allows, the pure evaluator judges like the policy's own Allow. */
import type { GrantConstraints } from '@aws-sdk/client-kms'
import type { Grant } from './grant.store.ts'

type Condition = Record<string, Record<string, string | readonly string[]>>

/** A value of a grant is a value: in a policy's it could be a variable. */
const literal = (value: string) => value.replaceAll('$', () => `$${'{$}'}`)

function conditionOf({ constraints }: Grant, spell: (value: string) => string): Condition {
  const { EncryptionContextEquals: exact, EncryptionContextSubset: subset }: GrantConstraints = constraints ?? {}
  const pairs = Object.entries(exact ?? subset ?? {}) as [string, string][]
  const equals = Object.fromEntries(pairs.map(([key, value]) => [`kms:EncryptionContext:${key}`, spell(value)]))
  if (pairs.length === 0) return exact ? { Null: { 'kms:EncryptionContextKeys': 'true' } } : {}
  return {
    StringEquals: equals,
    // No other pair beside those.
    ...(exact && { 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': pairs.map(([key]) => spell(key)) } }),
  }
}

/** Operations that work with an encryption context; constraints concern them alone. */
const WITH_CONTEXT = /^(Encrypt|Decrypt|GenerateDataKey|ReEncrypt|CreateGrant)/

function statementsOf(grant: Grant, spell: (value: string) => string): unknown[] {
  const Principal = { AWS: grant.grantee }
  const statement = (operations: readonly string[], condition: Condition) => ({
    Effect: 'Allow',
    Principal,
    Action: operations.map((operation) => `kms:${operation}`),
    Resource: '*',
    ...(Object.keys(condition).length > 0 && { Condition: condition }),
  })
  const condition = conditionOf(grant, spell)
  const made: unknown[] = []
  const uses = grant.operations.filter((operation) => operation !== 'CreateGrant' && operation !== 'RetireGrant')
  const constrained = uses.filter((operation) => WITH_CONTEXT.test(operation))
  const others = uses.filter((operation) => !WITH_CONTEXT.test(operation))
  if (constrained.length > 0) made.push(statement(constrained, condition))
  if (others.length > 0) made.push(statement(others, {}))
  if (grant.operations.includes('CreateGrant')) {
    // Who was granted something grants no more than that.
    const { 'ForAllValues:StringEquals': all, ...rest } = condition
    made.push(statement(['CreateGrant'], { ...rest, 'ForAllValues:StringEquals': { ...all, 'kms:GrantOperations': grant.operations } }))
  }
  return made
}

/** The key's policy and what these grants allow beyond it. */
export function policyWithGrants(policy: string, grants: readonly Grant[]): string {
  if (grants.length === 0) return policy
  const document = JSON.parse(policy) as { readonly Version?: string; readonly Statement: unknown }
  const spell = document.Version === '2012-10-17' ? literal : (value: string) => value
  const own = Array.isArray(document.Statement) ? document.Statement : [document.Statement]
  return JSON.stringify({ ...document, Statement: [...own, ...grants.flatMap((grant) => statementsOf(grant, spell))] })
}
