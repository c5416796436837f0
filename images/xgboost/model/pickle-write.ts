/**
 * The pickle (protocol 4) of an `xgboost.core.Booster`, as Python's `pickle.dump(booster, file, protocol=4)` means it: the class, and its state
 * with the model's bytes as a bytearray under `handle` and the names f0, f1, … that the package gives to unnamed columns. Python's own opcodes, without the memo that only saves space.
 */
export function pickleBooster(model: Buffer, columns: number, attributes: Readonly<Record<string, number>>): Buffer {
  const parts: Buffer[] = [Buffer.from([0x80, 4])]
  parts.push(text('xgboost.core'), text('Booster'), op('\x93'), op(')'), op('\x81'))
  parts.push(op('}'), op('('))
  parts.push(text('handle'), text('builtins'), text('bytearray'), op('\x93'), bytes(model), op('\x85'), op('R'))
  parts.push(text('feature_names'), op(']'), op('('), ...Array.from({ length: columns }, (_, column) => text(`f${column}`)), op('e'))
  parts.push(text('feature_types'), op('N'))
  for (const [name, value] of Object.entries(attributes)) parts.push(text(name), number(value))
  parts.push(op('u'), op('b'), op('.'))
  return Buffer.concat(parts)
}

const op = (code: string) => Buffer.from(code, 'latin1')

function text(value: string): Buffer {
  const utf8 = Buffer.from(value)
  return Buffer.concat([Buffer.from([0x8c, utf8.length]), utf8])
}

function bytes(value: Buffer): Buffer {
  const head = Buffer.alloc(9)
  head[0] = 0x8e
  head.writeBigUInt64LE(BigInt(value.length), 1)
  return Buffer.concat([head, value])
}

function number(value: number): Buffer {
  if (Number.isInteger(value) && Math.abs(value) < 2 ** 31) {
    const out = Buffer.alloc(5)
    out.write('J', 'latin1')
    out.writeInt32LE(value, 1)
    return out
  }
  const out = Buffer.alloc(9)
  out.write('G', 'latin1')
  out.writeDoubleBE(value, 1)
  return out
}
