/**
 * Reads the pickle of an `xgboost.core.Booster` without running anything: only opcodes that such a pickle is made of are known, and only the
 * classes below may be named. A pickle is a program; one from a stranger must never be executed.
 */
export interface PickledBooster {
  /** The model's bytes in libxgboost's legacy binary format. */
  readonly model: Buffer
  /** The object's other attributes that are numbers, for example `best_ntree_limit`. */
  readonly numbers: Readonly<Record<string, number>>
}

/** What may stand on the pickle machine's stack. */
type Value = null | boolean | number | string | Buffer | Value[] | Map<Value, Value> | Named | Instance | typeof MARK
const MARK = Symbol('mark')
class Named {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}
class Instance {
  state: Value = null
}

const allowed = new Set([
  'xgboost.core Booster',
  'builtins bytearray',
  '__builtin__ bytearray',
  'builtins object',
  '__builtin__ object',
  'copy_reg _reconstructor',
  'copyreg _reconstructor',
  '_codecs encode',
])

/** Whether the bytes begin like a pickle: protocol 2 and later say so, older ones begin with a class name. */
export const looksLikePickle = (bytes: Buffer): boolean =>
  (bytes[0] === 0x80 && (bytes[1] as number) <= 5) || /^c(copy_reg|copyreg|xgboost)/.test(bytes.toString('latin1', 0, 16))

/** @throws Error in a sentence when the pickle is not that of a Booster. */
export function unpickleBooster(bytes: Buffer): PickledBooster {
  const found = new PickleMachine(bytes).run()
  if (!(found instanceof Instance) || !(found.state instanceof Map)) throw new Error('the pickle does not hold an xgboost.core.Booster')
  const model = found.state.get('handle')
  if (!Buffer.isBuffer(model)) throw new Error('the pickled Booster holds no model')
  const numbers = [...found.state].filter((entry): entry is [string, number] => typeof entry[0] === 'string' && typeof entry[1] === 'number')
  return { model, numbers: Object.fromEntries(numbers) }
}

class PickleMachine {
  readonly #bytes: Buffer
  #at = 0
  #stack: Value[] = []
  readonly #memo = new Map<number, Value>()

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  run(): Value {
    for (;;) {
      const opcode = String.fromCharCode(this.#take(1)[0] as number)
      if (opcode === '.') return this.#pop()
      const step = steps[opcode]
      if (!step) throw new Error(`the pickle uses opcode ${JSON.stringify(opcode)}, which a Booster's does not need`)
      step(this)
    }
  }

  #take(length: number): Buffer {
    if (this.#at + length > this.#bytes.length) throw new Error('the pickle is cut short')
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  #pop(): Value {
    const value = this.#stack.pop()
    if (value === undefined) throw new Error('the pickle is damaged')
    return value
  }

  push(value: Value): void {
    this.#stack.push(value)
  }
  pop(): Value {
    return this.#pop()
  }
  popCount(count: number): Value[] {
    if (this.#stack.length < count) throw new Error('the pickle is damaged')
    return this.#stack.splice(-count)
  }
  top(): Value {
    return this.#stack.at(-1) ?? null
  }
  take(length: number): Buffer {
    return this.#take(length)
  }
  /** A length of 1, 4 or 8 bytes, then that many bytes. */
  takeSized(width: 1 | 4 | 8): Buffer {
    const head = this.#take(width)
    return this.#take(width === 8 ? Number(head.readBigUInt64LE()) : head.readUIntLE(0, width))
  }
  takeLine(): string {
    const end = this.#bytes.indexOf(10, this.#at)
    if (end < 0) throw new Error('the pickle is cut short')
    const line = this.#bytes.toString('utf8', this.#at, end)
    this.#at = end + 1
    return line
  }
  /** Everything above the last mark, which goes too. */
  popMark(): Value[] {
    const at = this.#stack.lastIndexOf(MARK)
    if (at < 0) throw new Error('the pickle is damaged')
    return this.#stack.splice(at).slice(1)
  }
  keep(slot: number): void {
    this.#memo.set(slot, this.top())
  }
  memoize(): void {
    this.keep(this.#memo.size)
  }
  recall(slot: number): void {
    const value = this.#memo.get(slot)
    if (value === undefined) throw new Error('the pickle is damaged')
    this.push(value)
  }
  name(module: Value, name: Value): void {
    const full = `${String(module)} ${String(name)}`
    if (!allowed.has(full)) throw new Error(`the pickle names ${full.replace(' ', '.')}, which a Booster's does not need`)
    this.push(new Named(full))
  }
  call(): void {
    const args = this.#pop()
    const callee = this.#pop()
    if (!(callee instanceof Named) || !Array.isArray(args)) throw new Error('the pickle is damaged')
    this.push(construct(callee.name, args))
  }
  setItems(pairs: Value[]): void {
    const target = this.top()
    if (!(target instanceof Map)) throw new Error('the pickle is damaged')
    for (let i = 0; i + 1 < pairs.length; i += 2) target.set(pairs[i] as Value, pairs[i + 1] as Value)
  }
  append(values: Value[]): void {
    const target = this.top()
    if (!Array.isArray(target)) throw new Error('the pickle is damaged')
    target.push(...values)
  }
  build(): void {
    const state = this.#pop()
    const target = this.top()
    if (!(target instanceof Instance)) throw new Error('the pickle is damaged')
    target.state = state
  }
}

function construct(name: string, args: readonly Value[]): Value {
  if (name === 'xgboost.core Booster' || name.endsWith('_reconstructor')) return new Instance()
  const [content] = args
  // Python 2's pickles carry bytes as text in Latin-1.
  if (name.endsWith('bytearray') || name === '_codecs encode') return Buffer.isBuffer(content) ? content : Buffer.from(String(content ?? ''), 'latin1')
  throw new Error(`the pickle calls ${name.replace(' ', '.')}, which a Booster's does not need`)
}

const utf8 = (bytes: Buffer) => bytes.toString('utf8')

const steps: Readonly<Record<string, (machine: PickleMachine) => void>> = {
  '\x80': (m) => m.take(1),
  '\x95': (m) => m.take(8),
  '(': (m) => m.push(MARK),
  '}': (m) => m.push(new Map()),
  ']': (m) => m.push([]),
  ')': (m) => m.push([]),
  N: (m) => m.push(null),
  '\x88': (m) => m.push(true),
  '\x89': (m) => m.push(false),
  J: (m) => m.push(m.take(4).readInt32LE()),
  K: (m) => m.push(m.take(1).readUInt8()),
  M: (m) => m.push(m.take(2).readUInt16LE()),
  '\x8a': (m) => {
    const bytes = m.takeSized(1)
    m.push(bytes.length === 0 ? 0 : bytes.length <= 6 ? bytes.readIntLE(0, bytes.length) : Number(bytes.readBigInt64LE()))
  },
  G: (m) => m.push(m.take(8).readDoubleBE()),
  X: (m) => m.push(utf8(m.takeSized(4))),
  '\x8c': (m) => m.push(utf8(m.takeSized(1))),
  '\x8d': (m) => m.push(utf8(m.takeSized(8))),
  B: (m) => m.push(m.takeSized(4)),
  C: (m) => m.push(m.takeSized(1)),
  '\x8e': (m) => m.push(m.takeSized(8)),
  '\x96': (m) => m.push(m.takeSized(8)),
  U: (m) => m.push(m.takeSized(1).toString('latin1')),
  T: (m) => m.push(m.takeSized(4).toString('latin1')),
  q: (m) => m.keep(m.take(1).readUInt8()),
  r: (m) => m.keep(m.take(4).readUInt32LE()),
  '\x94': (m) => m.memoize(),
  h: (m) => m.recall(m.take(1).readUInt8()),
  j: (m) => m.recall(m.take(4).readUInt32LE()),
  c: (m) => {
    const module = m.takeLine()
    m.name(module, m.takeLine())
  },
  '\x93': (m) => {
    const name = m.pop()
    m.name(m.pop(), name)
  },
  '\x81': (m) => m.call(),
  R: (m) => m.call(),
  '\x85': (m) => m.push(m.popCount(1)),
  '\x86': (m) => m.push(m.popCount(2)),
  '\x87': (m) => m.push(m.popCount(3)),
  t: (m) => m.push(m.popMark()),
  s: (m) => {
    const value = m.pop()
    m.setItems([m.pop(), value])
  },
  u: (m) => m.setItems(m.popMark()),
  a: (m) => m.append([m.pop()]),
  e: (m) => m.append(m.popMark()),
  b: (m) => m.build(),
}
