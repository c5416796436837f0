/** Nesting beyond this is no model of libxgboost's. */
const MAX_DEPTH = 64

/** A value read from UBJSON; typed arrays of numbers come as JavaScript's typed arrays. */
export type Ubjson = null | boolean | number | string | ArrayLike<number> | Ubjson[] | { [name: string]: Ubjson }

/** Reads Universal Binary JSON (draft 12), big-endian, with the counted and typed containers that libxgboost writes. @throws Error when the bytes are damaged. */
export function readUbjson(bytes: Buffer): Ubjson {
  const reader = new UbjsonReader(bytes)
  return reader.value(reader.marker(), 0)
}

const numbers: Readonly<Record<string, readonly [size: number, read: (bytes: Buffer, at: number) => number]>> = {
  i: [1, (bytes, at) => bytes.readInt8(at)],
  U: [1, (bytes, at) => bytes.readUInt8(at)],
  I: [2, (bytes, at) => bytes.readInt16BE(at)],
  l: [4, (bytes, at) => bytes.readInt32BE(at)],
  L: [8, (bytes, at) => Number(bytes.readBigInt64BE(at))],
  d: [4, (bytes, at) => bytes.readFloatBE(at)],
  D: [8, (bytes, at) => bytes.readDoubleBE(at)],
}

class UbjsonReader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  marker(): string {
    for (;;) {
      const code = this.#bytes[this.#at]
      if (code === undefined) throw new Error('the model file is cut short')
      this.#at += 1
      if (code !== 0x4e) return String.fromCharCode(code)
    }
  }

  value(marker: string, depth: number): Ubjson {
    if (depth > MAX_DEPTH) throw new Error('the model file is nested too deeply')
    const number = numbers[marker]
    if (number) return this.#number(number)
    switch (marker) {
      case 'Z':
        return null
      case 'T':
        return true
      case 'F':
        return false
      case 'S':
        return this.#text()
      case 'C':
        return String.fromCharCode(this.#bytes[this.#at++] ?? 0)
      case '[':
        return this.#array(depth)
      case '{':
        return this.#object(depth)
      default:
        throw new Error(`the model file holds a value of unknown type ${JSON.stringify(marker)}`)
    }
  }

  #number([size, read]: (typeof numbers)[string]): number {
    if (this.#at + size > this.#bytes.length) throw new Error('the model file is cut short')
    const value = read(this.#bytes, this.#at)
    this.#at += size
    return value
  }

  #length(): number {
    const kind = numbers[this.marker()]
    const length = kind ? this.#number(kind) : -1
    if (length < 0 || length > this.#bytes.length) throw new Error('the model file is damaged: a length is impossible')
    return length
  }

  #text(): string {
    const length = this.#length()
    if (this.#at + length > this.#bytes.length) throw new Error('the model file is cut short')
    this.#at += length
    return this.#bytes.toString('utf8', this.#at - length, this.#at)
  }

  /** The optional `$type` and `#count` before a container's content. */
  #header(): { type?: string; count?: number } {
    let type: string | undefined
    let next = this.#bytes[this.#at]
    if (next === 0x24) {
      this.#at += 1
      type = this.marker()
      next = this.#bytes[this.#at]
    }
    if (next !== 0x23) return {}
    this.#at += 1
    return { ...(type && { type }), count: this.#length() }
  }

  #array(depth: number): Ubjson {
    const { type, count } = this.#header()
    const number = type === undefined ? undefined : numbers[type]
    if (number && count !== undefined) {
      const [size, read] = number
      if (this.#at + size * count > this.#bytes.length) throw new Error('the model file is cut short')
      const values = Float64Array.from({ length: count }, (_, index) => read(this.#bytes, this.#at + index * size))
      this.#at += size * count
      return values
    }
    // Values without bytes of their own could be claimed by the thousand million.
    if (type !== undefined && !number && 'ZTFN'.includes(type)) throw new Error('the model file is damaged: a list of nothing')
    const values: Ubjson[] = []
    if (count !== undefined) for (let i = 0; i < count; i += 1) values.push(this.value(type ?? this.marker(), depth + 1))
    else for (let marker = this.marker(); marker !== ']'; marker = this.marker()) values.push(this.value(marker, depth + 1))
    return values
  }

  #object(depth: number): Ubjson {
    const { type, count } = this.#header()
    if (type !== undefined) throw new Error('the model file is damaged: an object of one type')
    // A null prototype, so that no name in the file can reach Object's own.
    const values: { [name: string]: Ubjson } = Object.create(null)
    for (let i = 0; count === undefined || i < count; i += 1) {
      if (count === undefined && this.#bytes[this.#at] === 0x7d) {
        this.#at += 1
        break
      }
      const name = this.#text()
      values[name] = this.value(this.marker(), depth + 1)
    }
    return values
  }
}
