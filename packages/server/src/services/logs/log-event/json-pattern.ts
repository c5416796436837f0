/** JSON filter patterns: `{ ($.level = "ERROR") && ($.code >= 500 || $.retry IS TRUE) }`. A message that is no JSON matches none. */
import { compileExpression, invalidPattern, type Matcher } from './filter-pattern.ts'

type Test = (value: unknown) => boolean

const TOKEN = /\s*(\$(?:\.[A-Za-z0-9_-]+|\[\d+\]|\['[^']*'\])*|&&|\|\||[(){}]|!=|<=|>=|=|<|>|"(?:[^"\\]|\\.)*"|%(?:[^%\\]|\\.)*%|[A-Za-z0-9_.*+-]+)/y
const MAX_DEPTH = 32

function tokensOf(pattern: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  const text = pattern.trim()
  while (TOKEN.lastIndex < text.length) {
    const start = TOKEN.lastIndex
    const match = TOKEN.exec(text)
    if (!match) throw invalidPattern(`it cannot be read from ${JSON.stringify(text.slice(start, start + 40))} on.`)
    tokens.push(match[1] as string)
  }
  return tokens
}

const STEP = /\.([A-Za-z0-9_-]+)|\[(\d+)\]|\['([^']*)'\]/g

/** The value a selector names; undefined when it is not there. */
function selector(token: string): (event: unknown) => unknown {
  const steps = [...token.matchAll(STEP)].map(([, name, index, quoted]) => (index === undefined ? (name ?? (quoted as string)) : Number(index)))
  return (event) =>
    steps.reduce<unknown>((value, step) => {
      if (typeof step === 'number') return Array.isArray(value) ? value[step] : undefined
      return typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined
    }, event)
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined

/** Text with `*` for anything, by pieces: linear, whatever the pattern. */
function wildcard(pattern: string): Test {
  const pieces = pattern.split('*')
  return (value) => {
    const whole = text(value)
    if (whole === undefined) return false
    if (pieces.length === 1) return whole === pattern
    const [first = '', ...rest] = pieces
    const last = rest.pop() as string
    if (!whole.startsWith(first) || !whole.endsWith(last) || whole.length < first.length + last.length) return false
    let at = first.length
    return rest.every((piece) => {
      const found = whole.indexOf(piece, at)
      at = found + piece.length
      return found !== -1 && at <= whole.length - last.length
    })
  }
}

function equality(token: string): Test {
  if (token.startsWith('%')) {
    const matches = compileExpression(token.slice(1, -1))
    return (value) => typeof value === 'string' && matches(value)
  }
  if (token.startsWith('"')) return wildcard(token.slice(1, -1).replaceAll(/\\(.)/g, '$1'))
  const number = Number(token)
  return Number.isNaN(number) ? wildcard(token) : (value) => value === number
}

const COMPARISONS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '<': (left, right) => left < right,
  '>': (left, right) => left > right,
  '<=': (left, right) => left <= right,
  '>=': (left, right) => left >= right,
}

const CONSTANTS: Readonly<Record<string, unknown>> = { NULL: null, TRUE: true, FALSE: false }

class Parser {
  private readonly tokens: readonly string[]
  private at = 0

  constructor(pattern: string) {
    this.tokens = tokensOf(pattern)
  }

  whole(): Test {
    this.expect('{')
    const test = this.either(0)
    this.expect('}')
    if (this.at !== this.tokens.length) throw invalidPattern('something stands after its closing brace.')
    return test
  }

  private take(): string {
    const token = this.tokens[this.at++]
    if (token === undefined) throw invalidPattern('it ends too early.')
    return token
  }

  private expect(token: string): void {
    const found = this.take()
    if (found !== token) throw invalidPattern(`${JSON.stringify(found)} stands where ${JSON.stringify(token)} was expected.`)
  }

  private taken(token: string): boolean {
    if (this.tokens[this.at] !== token) return false
    this.at++
    return true
  }

  private either(depth: number): Test {
    if (depth > MAX_DEPTH) throw invalidPattern('its brackets are nested too deeply.')
    const tests = [this.both(depth)]
    while (this.taken('||')) tests.push(this.both(depth))
    return (event) => tests.some((test) => test(event))
  }

  private both(depth: number): Test {
    const tests = [this.single(depth)]
    while (this.taken('&&')) tests.push(this.single(depth))
    return (event) => tests.every((test) => test(event))
  }

  private single(depth: number): Test {
    if (this.taken('(')) {
      const test = this.either(depth + 1)
      this.expect(')')
      return test
    }
    const token = this.take()
    if (!token.startsWith('$')) throw invalidPattern(`${JSON.stringify(token)} stands where a selector such as $.name was expected.`)
    const select = selector(token)
    const test = this.condition()
    return (event) => test(select(event))
  }

  private condition(): Test {
    const operator = this.take()
    if (operator === 'IS' || operator === 'NOT') return this.words(operator)
    const operand = this.take()
    if (operator === '=') return equality(operand)
    if (operator === '!=') {
      const equal = equality(operand)
      return (value) => value !== undefined && !equal(value)
    }
    const compare = COMPARISONS[operator]
    const number = Number(operand)
    if (!compare || Number.isNaN(number)) throw invalidPattern(`${JSON.stringify(`${operator} ${operand}`)} is no comparison.`)
    return (value) => typeof value === 'number' && compare(value, number)
  }

  /** `IS NULL`, `IS TRUE`, `IS FALSE`, `NOT EXISTS`. */
  private words(operator: string): Test {
    const word = this.take()
    if (operator === 'NOT' && word === 'EXISTS') return (value) => value === undefined
    if (operator === 'NOT' || !(word in CONSTANTS)) throw invalidPattern(`${operator} ${word} is no condition.`)
    return (value) => value === CONSTANTS[word]
  }
}

export function compileJsonPattern(pattern: string): Matcher {
  const test = new Parser(pattern).whole()
  return (message) => {
    if (!message.trimStart().startsWith('{')) return false
    try {
      return test(JSON.parse(message))
    } catch {
      return false
    }
  }
}
