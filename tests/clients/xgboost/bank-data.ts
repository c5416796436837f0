import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { preparePython, splitBankData } from './python-xgboost.ts'

const source = path.resolve(import.meta.dirname, '../../../samples/data/bank-additional-full.csv.gz')

/** The tutorial's files in a temporary directory that the caller removes, or a sentence that tells why they cannot be had. */
export function bankData(): { readonly folder: string } | { readonly missing: string } {
  if (!existsSync(source)) return { missing: 'samples/data/bank-additional-full.csv.gz is not there' }
  const missing = preparePython()
  if (missing) return { missing }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kenja-bank-'))
  mkdirSync(path.join(folder, 'jobs'))
  splitBankData(source, folder)
  return { folder }
}

/** TN, FP, FN, TP of predictions (text, one value after another) against the test part's labels. */
export function confusion(predictions: readonly number[], folder: string): number[] {
  const labels = readFileSync(path.join(folder, 'labels.csv'), 'utf8').trim().split('\n').map(Number)
  const counts = [0, 0, 0, 0]
  for (const [row, label] of labels.entries()) {
    const cell = label * 2 + ((predictions[row] as number) > 0.5 ? 1 : 0)
    counts[cell] = (counts[cell] as number) + 1
  }
  return counts
}
