/** Scalars from text: headers, query parameters, labels, XML and forms. */
import { Malformed } from '../errors.ts'
import type { Member, TimestampFormat } from '../model.ts'

export const integerRange: Readonly<Record<string, number>> = { byte: 127, short: 32_767, integer: 2_147_483_647, long: Number.MAX_SAFE_INTEGER }

/** Seconds since 1970, with fractions. Throws Malformed beyond what a Date holds. */
export function epochDate(seconds: number): Date {
  const date = new Date(Math.round(seconds * 1000))
  if (Number.isNaN(date.getTime())) throw new Malformed(`${seconds} is not a timestamp`)
  return date
}

const isoDate = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/i
const httpDate = /^(?:[A-Z][a-z]+, )?\d{1,2}[ -][A-Z][a-z]{2}[ -]\d{2,4} \d\d:\d\d:\d\d (?:GMT|UTC|[+-]\d{4})$/
const secondsOnly = /^-?\d{1,15}(?:\.\d{1,9})?$/

/** Any of the three formats: AWS's front ends take them all, whatever the model names. A time without a zone is UTC. */
export function dateFromText(text: string, _format?: TimestampFormat): Date {
  const trimmed = text.trim()
  if (secondsOnly.test(trimmed)) return epochDate(Number(trimmed))
  let date: Date | undefined
  if (isoDate.test(trimmed)) {
    const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(trimmed) || !/T/i.test(trimmed)
    date = new Date((zoned ? trimmed : `${trimmed}Z`).replace(',', '.').toUpperCase())
  } else if (httpDate.test(trimmed)) date = new Date(trimmed)
  if (!date || Number.isNaN(date.getTime())) throw new Malformed('timestamp must follow ISO8601')
  return date
}

const base64 = /^[A-Za-z0-9+/]*={0,2}$/

export function blobFromText(text: string): Uint8Array {
  if (text.length % 4 !== 0 || !base64.test(text)) throw new Malformed('Invalid base64')
  return Buffer.from(text, 'base64')
}

const numbers: Readonly<Record<string, number>> = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY, '-Infinity': Number.NEGATIVE_INFINITY }

/** The words for a number that is not finite, in every protocol. */
export function wordNumber(text: string): number | undefined {
  return Object.hasOwn(numbers, text) ? numbers[text] : undefined
}

/** Text that can be stored and sent again: UTF-16 without lone surrogates. */
export function wellFormed(text: string): string {
  if (!text.isWellFormed()) throw new Malformed('Invalid UTF-16: lone surrogate')
  return text
}

/** One scalar of `member`'s type. Throws Malformed. */
export function fromText(text: string, member: Member): unknown {
  const { type } = member.shape
  switch (type) {
    case 'string':
      return wellFormed(text)
    case 'boolean': {
      const word = text.trim().toLowerCase()
      if (word !== 'true' && word !== 'false') throw new Malformed(`'${text.slice(0, 64)}' is not a boolean`)
      return word === 'true'
    }
    case 'timestamp':
      return dateFromText(text, member.timestampFormat)
    case 'blob':
      return blobFromText(text.trim())
    case 'float':
    case 'double': {
      const word = wordNumber(text)
      if (word !== undefined) return word
      if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text.trim())) throw new Malformed(`'${text.slice(0, 64)}' is not a number`)
      return Number(text)
    }
    case 'byte':
    case 'short':
    case 'integer':
    case 'long': {
      const number = Number(text)
      if (!/^[+-]?\d+$/.test(text.trim()) || Math.abs(number) > (integerRange[type] as number))
        throw new Malformed(`'${text.slice(0, 64)}' is not of type ${type}`)
      return number
    }
    default:
      throw new Malformed(`${type} expected`)
  }
}
