/** Batch transform as the SageMaker Python SDK does it, with the built-in XGBoost: what a record's result is, an endpoint says too. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type KenjaHome, output, startKenja } from '../../support/kenja-command.ts'
import { pythonEnvironment } from '../../support/python-environment.ts'

let kenja: KenjaHome | undefined
after(() => kenja?.remove())

interface Outcome {
  readonly one: string
  readonly results: Readonly<Record<string, string>>
}

test('estimator.transformer(): filters and the join, an object for each of the input', { timeout: 300_000 }, async (t) => {
  const client = pythonEnvironment(import.meta.dirname, 'sagemaker-2.257')
  if ('missing' in client) return t.skip(client.missing)
  kenja = await startKenja()
  const env = { ...(await kenja.environment('--proxy')), SAGEMAKER_SUPPRESS_V2_WARNING: '1' }
  const said = await output(client.python, [join(import.meta.dirname, 'transform_flow.py'), 'transform'], env)
  assert.match(said, /Model loaded successfully for worker/, "the container's log is shown")
  const { one, results } = JSON.parse(said.trim().split('\n').at(-1) ?? '') as Outcome
  assert.deepEqual(Object.keys(results), ['deep/part-2.csv.out', 'part-1.csv.out'])
  for (const text of Object.values(results)) {
    const lines = text.split('\n')
    assert.equal(lines.pop(), '')
    assert.equal(lines.length, 200)
    for (const [number, line] of lines.entries()) assert.match(line, new RegExp(`^id${number},0\\.\\d+$`))
  }
  assert.equal(results['part-1.csv.out']?.split('\n')[0], `id0,${one}`)
})
