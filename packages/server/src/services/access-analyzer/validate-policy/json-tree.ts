/** JSON with the places of its values, so that a finding can point at what it means. */

/** Where a value stands, from its first character to the one after its last, as UTF-16 offsets. */
interface Place {
  readonly start: number
  readonly end: number
}

export interface JsonMember {
  readonly key: string
  readonly keyPlace: Place
  readonly value: JsonNode
}

export type JsonNode = Place &
  (
    | { readonly kind: 'object'; readonly members: readonly JsonMember[] }
    | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
    | { readonly kind: 'string'; readonly value: string }
    | { readonly kind: 'number' | 'boolean' | 'null'; readonly value: number | boolean | null }
  )

export class JsonSyntaxError extends Error {
  readonly offset: number
  constructor(offset: number) {
    super(`JSON syntax error at ${offset}`)
    this.offset = offset
  }
}

/** A policy is never deeper; deeper ones are taken for broken. */
const MAX_DEPTH = 32

class Parser {
  readonly text: string
  at = 0
  constructor(text: string) {
    this.text = text
  }

  fail(): never {
    throw new JsonSyntaxError(this.at)
  }

  space(): void {
    while (this.at < this.text.length && ' \t\n\r'.includes(this.text[this.at] as string)) this.at++
  }

  take(character: string): void {
    if (this.text[this.at] !== character) this.fail()
    this.at++
  }

  /** The rest after a value: whether a comma says that another one follows. */
  another(close: string): boolean {
    this.space()
    if (this.text[this.at] === close) {
      this.at++
      return false
    }
    this.take(',')
    this.space()
    return true
  }

  value(depth: number): JsonNode {
    if (depth > MAX_DEPTH) this.fail()
    this.space()
    const start = this.at
    const first = this.text[start]
    if (first === '{') return this.object(depth)
    if (first === '[') return this.array(depth)
    if (first === '"') return { kind: 'string', value: this.string(), start, end: this.at }
    return this.scalar()
  }

  object(depth: number): JsonNode {
    const start = this.at++
    const members: JsonMember[] = []
    this.space()
    if (this.text[this.at] === '}') this.at++
    else {
      do {
        const keyStart = this.at
        const key = this.string()
        const keyPlace = { start: keyStart, end: this.at }
        this.space()
        this.take(':')
        members.push({ key, keyPlace, value: this.value(depth + 1) })
      } while (this.another('}'))
    }
    return { kind: 'object', members, start, end: this.at }
  }

  array(depth: number): JsonNode {
    const start = this.at++
    const items: JsonNode[] = []
    this.space()
    if (this.text[this.at] === ']') this.at++
    else {
      do items.push(this.value(depth + 1))
      while (this.another(']'))
    }
    return { kind: 'array', items, start, end: this.at }
  }

  string(): string {
    const start = this.at
    this.take('"')
    while (this.text[this.at] !== '"') {
      if (this.at >= this.text.length || (this.text[this.at] as string) < ' ') this.fail()
      this.at += this.text[this.at] === '\\' ? 2 : 1
    }
    this.at++
    try {
      return JSON.parse(this.text.slice(start, this.at)) as string
    } catch {
      this.at = start
      return this.fail()
    }
  }

  scalar(): JsonNode {
    const start = this.at
    const word = /[-+.\w]+/y
    word.lastIndex = start
    const text = word.exec(this.text)?.[0] ?? this.fail()
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      this.fail()
    }
    this.at += text.length
    const kind = value === null ? 'null' : typeof value === 'number' ? 'number' : 'boolean'
    return { kind, value: value as number | boolean | null, start, end: this.at }
  }
}

/** @throws JsonSyntaxError */
export function parseJson(text: string): JsonNode {
  const parser = new Parser(text)
  const value = parser.value(0)
  parser.space()
  if (parser.at < text.length) parser.fail()
  return value
}

/** The first member of this name. */
export const memberOf = (node: JsonNode, key: string): JsonMember | undefined =>
  node.kind === 'object' ? node.members.find((member) => member.key === key) : undefined
