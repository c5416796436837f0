/** Resource policies of secrets: what is wrong with one, and whether it lets everybody in. */
import { type Holds, isNarrowRange, opensToEveryone, statementsOf } from '../../../lib/public-policy.ts'
import type { Context } from '../../../operation.ts'

export interface PolicyFault {
  readonly check: 'JSON_SYNTAX' | 'PUBLIC_ACCESS'
  readonly message: string
}

/** Conditions that bind a statement to known callers or places. */
const BINDING =
  /^(aws:(principalarn|principalaccount|principalorgid|principalorgpaths|sourceaccount|sourcearn|sourceowner|sourceorgid|sourceip|sourcevpc|sourcevpce|userid)|kms:.*)$/

/** A value that is a wildcard binds nothing, nor does a range that is the whole internet. */
const binds: Holds = (key, value) =>
  BINDING.test(key) && typeof value === 'string' && !/^[*?]*$/.test(value) && (key !== 'aws:sourceip' || isNarrowRange(value))

/** In IAM's words. */
export function faultsOf({ iam }: Pick<Context, 'iam'>, document: string): PolicyFault[] {
  const syntax = iam.checkPolicy(document)
  if (syntax !== undefined) return [{ check: 'JSON_SYNTAX', message: syntax }]
  const statements = statementsOf(JSON.parse(document) as Readonly<Record<string, unknown>>)
  return statements.some((statement) => opensToEveryone(statement, binds))
    ? [{ check: 'PUBLIC_ACCESS', message: 'This resource policy grants broad access to the secret.' }]
    : []
}
