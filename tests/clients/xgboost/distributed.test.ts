/** Training on several hosts: the same model as the Python package's own distributed training of the same version makes of the same split. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { RabitTracker } from '../../../images/xgboost/engine/rabit-tracker.ts'
import { freePort } from '../../support/free-port.ts'
import { layOutJob, prepareImage, runToEnd, serve, trainTogether } from './image-programs.ts'
import { type PythonVersion, preparePython, pythonProgram, runPython } from './python-xgboost.ts'

const folder = mkdtempSync(path.join(os.tmpdir(), 'kenja-hosts-'))
after(() => rmSync(folder, { recursive: true, force: true }))

/** Whole numbers: read alike by every reader. */
const rows = Array.from({ length: 900 }, (_, i) => {
  const x = [(i * 7919) % 101, (i * 104_729) % 89, (i * 1_299_709) % 97, (i * i) % 53] as const
  return [x[0] + x[1] > x[2] + x[3] + ((i * 31) % 17) ? 1 : 0, ...x].join(',')
})
const parts = (count: number) => Array.from({ length: count }, (_, part) => rows.filter((_row, index) => index % count === part))

const worker = `
import json, sys
import numpy as np, xgboost as xgb
place, count, port, data, parameters, rounds, out = sys.argv[1:]
table = np.loadtxt(data, delimiter=',', dtype='float32')
train = xgb.DMatrix(np.ascontiguousarray(table[:, 1:]), label=np.ascontiguousarray(table[:, 0]))
parameters = json.loads(parameters)
if hasattr(xgb, 'collective') and not hasattr(xgb, 'rabit'):
    from xgboost.collective import CommunicatorContext
    from xgboost.tracker import RabitTracker
    tracker = None
    if place == '0':
        tracker = RabitTracker(n_workers=int(count), host_ip='127.0.0.1', port=int(port), sortby='task')
        tracker.start()
    import time
    for attempt in range(40):
        try:
            context = CommunicatorContext(dmlc_communicator='rabit', dmlc_tracker_uri='127.0.0.1', dmlc_tracker_port=int(port), dmlc_task_id=place, dmlc_retry=1)
            context.__enter__()
            break
        except Exception:
            if attempt == 39: raise
            time.sleep(0.25)
    booster = xgb.train(parameters, train, int(rounds))
    context.__exit__(None, None, None)
    if tracker: tracker.wait_for(timeout=10)
else:
    from xgboost import rabit
    rabit.init([f'DMLC_TRACKER_URI=127.0.0.1'.encode(), f'DMLC_TRACKER_PORT={port}'.encode(), f'DMLC_TASK_ID={place}'.encode(), f'DMLC_NUM_WORKER={count}'.encode()])
    booster = xgb.train(parameters, train, int(rounds))
    rabit.finalize()
if place == '0': booster.save_model(out)
`

/** The package's own tracker, where it has one. */
const ownTracker = `
import sys
from xgboost.tracker import RabitTracker
tracker = RabitTracker(host_ip='127.0.0.1', n_workers=int(sys.argv[1]), port=int(sys.argv[2]), sortby='task')
tracker.start(int(sys.argv[1]))
print('listening', flush=True)
tracker.join()
`

async function trainByPython(version: PythonVersion, files: readonly string[], parameters: object, rounds: number): Promise<string> {
  const port = await freePort()
  const out = path.join(folder, `python-${version}-${port}.model`)
  const count = String(files.length)
  const trackers: Promise<unknown>[] = []
  const own = new RabitTracker(files.length, () => undefined)
  if (version === '1.7') {
    const { command, args, env } = pythonProgram(version, ownTracker, [count, String(port)])
    trackers.push(runToEnd(command, args, env))
  } else if (!version.startsWith('3')) {
    await own.listen('127.0.0.1', port)
    trackers.push(own.ended())
  }
  const runs = files.map((file, place) => {
    const { command, args, env } = pythonProgram(version, worker, [String(place), count, String(port), file, JSON.stringify(parameters), String(rounds), out])
    return runToEnd(command, args, env)
  })
  const results = await Promise.all(runs)
  const failed = results.find(({ status }) => status !== 0)
  if (failed) {
    own.close()
    assert.fail(failed.log)
  }
  await Promise.all(trackers)
  return out
}

const predict = `
import sys, numpy as np, xgboost as xgb
table = np.loadtxt(sys.argv[2], delimiter=',', dtype='float32')
booster = xgb.Booster()
booster.load_model(sys.argv[1])
print('\\n'.join(str(float(value)) for value in booster.predict(xgb.DMatrix(np.ascontiguousarray(table[:, 1:])))))
`

const cases: readonly [image: string, version: PythonVersion, hosts: number, parameters: Readonly<Record<string, string>>][] = [
  ['0.72', '0.72', 2, { tree_method: 'approx' }],
  ['0.90-2', '0.90', 2, { tree_method: 'hist' }],
  ['1.0-1', '1.0', 3, { tree_method: 'hist' }],
  ['1.2-2', '1.2', 2, { tree_method: 'approx' }],
  ['1.3-1', '1.3', 2, {}],
  ['1.5-2', '1.5', 4, { tree_method: 'hist' }],
  ['1.7-1', '1.7', 3, { tree_method: 'hist', subsample: '0.7' }],
  ['3.0-5', '3.0', 2, {}],
  ['3.2-0', '3.2', 4, { tree_method: 'approx' }],
]

for (const [image, version, count, parameters] of cases) {
  test(`${image} on ${count} hosts`, async (t) => {
    const missing = prepareImage(image) ?? preparePython(version)
    if (missing) return t.skip(missing)
    const hyperparameters = { objective: 'binary:logistic', max_depth: '4', nthread: '1', ...parameters }
    const files = parts(count).map((part, index) => {
      const file = path.join(folder, `${image}-part-${index}.csv`)
      writeFileSync(file, `${part.join('\n')}\n`)
      return file
    })
    const all = path.join(folder, `${image}-all.csv`)
    writeFileSync(all, `${rows.join('\n')}\n`)
    const folders = files.map((file, index) => layOutJob(path.join(folder, `${image}-${index}`), { ...hyperparameters, num_round: '8' }, { train: file }))
    const results = await trainTogether(image, folders)
    for (const { status, log } of results) assert.equal(status, 0, log)
    const [master, ...others] = results
    assert.match(master?.log ?? '', /Distributed node training with|Running distributed/)
    assert.equal(master?.log.match(/\[7\]\ttrain-/g)?.length, 1, 'the master prints every round once')
    for (const { log, model } of others) {
      assert.doesNotMatch(log, /\[7\]\ttrain-/)
      assert.ok(!existsSync(model), 'only the master saves the model')
    }

    const oracle = await trainByPython(version, files, hyperparameters, 8)
    const expected = runPython(version, predict, [oracle, all]).trim().split('\n')
    const endpoint = await serve(image, folders[0] as string)
    t.after(() => endpoint.close())
    const answer = await endpoint.invoke(rows.map((row) => row.slice(2)).join('\n'), 'text/csv')
    assert.deepEqual(answer.text.trim().split(/[\n,]/), expected)
  })
}

test('a host without data is left out; a metric of the image itself is averaged; early stopping ends all at the same round', async (t) => {
  const missing = prepareImage('1.7-1')
  if (missing) return t.skip(missing)
  const files = parts(2).map((part, index) => {
    const file = path.join(folder, `some-${index}.csv`)
    writeFileSync(file, `${part.join('\n')}\n`)
    return file
  })
  const hyperparameters = { objective: 'binary:logistic', num_round: '200', eval_metric: 'f1', early_stopping_rounds: '3', nthread: '1', max_depth: '2' }
  const folders = files.map((file, index) => layOutJob(path.join(folder, `some-${index}`), hyperparameters, { train: file, validation: file }))
  const empty = layOutJob(path.join(folder, 'some-2'), hyperparameters, {})
  const config = readFileSync(path.join(folders[0] as string, 'input/config/inputdataconfig.json'))
  writeFileSync(path.join(empty, 'input/config/inputdataconfig.json'), config)
  const results = await trainTogether('1.7-1', [...folders, empty])
  for (const { status, log } of results) assert.equal(status, 0, log)
  const [master, , without] = results
  assert.match(without?.log ?? '', /Host algo-3 does not have training data\. Will broadcast to cluster/)
  assert.match(without?.log ?? '', /Host algo-3 not being used for distributed training\./)
  const rounds = master?.log.match(/validation-f1:/g)?.length ?? 0
  assert.ok(rounds > 3 && rounds < 200, `${rounds} rounds`)
})

test('nobody has data', async (t) => {
  const missing = prepareImage('1.7-1')
  if (missing) return t.skip(missing)
  const channels = JSON.stringify({ train: { ContentType: 'csv', TrainingInputMode: 'File', S3DistributionType: 'ShardedByS3Key' } })
  const folders = [0, 1].map((index) => {
    const optMl = layOutJob(path.join(folder, `none-${index}`), { objective: 'binary:logistic', num_round: '1' }, {})
    writeFileSync(path.join(optMl, 'input/config/inputdataconfig.json'), channels)
    return optMl
  })
  for (const { status, failure } of await trainTogether('1.7-1', folders)) {
    assert.equal(status, 1)
    assert.match(failure, /No hosts received training data\./)
  }
})
