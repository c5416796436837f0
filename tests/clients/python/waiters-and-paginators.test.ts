/** Every waiter and every paginator of botocore for what Kenja answers, by the oldest boto3 that knows AWS_ENDPOINT_URL and by the newest. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { services } from '../../../packages/server/src/app/services.ts'
import { output, startKenja } from '../../support/kenja-command.ts'
import { pythonEnvironment } from '../../support/python-environment.ts'

interface Outcome {
  readonly version: string
  readonly done: Readonly<Record<string, { readonly pages?: number; readonly seconds?: number }>>
  readonly wrong: Readonly<Record<string, string>>
}

/** Names of operations by service, as `operations.ts` of each lists them: what is added there is driven from then on. */
async function answeredOperations(): Promise<Record<string, string[]>> {
  const all = await Promise.all(Object.entries(services).map(async ([id, load]) => [id, Object.keys((await load()) as object)] as const))
  return Object.fromEntries(all)
}

for (const which of ['newest', 'oldest'] as const) {
  test(`boto3, ${which}: every waiter and paginator of what Kenja answers`, { timeout: 600_000 }, async (t) => {
    const client = pythonEnvironment(import.meta.dirname, `boto3-${which}`)
    if ('missing' in client) return t.skip(client.missing)
    const folder = mkdtempSync(join(tmpdir(), 'kenja-waiters-'))
    const kenja = await startKenja()
    try {
      const operations = join(folder, 'operations.json')
      writeFileSync(operations, JSON.stringify(await answeredOperations()))
      const said = await output(client.python, [join(import.meta.dirname, 'waiters_and_paginators.py'), operations], await kenja.environment())
      const { version, done, wrong } = JSON.parse(said) as Outcome
      const count = (kind: string) => Object.keys(done).filter((key) => key.includes(` ${kind} `)).length
      t.diagnostic(`boto3 ${version}: ${count('paginator')} paginators, ${count('waiter')} waiters`)
      assert.deepEqual(wrong, {})
      assert.ok(count('paginator') > 50 && count('waiter') > 10, JSON.stringify(done))
    } finally {
      await kenja.remove()
      rmSync(folder, { recursive: true, force: true })
    }
  })
}
