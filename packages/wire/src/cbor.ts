/** CBOR (RFC 8949) as Smithy's RPC v2 uses it: bytes to plain values, and plain values to bytes. */
import { Malformed } from './errors.ts'
import * as limits from './limits.ts'
import { put } from './read/structure.ts'

/** What a number beyond 2^53 is read as. */
type Scalar = string | number | bigint | boolean | null | Date | Uint8Array
export type CborValue = Scalar | readonly CborValue[] | { readonly [name: string]: CborValue }

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const INDEFINITE = 31
const BREAK = 0xff

/** One value and nothing behind it. Throws Malformed: truncated, nested deeper than `limits.depth`, more than `limits.items` parts, an unknown tag, text that is not UTF-8. */
export function parseCbor(bytes: Uint8Array): CborValue {
  const reader = new Reader(bytes)
  const value = reader.value(0)
  if (!reader.atEnd) throw new Malformed('Bytes follow the CBOR value')
  return value
}

class Reader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  get atEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  value(depth: number): CborValue {
    if (depth > limits.depth) throw new Malformed('The CBOR is nested too deeply')
    const head = this.#byte()
    const [major, low] = [head >> 5, head & 31]
    switch (major) {
      case 0:
        return this.#length(low)
      case 1: {
        const number = this.#length(low)
        return typeof number === 'bigint' ? -1n - number : -1 - number
      }
      case 2:
        return this.#string(low, 2)
      case 3:
        return this.#text(low)
      case 4:
        return this.#list(low, depth)
      case 5:
        return this.#map(low, depth)
      case 6:
        return this.#tagged(low, depth)
      default:
        return this.#simple(low)
    }
  }

  #take(count: number): number {
    const from = this.#at
    if (count > this.#bytes.length - from) throw new Malformed('The CBOR ends too early')
    this.#at += count
    return from
  }

  #byte(): number {
    return this.#bytes[this.#take(1)] as number
  }

  #length(low: number): number | bigint {
    if (low < 24) return low
    if (low === 24) return this.#byte()
    if (low === 25) return this.#view.getUint16(this.#take(2))
    if (low === 26) return this.#view.getUint32(this.#take(4))
    if (low !== 27) throw new Malformed('The CBOR has a length that is none')
    const long = this.#view.getBigUint64(this.#take(8))
    return long <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(long) : long
  }

  /** How many parts follow; undefined when a break ends them. What is announced must be able to be there. */
  #count(low: number): number | undefined {
    if (low === INDEFINITE) return undefined
    const count = this.#length(low)
    if (typeof count === 'bigint' || count > this.#bytes.length - this.#at) throw new Malformed('The CBOR ends too early')
    return count
  }

  #ends(): boolean {
    if (this.#at >= this.#bytes.length) throw new Malformed('The CBOR ends too early')
    if (this.#bytes[this.#at] !== BREAK) return false
    this.#at++
    return true
  }

  #string(low: number, major: number): Uint8Array {
    const count = this.#count(low)
    if (count !== undefined) {
      const from = this.#take(count)
      return this.#bytes.subarray(from, from + count)
    }
    const parts: Uint8Array[] = []
    while (!this.#ends()) {
      const head = this.#byte()
      if (head >> 5 !== major || (head & 31) === INDEFINITE) throw new Malformed('The CBOR has a string in pieces of another kind')
      parts.push(this.#string(head & 31, major))
    }
    return Buffer.concat(parts)
  }

  #text(low: number): string {
    try {
      return utf8.decode(this.#string(low, 3))
    } catch (error) {
      throw error instanceof Malformed ? error : new Malformed('The CBOR has a text that is not UTF-8')
    }
  }

  #list(low: number, depth: number): CborValue[] {
    const count = this.#count(low)
    const list: CborValue[] = []
    while (count === undefined ? !this.#ends() : list.length < count) {
      if (list.length >= limits.items) throw new Malformed(`More than ${limits.items} items`)
      list.push(this.value(depth + 1))
    }
    return list
  }

  #map(low: number, depth: number): { [name: string]: CborValue } {
    const count = this.#count(low)
    const map: { [name: string]: CborValue } = {}
    for (let number = 0; count === undefined ? !this.#ends() : number < count; number++) {
      if (number >= limits.items) throw new Malformed(`More than ${limits.items} entries`)
      const head = this.#byte()
      if (head >> 5 !== 3) throw new Malformed('The CBOR has a name that is no text')
      put(map, this.#text(head & 31), this.value(depth + 1))
    }
    return map
  }

  /** Tag 1 is a time; 2 and 3 are numbers as bytes. */
  #tagged(low: number, depth: number): CborValue {
    const tag = this.#length(low)
    const value = this.value(depth + 1)
    if (tag === 1 && typeof value === 'number') {
      const date = new Date(Math.round(value * 1000))
      if (!Number.isNaN(date.getTime())) return date
    }
    if ((tag === 2 || tag === 3) && value instanceof Uint8Array && value.length <= 16) {
      const number = BigInt(`0x${Buffer.from(value).toString('hex') || '0'}`)
      return tag === 2 ? number : -1n - number
    }
    throw new Malformed('The CBOR has a tag that is not spoken here')
  }

  #simple(low: number): CborValue {
    switch (low) {
      case 20:
        return false
      case 21:
        return true
      case 22:
      case 23:
        return null
      case 25:
        return halfFloat(this.#view.getUint16(this.#take(2)))
      case 26:
        return this.#view.getFloat32(this.#take(4))
      case 27:
        return this.#view.getFloat64(this.#take(8))
      default:
        throw new Malformed('The CBOR has a value that is none')
    }
  }
}

function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

/** A number that is to be written as a floating-point one, whatever its value. */
export class Double {
  readonly value: number
  constructor(value: number) {
    this.value = value
  }
}

export type Writable = Scalar | Double | readonly Writable[] | ReadonlyMap<string, Writable>

/** Bytes of definite lengths. Dates are tag 1 with seconds. */
export function cborBytes(value: Writable): Buffer {
  const parts: Buffer[] = []
  write(value, parts)
  return Buffer.concat(parts)
}

function head(major: number, count: number | bigint): Buffer {
  const low = major << 5
  if (count < 24) return Buffer.from([low | Number(count)])
  if (count < 0x100) return Buffer.from([low | 24, Number(count)])
  const bytes = Buffer.alloc(count < 0x10000 ? 3 : count < 0x100000000 ? 5 : 9)
  bytes[0] = low | (bytes.length === 3 ? 25 : bytes.length === 5 ? 26 : 27)
  if (bytes.length === 3) bytes.writeUInt16BE(Number(count), 1)
  else if (bytes.length === 5) bytes.writeUInt32BE(Number(count), 1)
  else bytes.writeBigUInt64BE(BigInt(count), 1)
  return bytes
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(9)
  bytes[0] = 0xfb
  bytes.writeDoubleBE(value, 1)
  return bytes
}

function write(value: Writable, parts: Buffer[]): void {
  if (value === null) parts.push(Buffer.from([0xf6]))
  else if (typeof value === 'boolean') parts.push(Buffer.from([value ? 0xf5 : 0xf4]))
  else if (typeof value === 'bigint') parts.push(value < 0n ? head(1, -1n - value) : head(0, value))
  else if (typeof value === 'number')
    parts.push(Number.isSafeInteger(value) && !Object.is(value, -0) ? (value < 0 ? head(1, -1 - value) : head(0, value)) : double(value))
  else if (typeof value === 'string') {
    const text = Buffer.from(value, 'utf8')
    parts.push(head(3, text.length), text)
  } else if (value instanceof Double) parts.push(double(value.value))
  else if (value instanceof Date) parts.push(head(6, 1), double(value.getTime() / 1000))
  else if (value instanceof Uint8Array) parts.push(head(2, value.length), Buffer.from(value))
  else if (value instanceof Map) {
    parts.push(head(5, value.size))
    for (const [name, part] of value) {
      write(name, parts)
      write(part, parts)
    }
  } else {
    const list = value as readonly Writable[]
    parts.push(head(4, list.length))
    for (const part of list) write(part, parts)
  }
}
