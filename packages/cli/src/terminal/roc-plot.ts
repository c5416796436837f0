/** A ROC curve in Braille dots: four rows and two columns of dots a character. */

export interface RocPoint {
  /** False positive rate, 0 – 1. */
  readonly fpr: number
  /** True positive rate, 0 – 1. */
  readonly tpr: number
}

// Bits of the Braille block (U+2800) by row and column of a character's dots.
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const

/**
 * @param points in ascending order of fpr, from (0, 0) to (1, 1)
 * @param columns characters of the plot's inside; rows likewise
 * @returns lines, axes included; the diagonal of guessing is dotted in
 */
export function rocPlot(points: readonly RocPoint[], columns = 44, rows = 14): string[] {
  const width = columns * 2
  const height = rows * 4
  const cells = Array.from({ length: rows }, () => new Uint8Array(columns))
  const dot = (x: number, y: number) => {
    const row = cells[Math.floor(y / 4)]
    const bits = DOTS[(y % 4) as 0 | 1 | 2 | 3]
    if (row) row[Math.floor(x / 2)] = (row[Math.floor(x / 2)] ?? 0) | bits[(x % 2) as 0 | 1]
  }
  const yOf = (rate: number) => Math.round((1 - rate) * (height - 1))
  let previousY = yOf(0)
  for (let x = 0; x < width; x++) {
    const y = yOf(interpolate(points, x / (width - 1)))
    for (let step = Math.min(y, previousY); step <= Math.max(y, previousY); step++) dot(x, step)
    previousY = y
    if (x % 6 === 0) dot(x, yOf(x / (width - 1)))
  }
  const label = (index: number) => (index === 0 ? '1.0' : index === rows - 1 ? '0.0' : '   ')
  const body = cells.map((row, index) => `${label(index)} │${[...row].map((bits) => (bits === 0 ? ' ' : String.fromCharCode(0x2800 + bits))).join('')}`)
  return [...body, `    └${'─'.repeat(columns)}`, `     0.0${' '.repeat(columns - 6)}1.0`]
}

function interpolate(points: readonly RocPoint[], fpr: number): number {
  let left: RocPoint = { fpr: 0, tpr: 0 }
  for (const point of points) {
    if (point.fpr > fpr) return left.tpr + ((point.tpr - left.tpr) * (fpr - left.fpr)) / (point.fpr - left.fpr)
    left = point
  }
  return left.tpr
}
