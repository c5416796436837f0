/** The operators of a policy's Condition element (AWS: "IAM JSON policy elements: Condition operators"). */
import { BlockList, isIP } from 'node:net'
import { compileArn, matchesArn } from './arn.ts'
import { compilePattern, type Keys, matchesPattern, resolve } from './glob.ts'

/** Tests one value of the call against one value of the policy. */
type Test = (actual: string, keys: Keys) => boolean

/** Makes the test of a policy's value once, when the policy is read. */
type MakeTest = (expected: string, variables: boolean) => Test

interface Operator {
  readonly make: MakeTest
  /** `…Not…`: true when no value of the policy fits. */
  readonly negated: boolean
}

export interface Condition {
  /** Lower case. */
  readonly key: string
  readonly holds: (values: readonly string[] | undefined, keys: Keys) => boolean
}

const string =
  (fold: boolean, wildcards: boolean): MakeTest =>
  (expected, variables) => {
    const pattern = compilePattern(fold ? expected.toLowerCase() : expected, { wildcards, variables })
    return (actual, keys) => {
      const resolved = resolve(pattern, keys)
      if (!resolved) return false
      // A variable's value comes in the case it has.
      if (fold)
        return matchesPattern(
          resolved.map((token) => (token.kind === 'text' ? { ...token, text: token.text.toLowerCase() } : token)),
          actual.toLowerCase(),
        )
      return matchesPattern(resolved, actual)
    }
  }

const compare =
  (parse: (text: string) => number, test: (actual: number, expected: number) => boolean): MakeTest =>
  (text) => {
    const expected = parse(text)
    return (actual) => test(parse(actual), expected)
  }

const parseNumber = (text: string) => (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : Number.NaN)

/** ISO 8601, or epoch seconds: IAM accepts both. */
const parseDate = (text: string) => (/^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text))

const arn: MakeTest = (expected, variables) => {
  const pattern = compileArn(expected, { wildcards: true, variables })
  return (actual, keys) => matchesArn(pattern, actual, keys)
}

const ip: MakeTest = (expected) => {
  const [address = '', bits] = expected.split('/')
  const family = isIP(address)
  if (family === 0) return () => false
  const network = new BlockList()
  const prefix = bits === undefined ? (family === 6 ? 128 : 32) : Number(bits)
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > (family === 6 ? 128 : 32)) return () => false
  network.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4')
  return (actual) => isIP(actual) === family && network.check(actual, family === 6 ? 'ipv6' : 'ipv4')
}

const bool: MakeTest = (expected) => (actual) => actual.toLowerCase() === expected.toLowerCase()

const plain: MakeTest = (expected) => (actual) => actual === expected

const less = (actual: number, expected: number) => actual < expected
const atMost = (actual: number, expected: number) => actual <= expected
const more = (actual: number, expected: number) => actual > expected
const atLeast = (actual: number, expected: number) => actual >= expected
const same = (actual: number, expected: number) => actual === expected

const pair = (name: string, negatedName: string, make: MakeTest): [string, Operator][] => [
  [name, { make, negated: false }],
  [negatedName, { make, negated: true }],
]

const ordered = (type: string, parse: (text: string) => number): [string, Operator][] => [
  ...pair(`${type}equals`, `${type}notequals`, compare(parse, same)),
  [`${type}lessthan`, { make: compare(parse, less), negated: false }],
  [`${type}lessthanequals`, { make: compare(parse, atMost), negated: false }],
  [`${type}greaterthan`, { make: compare(parse, more), negated: false }],
  [`${type}greaterthanequals`, { make: compare(parse, atLeast), negated: false }],
]

const operators: ReadonlyMap<string, Operator> = new Map([
  ...pair('stringequals', 'stringnotequals', string(false, false)),
  ...pair('stringequalsignorecase', 'stringnotequalsignorecase', string(true, false)),
  ...pair('stringlike', 'stringnotlike', string(false, true)),
  ...ordered('numeric', parseNumber),
  ...ordered('date', parseDate),
  ...pair('arnequals', 'arnnotequals', arn),
  ...pair('arnlike', 'arnnotlike', arn),
  ...pair('ipaddress', 'notipaddress', ip),
  ['bool', { make: bool, negated: false }],
  ['binaryequals', { make: plain, negated: false }],
])

type Quantifier = 'forallvalues' | 'foranyvalue' | undefined

/** Whether `text` names an operator, with its quantifier and suffix. */
export function isOperator(text: string): boolean {
  const { name } = parseOperator(text)
  return name === 'null' || operators.has(name)
}

function parseOperator(text: string): { quantifier: Quantifier; name: string; ifExists: boolean } {
  let name = text.toLowerCase()
  let quantifier: Quantifier
  for (const candidate of ['forallvalues', 'foranyvalue'] as const) {
    if (name.startsWith(`${candidate}:`)) {
      quantifier = candidate
      name = name.slice(candidate.length + 1)
    }
  }
  const ifExists = name.endsWith('ifexists')
  return { quantifier, name: ifExists ? name.slice(0, -'ifexists'.length) : name, ifExists }
}

/** One operator with one key and its values. Throws on an operator that does not exist. */
export function compileCondition(operatorText: string, key: string, expected: readonly string[], variables: boolean): Condition {
  const { quantifier, name, ifExists } = parseOperator(operatorText)
  const lowerKey = key.toLowerCase()
  if (name === 'null')
    return { key: lowerKey, holds: (values) => expected.some((value) => (value.toLowerCase() === 'true') === (values === undefined || values.length === 0)) }
  const operator = operators.get(name)
  if (!operator) throw new Error(`There is no condition operator ${operatorText}.`)
  const tests = expected.map((value) => operator.make(value, variables))
  const fits = (value: string, keys: Keys) => tests.some((test) => test(value, keys)) !== operator.negated
  return {
    key: lowerKey,
    holds(values, keys) {
      if (values === undefined || values.length === 0) {
        if (ifExists || quantifier === 'forallvalues') return true
        return quantifier === undefined && operator.negated
      }
      if (quantifier === 'foranyvalue') return values.some((value) => fits(value, keys))
      if (quantifier === 'forallvalues' || operator.negated) return values.every((value) => fits(value, keys))
      return values.some((value) => fits(value, keys))
    },
  }
}
