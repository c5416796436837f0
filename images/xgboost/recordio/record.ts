/**
 * SageMaker's recordio-protobuf: frames (`u32 0xced7230a`, `u32 length`, bytes, padding to four) around one protobuf message, `Record`.
 * Read and written here rather than by a protobuf library: it is one message of three numeric tensors, and libraries bring a schema compiler or reflection.
 * Sources: `record.proto` of the public SageMaker Python SDK; dmlc-core's recordio.
 */

/** A tensor of a record; `keys` are the columns of a sparse one. */
export interface Tensor {
  readonly values: Float64Array
  readonly keys?: Float64Array
  readonly shape?: Float64Array
  /** The values came as float32 and need no rounding. */
  readonly single: boolean
}

export interface Record {
  readonly features: ReadonlyMap<string, Tensor | undefined>
  readonly label: ReadonlyMap<string, Tensor | undefined>
}

/** The bytes are no recordio-protobuf. */
export class RecordioError extends Error {}

const MAGIC = 0xced7230a
const HEAD = 8

/** The records of a file one after another; bytes too few for a frame's head at the end are passed over, as the image does. @throws RecordioError */
export function* readRecords(bytes: Buffer): Generator<Record> {
  for (let at = 0; at + HEAD <= bytes.length; ) {
    if (bytes.readUInt32LE(at) !== MAGIC) throw new RecordioError(`Invalid RecordIO magic at offset ${at}`)
    const length = bytes.readUInt32LE(at + 4)
    const first = at + HEAD
    const padded = Math.ceil(length / 4) * 4
    if (first + padded > bytes.length) throw new RecordioError(`Truncated record at offset ${first}`)
    yield readRecord(new Message(bytes.subarray(first, first + length)))
    at = first + padded
  }
}

/** A cursor over one protobuf message. */
class Message {
  readonly bytes: Buffer
  at = 0

  constructor(bytes: Buffer) {
    this.bytes = bytes
  }

  get done(): boolean {
    return this.at >= this.bytes.length
  }

  /** An unsigned number, exact up to 2^53. */
  varint(): number {
    let value = 0
    let scale = 1
    for (let count = 0; count < 10; count += 1) {
      const byte = this.bytes[this.at]
      if (byte === undefined) throw damaged()
      this.at += 1
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
    throw damaged()
  }

  take(length: number): Buffer {
    if (length > this.bytes.length - this.at) throw damaged()
    this.at += length
    return this.bytes.subarray(this.at - length, this.at)
  }

  /** The next field's number and wire type; field 0 does not exist. */
  tag(): { readonly field: number; readonly wire: number } {
    const tag = this.varint()
    const field = Math.floor(tag / 8)
    if (field === 0) throw damaged()
    return { field, wire: tag % 8 }
  }

  sub(): Message {
    return new Message(this.take(this.varint()))
  }

  skip(wire: number): void {
    if (wire === 0) this.varint()
    else if (wire === 1) this.take(8)
    else if (wire === 2) this.take(this.varint())
    else if (wire === 5) this.take(4)
    else throw damaged()
  }
}

const damaged = () => new RecordioError('Error parsing message')

function readRecord(message: Message): Record {
  const features = new Map<string, Tensor | undefined>()
  const label = new Map<string, Tensor | undefined>()
  while (!message.done) {
    const { field, wire } = message.tag()
    if ((field === 1 || field === 2) && wire === 2) readEntry(message.sub(), field === 1 ? features : label)
    else message.skip(wire)
  }
  return { features, label }
}

function readEntry(message: Message, into: Map<string, Tensor | undefined>): void {
  let key = ''
  let value: Tensor | undefined
  while (!message.done) {
    const { field, wire } = message.tag()
    if (field === 1 && wire === 2) key = message.take(message.varint()).toString('utf8')
    else if (field === 2 && wire === 2) value = readValue(message.sub())
    else message.skip(wire)
  }
  into.set(key, value)
}

type Kind = 'float32' | 'float64' | 'int32'
const kinds: Readonly<{ [field: number]: Kind }> = { 2: 'float32', 3: 'float64', 7: 'int32' }

/** The tensor of a value; undefined when it holds none or bytes. */
function readValue(message: Message): Tensor | undefined {
  let tensor: Tensor | undefined
  while (!message.done) {
    const { field, wire } = message.tag()
    const kind = kinds[field]
    if (kind && wire === 2) tensor = readTensor(message.sub(), kind)
    else message.skip(wire)
  }
  return tensor
}

function readTensor(message: Message, kind: Kind): Tensor {
  const values: Float64Array[] = []
  const keys: Float64Array[] = []
  const shape: Float64Array[] = []
  while (!message.done) {
    const { field, wire } = message.tag()
    if (field === 1) values.push(readValues(message, wire, kind))
    else if (field === 2 || field === 3) (field === 2 ? keys : shape).push(readVarints(message, wire, (value) => value))
    else message.skip(wire)
  }
  return {
    values: joined(values),
    ...(keys.length > 0 && { keys: joined(keys) }),
    ...(shape.length > 0 && { shape: joined(shape) }),
    single: kind === 'float32',
  }
}

/** Packed numbers, or a single one. */
function readValues(message: Message, wire: number, kind: Kind): Float64Array {
  if (kind === 'int32') return readVarints(message, wire, (value) => Number(BigInt.asIntN(32, BigInt(value))))
  const size = kind === 'float32' ? 4 : 8
  const bytes = wire === 2 ? message.take(message.varint()) : message.take(size)
  if ((wire !== 2 && wire !== (size === 4 ? 5 : 1)) || bytes.length % size !== 0) throw damaged()
  return Float64Array.from({ length: bytes.length / size }, (_, index) => (size === 4 ? bytes.readFloatLE(index * 4) : bytes.readDoubleLE(index * 8)))
}

function readVarints(message: Message, wire: number, convert: (value: number) => number): Float64Array {
  if (wire === 0) return Float64Array.of(convert(message.varint()))
  if (wire !== 2) throw damaged()
  const packed = message.sub()
  const values: number[] = []
  while (!packed.done) values.push(convert(packed.varint()))
  return Float64Array.from(values)
}

function joined(parts: readonly Float64Array[]): Float64Array {
  if (parts.length === 1) return parts[0] as Float64Array
  return Float64Array.from(parts.flatMap((part) => [...part]))
}

/** One framed record whose `label` map holds float32 tensors: how selected predictions are answered. */
export function writeLabels(labels: readonly (readonly [name: string, values: readonly number[]])[]): Buffer {
  const entries = labels.map(([name, values]) => {
    const floats = Buffer.alloc(values.length * 4)
    for (const [index, value] of values.entries()) floats.writeFloatLE(value, index * 4)
    const tensor = values.length > 0 ? part(1, floats) : Buffer.alloc(0)
    return part(2, Buffer.concat([part(1, Buffer.from(name)), part(2, part(2, tensor))]))
  })
  const body = Buffer.concat(entries)
  const head = Buffer.alloc(HEAD)
  head.writeUInt32LE(MAGIC, 0)
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc((4 - (body.length % 4)) % 4)])
}

/** A field of bytes. */
const part = (field: number, bytes: Buffer): Buffer => Buffer.concat([Buffer.from([(field << 3) | 2]), varint(bytes.length), bytes])

function varint(value: number): Buffer {
  const bytes: number[] = []
  let left = value
  for (; left > 127; left = Math.floor(left / 128)) bytes.push((left & 127) | 128)
  return Buffer.from([...bytes, left])
}
