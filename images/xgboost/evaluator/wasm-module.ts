/**
 * The tree walk as a WebAssembly module, written byte by byte here so that no binary and no tool stands beside the source.
 *
 * A node has 16 bytes: i32 feature's offset in a row · f32 threshold · i32 address of the left child · i32 1 when a missing value goes right. The right child
 * follows the left one. A leaf has the threshold NaN and points to itself, so that a walk of the tree's depth needs no branch. Leaf values stand in a
 * table of their own, four bytes for a node's sixteen. A tree has 8 bytes: i32 root's address · i32 depth.
 * Eight walks run side by side, which hides the latency of loads: eight rows of a block, or eight trees for a single row.
 */
const LANES = 8

const I32 = 0x7f
const F32 = 0x7d
const op = {
  block: 0x02,
  loop: 0x03,
  end: 0x0b,
  br: 0x0c,
  brIf: 0x0d,
  select: 0x1b,
  get: 0x20,
  set: 0x21,
  i32Load: 0x28,
  f32Load: 0x2a,
  f32Store: 0x38,
  i32Const: 0x41,
  i32Eqz: 0x45,
  i32GtU: 0x4b,
  i32GeU: 0x4f,
  f32Ne: 0x5c,
  f32Ge: 0x60,
  i32Add: 0x6a,
  i32Sub: 0x6b,
  i32Mul: 0x6c,
  i32And: 0x71,
  i32Or: 0x72,
  i32Shl: 0x74,
  i32ShrU: 0x76,
  f32Add: 0x92,
} as const
const EMPTY = 0x40

type Code = number | Code[]

function unsigned(value: number): number[] {
  const bytes: number[] = []
  let left = value
  do {
    bytes.push((left & 127) | (left > 127 ? 128 : 0))
    left = Math.floor(left / 128)
  } while (left > 0)
  return bytes
}

function signed(value: number): number[] {
  const bytes: number[] = []
  let left = value
  for (;;) {
    const low = left & 127
    left >>= 7
    if ((left === 0 && !(low & 64)) || (left === -1 && low & 64)) return [...bytes, low]
    bytes.push(low | 128)
  }
}

const flat = (code: Code): number[] => (typeof code === 'number' ? [code] : code.flatMap(flat))
const get = (local: number): Code => [op.get, unsigned(local)]
const set = (local: number, ...value: Code[]): Code => [value, op.set, unsigned(local)]
const constant = (value: number): Code => [op.i32Const, signed(value)]
const load = (address: Code, offset = 0): Code => [address, op.i32Load, 2, unsigned(offset)]
const loadFloat = (address: Code, offset = 0): Code => [address, op.f32Load, 2, unsigned(offset)]
const storeFloat = (address: Code, offset: number, value: Code): Code => [address, value, op.f32Store, 2, unsigned(offset)]
const add = (a: Code, b: Code): Code => [a, b, op.i32Add]
/** `while (!done) body`. */
const until = (done: Code, ...body: Code[]): Code => [op.block, EMPTY, op.loop, EMPTY, done, op.brIf, 1, body, op.br, 0, op.end, op.end]
const lanes = (code: (lane: number) => Code): Code => Array.from({ length: LANES }, (_, lane) => code(lane))

/** Moves `node` one level down for the row at `row`; `cell` holds the feature's value meanwhile. */
const step = (node: number, cell: number, row: number): Code => [
  set(cell, loadFloat(add(get(row), load(get(node))))),
  set(
    node,
    load(get(node), 8),
    [get(cell), loadFloat(get(node), 4), op.f32Ge],
    [get(cell), get(cell), op.f32Ne, load(get(node), 12), op.i32And],
    [op.i32Or, constant(4), op.i32Shl, op.i32Add],
  ),
]

const leafValue = (values: number, node: number): Code => loadFloat(add(get(values), [get(node), constant(2), op.i32ShrU]))
const countDown = (counter: number, ...body: Code[]): Code => until([get(counter), op.i32Eqz], body, set(counter, get(counter), constant(1), op.i32Sub))

/** rows(x, n, stride, out, trees, count, values): adds the trees to `out[0 … n)`, n a multiple of eight. */
function rowsFunction(): Code {
  const [x, n, stride, out, trees, count, values] = [0, 1, 2, 3, 4, 5, 6] as const
  const node = (lane: number) => 7 + lane
  const row = (lane: number) => 15 + lane
  const [tree, treesEnd, depth, index, root] = [23, 24, 25, 26, 27] as const
  const cell = (lane: number) => 28 + lane
  const sum = (lane: number) => 36 + lane
  const body: Code = until(
    [add(get(index), constant(LANES)), get(n), op.i32GtU],
    lanes((lane) => [set(row(lane), add(get(x), [add(get(index), constant(lane)), get(stride), op.i32Mul])), set(sum(lane), loadFloat(get(out), 4 * lane))]),
    set(tree, get(trees)),
    set(treesEnd, add(get(trees), [get(count), constant(3), op.i32Shl])),
    until(
      [get(tree), get(treesEnd), op.i32GeU],
      set(root, load(get(tree))),
      set(depth, load(get(tree), 4)),
      lanes((lane) => set(node(lane), get(root))),
      countDown(
        depth,
        lanes((lane) => step(node(lane), cell(lane), row(lane))),
      ),
      lanes((lane) => set(sum(lane), get(sum(lane)), leafValue(values, node(lane)), op.f32Add)),
      set(tree, add(get(tree), constant(8))),
    ),
    lanes((lane) => storeFloat(get(out), 4 * lane, get(sum(lane)))),
    set(out, add(get(out), constant(4 * LANES))),
    set(index, add(get(index), constant(LANES))),
  )
  return functionBody([2, [unsigned(21), I32], [unsigned(16), F32]], body)
}

/** one(x, trees, count, values, base): base plus the trees' values for the row at x, added in order. */
function oneFunction(): Code {
  const [x, trees, count, values, sum] = [0, 1, 2, 3, 4] as const
  const node = (lane: number) => 5 + lane
  const [treesEnd, depth] = [13, 14] as const
  const cell = (lane: number) => 15 + lane
  const deeper = (lane: number): Code => {
    const other = load(get(trees), 8 * lane + 4)
    return set(depth, get(depth), other, [get(depth), other, op.i32GtU], op.select)
  }
  const addLeaf = (lane: number): Code => set(sum, get(sum), leafValue(values, node(lane)), op.f32Add)
  const body: Code = [
    set(treesEnd, add(get(trees), [get(count), constant(3), op.i32Shl])),
    until(
      [add(get(trees), constant(8 * LANES)), get(treesEnd), op.i32GtU],
      lanes((lane) => set(node(lane), load(get(trees), 8 * lane))),
      set(depth, load(get(trees), 4)),
      lanes((lane) => (lane === 0 ? [] : deeper(lane))),
      countDown(
        depth,
        lanes((lane) => step(node(lane), cell(lane), x)),
      ),
      lanes(addLeaf),
      set(trees, add(get(trees), constant(8 * LANES))),
    ),
    until(
      [get(trees), get(treesEnd), op.i32GeU],
      set(node(0), load(get(trees))),
      set(depth, load(get(trees), 4)),
      countDown(depth, step(node(0), cell(0), x)),
      addLeaf(0),
      set(trees, add(get(trees), constant(8))),
    ),
    get(sum),
  ]
  return functionBody([2, [unsigned(10), I32], [unsigned(8), F32]], body)
}

function functionBody(locals: Code, body: Code): Code {
  const bytes = flat([locals, body, op.end])
  return [unsigned(bytes.length), bytes]
}

function section(id: number, content: Code): Code {
  const bytes = flat(content)
  return [id, unsigned(bytes.length), bytes]
}

const name = (text: string): Code => [unsigned(text.length), [...Buffer.from(text)]]

/** As far as it is used here: Node has it, the ECMAScript types without a browser's do not. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: TreeWalk }
}

export interface TreeWalk {
  readonly mem: { readonly buffer: ArrayBuffer; grow(pages: number): number }
  readonly rows: (x: number, n: number, stride: number, out: number, trees: number, count: number, values: number) => void
  readonly one: (x: number, trees: number, count: number, values: number, base: number) => number
}

/** A new instance of the module, with a page of memory to grow. */
export function newTreeWalk(): TreeWalk {
  const FUNCTION = 0x60
  const signatures = [
    [FUNCTION, unsigned(7), Array<number>(7).fill(I32), 0],
    [FUNCTION, unsigned(5), [I32, I32, I32, I32, F32], 1, F32],
  ]
  const magic = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
  const code: Code = [
    magic,
    section(1, [2, signatures]),
    section(3, [2, 0, 1]),
    section(5, [1, 0, 1]),
    section(7, [3, name('mem'), 2, 0, name('rows'), 0, 0, name('one'), 0, 1]),
    section(10, [2, rowsFunction(), oneFunction()]),
  ]
  const module = new WebAssembly.Module(Uint8Array.from(flat(code)))
  return new WebAssembly.Instance(module).exports
}
