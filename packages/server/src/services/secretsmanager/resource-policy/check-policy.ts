/** Resource policies of secrets: what is wrong with one, and whether it lets everybody in. */
import type { Context } from '../../../operation.ts'

export interface PolicyFault {
  readonly check: 'JSON_SYNTAX' | 'PUBLIC_ACCESS'
  readonly message: string
}

interface Statement {
  readonly Effect?: unknown
  readonly Principal?: unknown
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** Conditions that bind a statement to known callers or places. */
const BINDING =
  /^(aws:(principalarn|principalaccount|principalorgid|principalorgpaths|sourceaccount|sourcearn|sourceowner|sourceorgid|sourceip|sourcevpc|sourcevpce|userid|viaawsservice)|kms:.*)$/i

const everybody = (principal: unknown): boolean => {
  if (principal === '*') return true
  if (typeof principal !== 'object' || principal === null) return false
  const named = (principal as { AWS?: unknown }).AWS
  return named === '*' || (Array.isArray(named) && named.includes('*'))
}

/** A value that is a wildcard binds nothing. */
const binds = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 && value.every(binds) : typeof value === 'string' && !/^[*?]*$/.test(value))

function isPublic({ Effect, Principal, Condition = {} }: Statement): boolean {
  if (Effect !== 'Allow' || !everybody(Principal)) return false
  return !Object.values(Condition).some((keys) => Object.entries(keys).some(([key, value]) => BINDING.test(key) && binds(value)))
}

/** In IAM's words. */
export function faultsOf({ iam }: Pick<Context, 'iam'>, document: string): PolicyFault[] {
  const syntax = iam.checkPolicy(document)
  if (syntax !== undefined) return [{ check: 'JSON_SYNTAX', message: syntax }]
  const { Statement: given = [] } = JSON.parse(document) as { Statement?: Statement | readonly Statement[] }
  const statements = Array.isArray(given) ? (given as readonly Statement[]) : [given as Statement]
  return statements.some(isPublic) ? [{ check: 'PUBLIC_ACCESS', message: 'This resource policy grants broad access to the secret.' }] : []
}
