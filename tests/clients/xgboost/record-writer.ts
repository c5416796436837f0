/** Writes recordio-protobuf, independently of the image: what SageMaker's SDK writes with `write_numpy_to_dense_tensor` and its sparse sibling. */
export interface TensorInput {
  readonly values: readonly number[]
  readonly keys?: readonly number[]
  readonly shape?: readonly number[]
}

export function varint(value: number): Buffer {
  const bytes: number[] = []
  let left = value
  while (left > 127) {
    bytes.push((left % 128) | 128)
    left = Math.floor(left / 128)
  }
  return Buffer.from([...bytes, left])
}

const field = (number: number, bytes: Buffer) => Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes])
const packed = (values: readonly number[]) => Buffer.concat(values.map(varint))

function tensor({ values, keys, shape }: TensorInput, kind: 'float32' | 'float64'): Buffer {
  const typed = kind === 'float32' ? Float32Array.from(values) : Float64Array.from(values)
  const parts = [field(1, Buffer.from(typed.buffer))]
  if (keys) parts.push(field(2, packed(keys)))
  if (shape) parts.push(field(3, packed(shape)))
  return field(kind === 'float32' ? 2 : 3, Buffer.concat(parts))
}

export function frame(body: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32LE(0xced7230a, 0)
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body, Buffer.alloc((4 - (body.length % 4)) % 4)])
}

/** One framed record with its features and, when given, its label under the key `values`. */
export function writeRecord(features: TensorInput, label?: readonly number[], kind: 'float32' | 'float64' = 'float32'): Buffer {
  const entry = (number: number, value: Buffer) => field(number, Buffer.concat([field(1, Buffer.from('values')), field(2, value)]))
  return frame(Buffer.concat([entry(1, tensor(features, kind)), ...(label ? [entry(2, tensor({ values: label }, kind))] : [])]))
}
