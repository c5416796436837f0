/** scikit-learn could not make the folds; the message is its own. */
export class FoldError extends Error {}

/** Rows of one fold: those to train on and those to validate on, ascending. */
export interface Fold {
  readonly train: Int32Array
  readonly validation: Int32Array
}

/** Where the shuffling comes from: numbers in [0, 1). */
export type Random = () => number

/** KFold of scikit-learn with shuffling. @throws FoldError */
export function plainFolds(rows: number, count: number, random: Random): Fold[] {
  if (count > rows) throw new FoldError(`Cannot have number of splits n_splits=${count} greater than the number of samples: n_samples=${rows}.`)
  const order = shuffled(
    Array.from({ length: rows }, (_, row) => row),
    random,
  )
  const foldOf = new Int32Array(rows)
  for (let fold = 0, at = 0; fold < count; fold += 1) {
    const size = Math.floor(rows / count) + (fold < rows % count ? 1 : 0)
    for (const row of order.slice(at, at + size)) foldOf[row] = fold
    at += size
  }
  return foldsOf(foldOf, count)
}

/** StratifiedKFold of scikit-learn with shuffling: every fold has the classes in the same proportion. @throws FoldError */
export function stratifiedFolds(labels: Float32Array, count: number, random: Random, warn: (text: string) => void): Fold[] {
  if (labels.some((label) => !Number.isInteger(label))) {
    throw new FoldError("Supported target types are: ('binary', 'multiclass'). Got 'continuous' instead.")
  }
  const classes = [...new Set(labels)]
  const place = new Map(classes.map((label, index) => [label, index]))
  const encoded = Int32Array.from(labels, (label) => place.get(label) as number)
  const members = classes.map((_, index) => encoded.reduce((sum, each) => sum + (each === index ? 1 : 0), 0))
  if (members.every((size) => count > size)) throw new FoldError(`n_splits=${count} cannot be greater than the number of members in each class.`)
  const least = Math.min(...members)
  if (count > least) warn(`The least populated class in y has only ${least} members, which is less than n_splits=${count}.`)
  const sorted = [...encoded].sort((a, b) => a - b)
  // How many of each class a fold gets: every count-th of the sorted labels.
  const shares = Array.from({ length: count }, (_, fold) => {
    const share = new Int32Array(classes.length)
    for (let at = fold; at < sorted.length; at += count) share[sorted[at] as number] = (share[sorted[at] as number] as number) + 1
    return share
  })
  const queues = classes.map((_, index) =>
    shuffled(
      shares.flatMap((share, fold) => Array<number>(share[index] as number).fill(fold)),
      random,
    ),
  )
  const next = new Int32Array(classes.length)
  const foldOf = encoded.map((index) => {
    const at = next[index] as number
    next[index] = at + 1
    return (queues[index] as number[])[at] as number
  })
  return foldsOf(foldOf, count)
}

function foldsOf(foldOf: Int32Array, count: number): Fold[] {
  const rows = Int32Array.from(foldOf, (_, row) => row)
  return Array.from({ length: count }, (_, fold) => ({
    train: rows.filter((row) => foldOf[row] !== fold),
    validation: rows.filter((row) => foldOf[row] === fold),
  }))
}

function shuffled(values: number[], random: Random): number[] {
  for (let last = values.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    ;[values[last], values[other]] = [values[other] as number, values[last] as number]
  }
  return values
}

/** A generator with a fixed seed (mulberry32), so that a job can be repeated; AWS's image takes another shuffling at each run. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
