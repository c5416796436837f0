/** The tutorial's training data, derived from what the project carries, without Python: 41,188 rows in a fixed order, 70 % for training, label first. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deriveBankClean } from '../../samples/derive-bank-clean.ts'

const source = join(import.meta.dirname, '../../samples/data/bank-additional-full.csv.gz')
/** Has no factor in common with the number of rows, so every row comes once. */
const STRIDE = 12_347

export interface BankData {
  /** 28,831 lines of a label and 59 features. */
  readonly train: string
  /** Lines of 59 features. */
  readonly test: readonly string[]
}

export function bankData(): BankData {
  const [header = '', ...lines] = deriveBankClean(readFileSync(source)).toString().trimEnd().split('\n')
  const columns = header.split(',')
  const label = columns.indexOf('y_yes')
  const features = columns.flatMap((name, at) => (name === '' || name === 'y_no' || name === 'y_yes' ? [] : [at]))
  const rows = lines.map((_, at) => (lines[(at * STRIDE) % lines.length] as string).split(','))
  const line = (row: readonly string[], which: readonly number[]) => which.map((at) => row[at]).join(',')
  const cut = Math.floor(rows.length * 0.7)
  return {
    train: `${rows
      .slice(0, cut)
      .map((row) => line(row, [label, ...features]))
      .join('\n')}\n`,
    test: rows.slice(cut).map((row) => line(row, features)),
  }
}
