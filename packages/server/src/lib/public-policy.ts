/** What makes a resource's policy public: a statement that lets everyone in, and holds them to nothing. Which conditions hold, each service says of its own. */

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A policy's element may be one thing or a list of them; none is an empty list. */
export const asList = (value: unknown): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value])

/** The statements of a policy that was read from JSON. */
export const statementsOf = (policy: Json): Json[] => asList(policy.Statement).filter(isObject)

/** Those that hold a key to values; their negations, `…IfExists` and `Null` let in who has none. */
const HOLDING_OPERATORS = /^(foranyvalue:)?(string(equals(ignorecase)?|like)|arn(equals|like)|ipaddress)$/i

/** Whether a range of addresses is not the whole internet, or much of it (S3 user guide, "The meaning of public"). */
export function isNarrowRange(text: string): boolean {
  const bits = Number(text.split('/')[1] ?? 128)
  return bits >= (text.includes(':') ? 32 : 8)
}

/** Whether a condition on this key (lower case) keeps everyone out but some when it names this value. */
export type Holds = (key: string, value: unknown) => boolean

const isHeld = (condition: unknown, holds: Holds): boolean =>
  isObject(condition) &&
  Object.entries(condition).some(
    ([operator, keys]) =>
      HOLDING_OPERATORS.test(operator) &&
      isObject(keys) &&
      Object.entries(keys).some(([key, values]) => asList(values).every((value) => holds(key.toLowerCase(), value))),
  )

export function opensToEveryone(statement: Json, holds: Holds): boolean {
  if (statement.Effect !== 'Allow') return false
  const { Principal: principal } = statement
  const everyone = statement.NotPrincipal !== undefined || principal === '*' || (isObject(principal) && asList(principal.AWS).includes('*'))
  return everyone && !isHeld(statement.Condition, holds)
}
