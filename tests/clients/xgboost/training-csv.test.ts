/** Training data is read bit for bit as libxgboost's own text loader reads it: generated cells of every odd kind, compared with the Python package 1.7.4. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { parseTrainingCsv } from '../../../images/xgboost/csv/training-csv.ts'
import { preparePython, runPython } from './python-xgboost.ts'

const pythonCode = `
import sys, json, numpy as np, xgboost as xgb
m = xgb.DMatrix(f'{sys.argv[1]}?format=csv&label_column=0&delimiter={sys.argv[2]}', silent=True)
c = m.get_data()
print(json.dumps([m.num_row(), m.num_col(), m.get_label().view(np.uint32).tolist(), c.indptr.tolist(), c.indices.tolist(), c.data.astype(np.float32).view(np.uint32).tolist()]))
`

/** A small generator with a fixed seed: the test's cells are the same in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

function oddCells(random: (below: number) => number): string {
  const digits = (n: number) => Array.from({ length: n }, () => random(10)).join('')
  const kinds: (() => string)[] = [
    () => String(random(10)),
    () => `${random(1000)}.${digits(1 + random(8))}`,
    () => `-${random(100000)}.${digits(1 + random(20))}`,
    () => `${digits(1 + random(19))}`,
    () => `.${digits(1 + random(6))}`,
    () => `${random(100)}.`,
    // Above e37 the loader makes infinities, which libxgboost then refuses.
    () => `${random(10)}.${digits(6)}e${random(2) ? '-' : '+'}${random(37)}`,
    () => `${random(10)}E${random(30)}`,
    () => `+${random(50)}.5`,
    () => ['', '', 'nan', 'NaN', '-nan', 'abc', 'True', 'False', 'NA', '"5"', '-', '?'][random(12)] as string,
    () => ` ${random(9)}.25 `,
    () => `${random(9)}.5f`,
    () => `0.${'0'.repeat(random(25))}${digits(3)}`,
  ]
  return (kinds[random(kinds.length)] as () => string)()
}

test('every kind of cell is read as libxgboost 1.7.4 reads it', (t) => {
  const missing = preparePython('1.7')
  if (missing) return t.skip(missing)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kenja-csv-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [seed, delimiter] of [
    [1, ','],
    [2, ';'],
    [3, '\t'],
  ] as const) {
    const random = generator(seed)
    const rows = Array.from({ length: 2000 }, () => {
      // Rows of different lengths; the last cell is never empty, where the loader would read on into the next line.
      const cells = Array.from({ length: 4 + random(5) }, () => oddCells(random))
      return [random(2), ...cells, random(9)].join(delimiter)
    })
    const text = rows.join(seed === 2 ? '\r\n' : '\n')
    const file = path.join(folder, `${seed}.csv`)
    writeFileSync(file, text)
    const [expectedRows, expectedColumns, labels, starts, indices, values] = JSON.parse(runPython('1.7', pythonCode, [file, delimiter])) as [
      number,
      number,
      number[],
      number[],
      number[],
      number[],
    ]
    const table = parseTrainingCsv([Buffer.from(text)], { delimiter, weights: false })
    assert.deepEqual([table.rows, table.columns], [expectedRows, expectedColumns])
    const bits = (floats: Float32Array) => [...new Uint32Array(floats.slice().buffer)]
    assert.deepEqual(bits(table.labels), labels)
    const expected = new Float32Array(expectedRows * expectedColumns).fill(Number.NaN)
    const bitsOfExpected = new Uint32Array(expected.buffer)
    for (let row = 0; row < expectedRows; row += 1) {
      for (let i = starts[row] as number; i < (starts[row + 1] as number); i += 1)
        bitsOfExpected[row * expectedColumns + (indices[i] as number)] = values[i] as number
    }
    const cells = table.cells
    for (let i = 0; i < cells.length; i += 1) {
      if (Object.is(cells[i], expected[i])) continue
      const row = Math.floor(i / expectedColumns)
      assert.fail(`row ${row}, column ${i % expectedColumns}: ${cells[i]} instead of ${expected[i]} in ${JSON.stringify(rows[row])}`)
    }
  }
})
