/**
 * Random jobs against the Python package of the same version: the same predictions, to the last digit of their text, or both refuse.
 * KENJA_TEST_RANDOM_JOBS sets how many (24; the nightly run takes 400 over all images), KENJA_TEST_RANDOM_SEED the first seed.
 */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { layOutJob, prepareImage, serve, train } from './image-programs.ts'
import { type PythonVersion, preparePython, runPython } from './python-xgboost.ts'
import { type RandomJob, randomJob } from './random-jobs.ts'

const nightly = Boolean(process.env.KENJA_TEST_NIGHTLY)
const count = Number(process.env.KENJA_TEST_RANDOM_JOBS ?? (nightly ? 400 : 24))
const firstSeed = Number(process.env.KENJA_TEST_RANDOM_SEED ?? 1)
const folder = mkdtempSync(path.join(os.tmpdir(), 'kenja-random-'))
after(() => rmSync(folder, { recursive: true, force: true }))

// All jobs of a version in one process: starting Python and loading the package takes longer than a job.
const pythonCode = `
import ast, io, json, sys, numpy as np, pandas as pd, xgboost as xgb
results = []
old = tuple(map(int, xgb.__version__.split('.')[:2])) < (1, 3)
read = lambda text: pd.read_csv(io.StringIO(text), header=None).values.astype(np.float32)
for job in json.load(open(sys.argv[1])):
    params = dict(job['hyperparameters'])
    rounds = int(params.pop('num_round'))
    for name in ('num_class', 'num_parallel_tree', 'nthread'):
        if name in params:
            params[name] = int(params[name])
    if xgb.__version__ < '1':
        params['silent'] = 1
    try:
        t, v = read(job['train']), read(job['test'])
        d = xgb.DMatrix(t[:, 1:], label=t[:, 0], nthread=1)
        booster = xgb.train(params, d, rounds, evals=[(d, 'train')], verbose_eval=False)
        more = {'ntree_limit': booster.best_ntree_limit} if old else {}
        p = booster.predict(xgb.DMatrix(v, nthread=1), **more)
        results.append([','.join(map(str, row)) if isinstance(row, list) else str(row) for row in p.tolist()])
    except Exception as e:
        results.append(str(e))
print('\\n' + json.dumps(results))
`

const jobs = Array.from({ length: count }, (_, index) => ({ seed: firstSeed + index, job: randomJob(firstSeed + index, nightly) }))
const versions = [...new Set(jobs.map(({ job }) => job.python))]

for (const version of versions) {
  const own = jobs.filter(({ job }) => job.python === version)
  test(`${own.length} random jobs, XGBoost ${version}`, async (t) => {
    const missing = preparePython(version as PythonVersion)
    if (missing) return t.skip(missing)
    const file = path.join(folder, `${version}.json`)
    writeFileSync(file, JSON.stringify(own.map(({ job }) => job)))
    const printed = runPython(version, pythonCode, [file]).trim()
    const expected = JSON.parse(printed.slice(printed.lastIndexOf('\n') + 1)) as (string[] | string)[]
    const wrong: string[] = []
    let refused = 0
    for (const [index, { seed, job }] of own.entries()) {
      const found = await outcome(job, seed)
      const wanted = expected[index] as string[] | string
      if (typeof wanted === 'string' || typeof found === 'string') {
        refused += 1
        if (typeof wanted !== typeof found)
          wrong.push(`seed ${seed}: ${JSON.stringify({ ...job.hyperparameters, image: job.image })}\n  here: ${found}\n  Python: ${wanted}`)
      } else if (found.join('\n') !== wanted.join('\n')) {
        const row = found.findIndex((text, at) => text !== wanted[at])
        wrong.push(`seed ${seed}: ${JSON.stringify({ ...job.hyperparameters, image: job.image })}\n  row ${row}: ${found[row]} instead of ${wanted[row]}`)
      }
    }
    t.diagnostic(`${own.length - refused} equal, ${refused} refused by both`)
    assert.deepEqual(wrong, [])
  })
}

/** Predictions, a text a row, or why there are none. */
async function outcome({ image, hyperparameters, train: rows, test: body }: RandomJob, seed: number): Promise<string[] | string> {
  const missing = prepareImage(image)
  if (missing) throw new Error(missing)
  const optMl = path.join(folder, String(seed))
  mkdirSync(optMl)
  writeFileSync(path.join(folder, `${seed}.csv`), rows)
  layOutJob(optMl, hyperparameters, { train: path.join(folder, `${seed}.csv`) })
  const result = train(image, optMl)
  if (result.status !== 0) return `refused: ${result.failure || result.log.slice(-300)}`
  const endpoint = await serve(image, optMl, { SAGEMAKER_BATCH: 'true' })
  const { text, status } = await endpoint.invoke(body, 'text/csv')
  await endpoint.close()
  rmSync(optMl, { recursive: true })
  if (status !== 200) return `answered ${status}: ${text}`
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^\[(.*)\]$/, '$1').replaceAll(', ', ','))
}
