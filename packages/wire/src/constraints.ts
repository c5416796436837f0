/** A model's constraints, and AWS's sentences for values that break them. */
import * as limits from './limits.ts'
import type { Shape } from './model.ts'
import { matcherOf } from './pattern.ts'

/** One broken constraint. */
export interface Violation {
  /** The value in quotes, `null`, or nothing for a sensitive one. */
  readonly value: string
  /** As AWS writes it: `tags.1.member.key`. */
  readonly path: string
  /** `Member must …`. */
  readonly constraint: string
}

/** The violations of one request, at most `limits.violations`. */
export class Violations {
  readonly found: Violation[] = []
  add(shape: Shape, value: unknown, path: string, constraint: string): void {
    if (this.found.length < limits.violations) this.found.push({ value: shape.sensitive ? '' : shown(value), path, constraint })
  }
  missing(path: string): void {
    if (this.found.length < limits.violations) this.found.push({ value: 'null', path, constraint: 'Member must not be null' })
  }
}

const shown = (value: unknown): string => {
  const text = plain(value)
  return `'${text.length > limits.shownValue ? `${text.slice(0, limits.shownValue)}…` : text}'`
}

/** As Java prints it: `[a, b]`, `{key=value}`. */
function plain(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return `[${value.slice(0, 100).map(plain).join(', ')}]`
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return `java.nio.HeapByteBuffer[pos=0 lim=${value.length} cap=${value.length}]`
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).slice(0, 100)
    return `{${entries.map(([key, part]) => `${key}=${plain(part)}`).join(', ')}}`
  }
  return String(value)
}

/** Length in UTF-16 units, bytes or items; the value of a number; undefined where there is neither. */
function measure(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value === 'string' || Array.isArray(value)) return value.length
  if (value instanceof Uint8Array) return value.byteLength
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) return Object.keys(value).length
  return undefined
}

/** What `shape` asks for and `value` does not give. */
function broken(shape: Shape, value: unknown): string[] {
  const sentences: string[] = []
  const size = measure(value)
  if (size !== undefined) {
    const what = typeof value === 'number' ? 'value' : 'length'
    if (shape.max !== undefined && size > shape.max) sentences.push(`Member must have ${what} less than or equal to ${shape.max}`)
    if (shape.min !== undefined && size < shape.min) sentences.push(`Member must have ${what} greater than or equal to ${shape.min}`)
  }
  if (typeof value === 'string') {
    if (shape.enum && !shape.enum.has(value)) sentences.push(enumSentence(shape.enum))
    // A text far over its length is not looked at: its first fault says enough.
    if (shape.pattern !== undefined && !(shape.max !== undefined && value.length > shape.max) && !matcherOf(shape.pattern)(value))
      sentences.push(patternSentence(shape.pattern))
  }
  return sentences
}

const enumSentence = (values: ReadonlySet<string>) => `Member must satisfy enum value set: [${[...values].join(', ')}]`
const patternSentence = (pattern: string) => `Member must satisfy regular expression pattern: ${pattern}`

/** All that `shape` asks for, in AWS's order. */
function asked(shape: Shape): string {
  const sentences: string[] = []
  const what = shape.type === 'string' || shape.type === 'blob' ? 'length' : 'value'
  if (shape.max !== undefined) sentences.push(`Member must have ${what} less than or equal to ${shape.max}`)
  if (shape.min !== undefined) sentences.push(`Member must have ${what} greater than or equal to ${shape.min}`)
  if (shape.pattern !== undefined) sentences.push(patternSentence(shape.pattern))
  if (shape.enum) sentences.push(enumSentence(shape.enum))
  return sentences.join(', ')
}

const scalar = (shape: Shape | undefined): shape is Shape =>
  shape?.constrained === true && shape.type !== 'structure' && shape.type !== 'list' && shape.type !== 'map'

/**
 * Looks at one value; its members and items have been looked at before. AWS reports scalars in a list or map once, at the list or map, with all that an item is asked for.
 */
export function check(shape: Shape, value: unknown, path: string, violations: Violations): void {
  if (shape.constrained) for (const sentence of broken(shape, value)) violations.add(shape, value, path, sentence)
  if (shape.type === 'list' && scalar(shape.item?.shape)) {
    const item = shape.item.shape
    if ((value as unknown[]).some((part) => part !== null && broken(item, part).length > 0))
      violations.add(shape, value, path, `Member must satisfy constraint: [${asked(item)}]`)
  } else if (shape.type === 'map') {
    const { key, value: held } = shape
    if (scalar(key?.shape) && Object.keys(value as object).some((name) => broken(key.shape, name).length > 0)) {
      violations.add(shape, value, path, `Map keys must satisfy constraint: [${asked(key.shape)}]`)
    }
    if (scalar(held?.shape) && Object.values(value as object).some((part) => broken(held.shape, part).length > 0)) {
      violations.add(shape, value, path, `Map value must satisfy constraint: [${asked(held.shape)}]`)
    }
  }
}

/** True where `check` on the list or map has looked at the item already. */
export const checkedByContainer = scalar
