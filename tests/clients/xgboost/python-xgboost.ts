/** The real XGBoost Python package, as the oracle: an environment made on demand and kept, one folder per version of the package. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const cache = process.env.KENJA_TEST_CACHE ?? path.join(os.homedir(), '.cache', 'kenja', 'test')
const environment = path.join(cache, 'python-xgboost')
/** Old enough for XGBoost 0.72, which still uses names that NumPy 1.24 dropped. */
const base = ['numpy==1.23.5', 'scipy<1.12', 'pandas<2']
const packages = {
  '0.72': 'xgboost==0.72.1',
  '0.90': 'xgboost==0.90',
  '1.0': 'xgboost==1.0.0',
  '1.2': 'xgboost==1.2.0',
  '1.3': 'xgboost==1.3.3',
  '1.5': 'xgboost==1.5.2',
  '1.7': 'xgboost==1.7.4',
  '3.0': 'xgboost-cpu==3.0.5',
  '3.2': 'xgboost-cpu==3.2.0',
} as const
export type PythonVersion = keyof typeof packages

/** Where the images' programs keep their engines in tests. */
export const imageCache = path.join(cache, 'xgboost-image')

function run(command: string, args: readonly string[]): string | undefined {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8', timeout: 900_000 })
  return status === 0 ? undefined : (error?.message ?? stderr.trim().split('\n').at(-1) ?? `exit status ${status}`)
}

/** Makes sure that Python and the package are there; returns a sentence when they cannot be had. */
export function preparePython(version?: PythonVersion): string | undefined {
  const python = path.join(environment, 'bin', 'python')
  const marker = path.join(environment, 'complete')
  if (!existsSync(marker)) {
    rmSync(environment, { recursive: true, force: true })
    mkdirSync(cache, { recursive: true })
    const trouble = run('python3', ['-m', 'venv', environment]) ?? run(python, ['-m', 'pip', 'install', '--quiet', ...base])
    if (trouble) return `Python with ${base.join(', ')} cannot be had here: ${trouble}`
    writeFileSync(marker, '')
  }
  if (!version || existsSync(path.join(folder(version), 'xgboost'))) return undefined
  const partial = `${folder(version)}.partial`
  rmSync(partial, { recursive: true, force: true })
  const trouble = run(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '--no-cache-dir', '--target', partial, packages[version]])
  if (trouble) return `${packages[version]} cannot be had here: ${trouble}`
  return run('mv', [partial, folder(version)])
}

const folder = (version: PythonVersion) => path.join(environment, `package-${version}`)

/** How to run Python code with the package of `version` importable: for several processes at a time. */
export function pythonProgram(version: PythonVersion, code: string, args: readonly string[]): { command: string; args: string[]; env: NodeJS.ProcessEnv } {
  const env = { ...process.env, OMP_WAIT_POLICY: 'passive', PYTHONPATH: folder(version) }
  return { command: path.join(environment, 'bin', 'python'), args: ['-c', prelude + code, ...args], env }
}

// XGBoost 0.72 uses a name that Python 3.10 moved.
const prelude = 'import collections, collections.abc, warnings\ncollections.Mapping = collections.abc.Mapping\nwarnings.simplefilter("ignore")\n'

/** Runs Python code with the package of `version` importable. @returns stdout @throws Error with the end of stderr */
export function runPython(version: PythonVersion | undefined, code: string, args: readonly string[] = []): string {
  const { status, stdout, stderr } = spawnSync(path.join(environment, 'bin', 'python'), ['-c', prelude + code, ...args], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 ** 2,
    timeout: 600_000,
    env: { ...process.env, OMP_WAIT_POLICY: 'passive', ...(version && { PYTHONPATH: folder(version) }) },
  })
  if (status !== 0) throw new Error(stderr.slice(-2000))
  return stdout
}

/**
 * The tutorial's split of the bank data, by pandas, because its order is NumPy's: writes train.csv, validation.csv (label first), test.csv and labels.csv
 * into `target`. Source of the derivation: the AWS tutorial "Build, train, and deploy a machine learning model".
 */
export function splitBankData(source: string, target: string): void {
  runPython(undefined, splitCode, [source, target])
}

const splitCode = `
import sys, numpy as np, pandas as pd
source, target = sys.argv[1:]
d = pd.read_csv(source, sep=';')
d['no_previous_contact'] = np.where(d['pdays'] == 999, 1, 0)
d['not_working'] = np.where(np.isin(d['job'], ['student', 'retired', 'unemployed']), 1, 0)
m = pd.get_dummies(d).drop(['duration', 'emp.var.rate', 'cons.price.idx', 'cons.conf.idx', 'euribor3m', 'nr.employed'], axis=1)
train, test = np.split(m.sample(frac=1, random_state=1729), [int(0.7 * len(m))])
features = lambda part: part.drop(['y_no', 'y_yes'], axis=1)
for name, part in (('train', train), ('validation', test)):
    pd.concat([part['y_yes'], features(part)], axis=1).to_csv(f'{target}/{name}.csv', index=False, header=False)
features(test).to_csv(f'{target}/test.csv', index=False, header=False)
test['y_yes'].to_csv(f'{target}/labels.csv', index=False, header=False)
`
