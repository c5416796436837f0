/** Texts that satisfy a regular expression, for the syntax that the models use. Look-around is skipped: the caller tries again until a text fits. */
import type { Random } from './random.ts'

type Node =
  | { readonly kind: 'class'; readonly ranges: readonly (readonly [number, number])[] }
  | { readonly kind: 'sequence'; readonly parts: readonly { readonly node: Node; readonly least: number; readonly most: number }[] }
  | { readonly kind: 'choice'; readonly of: readonly Node[] }

type Ranges = readonly (readonly [number, number])[]

const empty: Node = { kind: 'sequence', parts: [] }
const printable: Ranges = [[0x20, 0x7e]]
const named: Readonly<Record<string, Ranges>> = {
  d: [[0x30, 0x39]],
  w: [
    [0x61, 0x7a],
    [0x30, 0x39],
    [0x5f, 0x5f],
  ],
  s: [[0x20, 0x20]],
  S: [[0x21, 0x7e]],
  D: [[0x61, 0x7a]],
  W: [[0x2d, 0x2f]],
  n: [[10, 10]],
  t: [[9, 9]],
  r: [[13, 13]],
}
const properties: Readonly<Record<string, Ranges>> = {
  L: [[0x61, 0x7a]],
  M: [[0x300, 0x301]],
  Z: [[0x20, 0x20]],
  N: [[0x30, 0x39]],
  P: [[0x2c, 0x2f]],
  S: [[0x2b, 0x2b]],
  Alnum: [[0x61, 0x7a]],
  ASCII: printable,
  Print: printable,
}

/** Everything outside `ranges` that can be printed. */
function outside(ranges: Ranges): Ranges {
  const kept: [number, number][] = []
  for (let code = 0x21; code <= 0x7e; code++) if (!ranges.some(([from, to]) => from <= code && code <= to)) kept.push([code, code])
  return kept
}

class Parser {
  readonly text: string
  at = 0
  constructor(text: string) {
    this.text = text
  }

  choice(): Node {
    const of: Node[] = [this.sequence()]
    while (this.text[this.at] === '|') {
      this.at++
      of.push(this.sequence())
    }
    return of.length === 1 ? (of[0] as Node) : { kind: 'choice', of }
  }

  sequence(): Node {
    const parts: { node: Node; least: number; most: number }[] = []
    while (this.at < this.text.length && this.text[this.at] !== '|' && this.text[this.at] !== ')') {
      const node = this.atom()
      parts.push({ node, ...this.count() })
    }
    return { kind: 'sequence', parts }
  }

  count(): { least: number; most: number } {
    const rest = this.text.slice(this.at)
    const braces = /^\{(\d+)(,?)(\d*)\}/.exec(rest)
    const sign = /^[*+?]/.exec(rest)?.[0]
    if (braces) {
      this.at += braces[0].length
      const least = Number(braces[1])
      return { least, most: braces[2] === '' ? least : braces[3] === '' ? least + 400 : Number(braces[3]) }
    }
    if (sign === undefined) return { least: 1, most: 1 }
    this.at++
    return { least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : 400 }
  }

  atom(): Node {
    const character = this.text[this.at++] as string
    if (character === '^' || character === '$') return empty
    if (character === '.') return { kind: 'class', ranges: printable }
    if (character === '[') return this.class()
    if (character === '(') return this.group()
    if (character === '\\') {
      if (!/[AzZ]/.test(this.text[this.at] as string)) return { kind: 'class', ranges: this.escape() }
      this.at++
      return empty
    }
    const code = character.codePointAt(0) as number
    return { kind: 'class', ranges: [[code, code]] }
  }

  group(): Node {
    const look = /^\?(?:[=!]|<[=!])/.exec(this.text.slice(this.at))
    const head = look ?? /^\?:/.exec(this.text.slice(this.at))
    if (head) this.at += head[0].length
    const inner = this.choice()
    this.at++
    return look ? empty : inner
  }

  escape(): Ranges {
    const character = this.text[this.at++] as string
    if (character === 'u') {
      const code = Number.parseInt(this.text.slice(this.at, this.at + 4), 16)
      this.at += 4
      return [[code, code]]
    }
    if (character === 'p') {
      const name = /^\{(\w+)\}/.exec(this.text.slice(this.at)) as RegExpExecArray
      this.at += name[0].length
      return properties[name[1] as string] ?? printable
    }
    const code = character.codePointAt(0) as number
    return named[character] ?? [[code, code]]
  }

  class(): Node {
    const ranges: (readonly [number, number])[] = []
    const negated = this.text[this.at] === '^'
    if (negated) this.at++
    while (this.text[this.at] !== ']') {
      const single = this.single()
      const next = this.text[this.at + 1]
      if (single.length === 1 && this.text[this.at] === '-' && next !== ']' && next !== undefined && single[0]?.[0] === single[0]?.[1]) {
        this.at++
        ranges.push([(single[0] as readonly [number, number])[0], (this.single()[0] as readonly [number, number])[1]])
      } else ranges.push(...single)
    }
    this.at++
    return { kind: 'class', ranges: negated ? outside(ranges) : ranges }
  }

  single(): Ranges {
    const character = this.text[this.at++] as string
    if (character === '\\') return this.escape()
    const code = character.codePointAt(0) as number
    return [[code, code]]
  }
}

function write(node: Node, random: Random, generous: number): string {
  if (node.kind === 'choice') return write(random.pick(node.of), random, generous)
  if (node.kind === 'class') {
    const [from, to] = random.pick(node.ranges)
    // Mostly plain characters; surrogates are no characters by themselves.
    const code = random.integer(from, to > 0x7e && from < 0x7e && random.next() < 0.9 ? 0x7e : Math.min(to, Math.max(from, 0xd7ff)))
    return String.fromCodePoint(code)
  }
  let text = ''
  for (const { node: part, least, most } of node.parts) {
    const times = random.integer(least, Math.min(most, least + generous))
    for (let time = 0; time < times; time++) text += write(part, random, generous)
  }
  return text
}

const parsed = new Map<string, Node>()

/** A text that may satisfy `pattern`; longer ones the more `generous` (repetitions beyond the least). */
export function patternText(pattern: string, random: Random, generous: number): string {
  let node = parsed.get(pattern)
  if (!node) {
    node = new Parser(pattern).choice()
    parsed.set(pattern, node)
  }
  return write(node, random, generous)
}
