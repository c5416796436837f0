import type { ModelDescription } from '../model/tree-model.ts'

const PROBES = 256

/** Rows that walk through the model's own thresholds, on and beside them, with missing values among them: what an evaluator is compared with libxgboost on. */
export function probeRows(model: ModelDescription): { readonly cells: Float32Array; readonly rows: number } {
  const thresholds = thresholdsByColumn(model)
  let state = 0x2545f491
  const random = () => {
    // xorshift32: the same probes at every start.
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
  const cells = new Float32Array(PROBES * model.columns)
  for (let row = 0; row < PROBES; row += 1) {
    for (let column = 0; column < model.columns; column += 1) {
      const known = thresholds.get(column)
      const threshold = known ? (known[Math.floor(random() * known.length)] as number) : 0
      const kind = random()
      const beside = Math.max(Math.abs(threshold), 1) * 2 ** -20
      cells[row * model.columns + column] = kind < 0.15 ? Number.NaN : kind < 0.4 ? threshold : kind < 0.7 ? threshold - beside : threshold + beside
    }
  }
  return { cells, rows: PROBES }
}

function thresholdsByColumn({ trees = [] }: ModelDescription): Map<number, number[]> {
  const found = new Map<number, number[]>()
  for (const { left, feature, value } of trees) {
    for (let node = 0; node < left.length; node += 1) {
      if ((left[node] as number) < 0) continue
      const list = found.get(feature[node] as number)
      if (list) list.push(value[node] as number)
      else found.set(feature[node] as number, [value[node] as number])
    }
  }
  return found
}
