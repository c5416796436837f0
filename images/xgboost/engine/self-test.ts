/** Run in a child by `install.ts`: `self-test.ts <engine folder> <engine version>`. Exits 0 when the library trains, saves, loads and predicts. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { EngineVersion } from '../versions.ts'
import type { InstalledEngine } from './installed.ts'
import { recordFile } from './installed.ts'
import { loadEngine } from './libxgboost.ts'

const [home, version] = process.argv.slice(2) as [string, EngineVersion]
const { library, jvmStub } = JSON.parse(readFileSync(recordFile(home), 'utf8')) as InstalledEngine
try {
  selfTest()
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exit(1)
}
// libxgboost's thread pool needs no farewell; some versions hang in their destructors.
process.exit(0)

function selfTest(): void {
  const engine = loadEngine(version, { library: path.join(home, library), ...(jvmStub && { jvmStub: path.join(home, jvmStub) }) })

  const rows = 200
  const columns = 4
  const cells = Float32Array.from({ length: rows * columns }, (_, i) => ((i * 7919) % 101) / 101)
  const labels = Float32Array.from({ length: rows }, (_, row) => ((cells[row * columns] as number) > 0.5 ? 1 : 0))
  const matrix = engine.matrix(cells, rows, columns)
  matrix.setInfo('label', labels)
  const booster = engine.booster([matrix])
  for (const [name, value] of Object.entries({ objective: 'binary:logistic', max_depth: '3', subsample: '0.8' })) booster.setParam(name, value)
  for (let round = 0; round < 3; round += 1) booster.update(round, matrix)
  const line = booster.evaluate(2, [matrix], ['train'])
  const first = booster.predict(matrix)
  const copy = engine.booster()
  copy.load(booster.raw())
  const second = copy.predict(matrix)
  if (first.length !== rows || !line.startsWith('[2]\ttrain-')) throw new Error(`unexpected result: ${line}`)
  if (first.some((value, row) => value !== second[row])) throw new Error('a saved and loaded model predicts otherwise')
  if (!((first[0] as number) < 0.5)) throw new Error('the model learnt nothing')
}
