/** Parquet files as pandas writes them, with pyarrow in an environment of its own. */
import { spawnSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { testCache } from '../../support/python-environment.ts'

const environment = path.join(testCache, 'python-parquet')
const compressions = ['snappy', 'gzip', 'zstd', 'brotli', 'none']

const code = `
import sys, json, pandas as pd
folder, columns, rows = sys.argv[1], json.loads(sys.argv[2]), json.loads(sys.stdin.read())
d = pd.DataFrame(rows, columns=columns)
d['label'] = d['label'].astype('int64')
d['a'] = d['a'].astype('int32')
d['c'] = d['c'].astype('float32')
for name in json.loads(sys.argv[3]):
    d.to_parquet(f'{folder}/{name}.parquet', compression=None if name == 'none' else name, index=False)
`

/** One file a compression, or a sentence why there are none. */
export function writeParquetFiles(
  folder: string,
  columns: readonly string[],
  rows: readonly (readonly number[])[],
): { readonly files: readonly string[] } | { readonly missing: string } {
  const python = path.join(environment, 'bin', 'python')
  if (!existsSync(path.join(environment, 'complete'))) {
    rmSync(environment, { recursive: true, force: true })
    const install = `python3 -m venv "$0" && "$0/bin/python" -m pip install --quiet pandas==2.2.3 pyarrow==18.1.0 && touch "$0/complete"`
    const { status, stderr } = spawnSync('sh', ['-c', install, environment], { encoding: 'utf8', timeout: 600_000 })
    if (status !== 0) return { missing: `pandas and pyarrow cannot be had here: ${stderr.trim().split('\n').at(-1)}` }
  }
  const args = ['-c', code, folder, JSON.stringify(columns), JSON.stringify(compressions)]
  const { status, stderr } = spawnSync(python, args, { encoding: 'utf8', input: JSON.stringify(rows) })
  if (status !== 0) throw new Error(stderr.slice(-1000))
  return { files: compressions.map((name) => path.join(folder, `${name}.parquet`)) }
}
