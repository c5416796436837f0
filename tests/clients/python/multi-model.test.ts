/** The SageMaker SDK's MultiDataModel: two models trained, added to a prefix, answered by one endpoint. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type KenjaHome, output, startKenja } from '../../support/kenja-command.ts'
import { pythonEnvironment } from '../../support/python-environment.ts'

let kenja: KenjaHome | undefined
after(() => kenja?.remove())

interface Outcome {
  readonly listed: readonly string[]
  readonly found: Readonly<Record<string, number>>
  readonly errors: readonly (readonly [code: string, message: string])[]
}

test('SageMaker SDK 2.257: MultiDataModel', { timeout: 600_000 }, async (t) => {
  const client = pythonEnvironment(import.meta.dirname, 'sagemaker-2.257')
  if ('missing' in client) return t.skip(client.missing)
  kenja = await startKenja()
  const said = await output(client.python, [join(import.meta.dirname, 'multi_model_flow.py'), 'many'], await kenja.environment('--proxy'))
  const { listed, found, errors } = JSON.parse(said.trim().split('\n').at(-1) ?? '') as Outcome
  assert.deepEqual(listed, ['osaka.tar.gz', 'tokyo.tar.gz'])
  assert.ok(Math.abs((found.tokyo ?? 0) - 300) < 10 && Math.abs((found.osaka ?? 0) + 200) < 10, JSON.stringify(found))
  assert.deepEqual(
    errors.map(([code]) => code),
    ['ValidationError', 'ValidationError'],
  )
  assert.match(errors[0]?.[1] ?? '', /is missing a target model header/)
  assert.match(errors[1]?.[1] ?? '', /Failed to download model data\(bucket: sagemaker-many, key: models\/kyoto\.tar\.gz\)/)
})
