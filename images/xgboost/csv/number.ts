/**
 * A number as libxgboost's own text loader reads it (dmlc-core, `strtonum.h`): the integer part is rounded to float32, the fraction is
 * rounded to float32, then both are added and scaled in float32. This is not the nearest float32 of the text, but it is what trees are
 * trained on, and the last bit decides splits.
 */
export interface ParsedNumber {
  value: number
  /** Offset after the last byte used; the start when nothing was a number (the loader takes the cell for a missing value then). */
  next: number
}

const MAX_FRACTION_DIGITS = 19
const MAX_EXPONENT = 38
const LARGEST_SIGNIFICAND = Math.fround(3.402823466)
const SMALLEST_SIGNIFICAND = Math.fround(1.175494351)
const f32 = Math.fround

/** Parses the bytes from `start`, at most to `end`; the result is written into `out`, to allocate nothing. */
export function parseNumber(bytes: Uint8Array, start: number, end: number, out: ParsedNumber): ParsedNumber {
  let at = start
  const code = () => (at < end ? (bytes[at] as number) : 0)
  while (at < end && isSpace(code())) at += 1
  let negative = false
  if (code() === MINUS) {
    negative = true
    at += 1
  } else if (code() === PLUS) at += 1

  const word = namedValue(bytes, at, end)
  if (word) return finish(out, negative ? -word.value : word.value, word.next)

  let digits = at
  while (isDigit(code())) at += 1
  // As the loader's unsigned 64-bit accumulator, which wraps around.
  let value = f32(Number(BigInt.asUintN(64, BigInt(text(bytes, digits, at) || '0'))))
  if (code() === POINT) {
    digits = ++at
    while (isDigit(code())) at += 1
    const used = text(bytes, digits, Math.min(at, digits + MAX_FRACTION_DIGITS))
    value = f32(value + f32(Number(BigInt(used || '0')) / Number(10n ** BigInt(used.length))))
  }
  if ((code() | 32) === LETTER_E) {
    at += 1
    const shrink = code() === MINUS
    if (shrink || code() === PLUS) at += 1
    digits = at
    while (isDigit(code())) at += 1
    value = scale(value, Math.min(Number(text(bytes, digits, at) || '0'), MAX_EXPONENT), shrink)
  }
  if ((code() | 32) === LETTER_F) at += 1
  return finish(out, negative ? -value : value, at)
}

const MINUS = 45
const PLUS = 43
const POINT = 46
const LETTER_E = 101
const LETTER_F = 102

const isDigit = (code: number) => code >= 48 && code <= 57
const isSpace = (code: number) => code === 32 || (code >= 9 && code <= 13 && code !== 11)
const text = (bytes: Uint8Array, start: number, end: number) => String.fromCharCode(...bytes.subarray(start, end))

function finish(out: ParsedNumber, value: number, next: number): ParsedNumber {
  out.value = value
  out.next = next
  return out
}

function namedValue(bytes: Uint8Array, start: number, end: number): ParsedNumber | undefined {
  const word = text(bytes, start, Math.min(end, start + 8)).toLowerCase()
  if (word === 'infinity') return { value: Number.POSITIVE_INFINITY, next: start + 8 }
  if (word.startsWith('inf') && word[3] !== 'i') return { value: Number.POSITIVE_INFINITY, next: start + 3 }
  if (word.startsWith('nan')) return { value: Number.NaN, next: start + 3 }
  return undefined
}

function scale(significand: number, exponent: number, shrink: boolean): number {
  let value = significand
  if (exponent === MAX_EXPONENT && !shrink && value > LARGEST_SIGNIFICAND) value = LARGEST_SIGNIFICAND
  if (exponent === MAX_EXPONENT && shrink && value < SMALLEST_SIGNIFICAND) value = SMALLEST_SIGNIFICAND
  let factor = 1
  let left = exponent
  for (; left >= 8; left -= 8) factor = f32(factor * 1e8)
  for (; left > 0; left -= 1) factor = f32(factor * 10)
  return shrink ? f32(value / factor) : f32(value * factor)
}
