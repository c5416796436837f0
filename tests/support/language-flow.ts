/** What the flow says that every language's client runs: create → train → deploy → invoke → clean up, and S3's round trips. */
import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import type { TestContext } from 'node:test'
import { bankData, confusion } from '../clients/xgboost/bank-data.ts'
import { output, startKenja } from './kenja-command.ts'
import type { Program } from './toolchain.ts'

/** What S3's round trips answered. */
export interface Objects {
  readonly text: string
  readonly range: string
  readonly author: string
  readonly multipart: boolean
  readonly keys: readonly string[]
  readonly pages: number
  readonly copied: string
  readonly missing: boolean
}

interface Outcome {
  readonly account: string
  readonly status: string
  readonly metrics: readonly string[]
  readonly predictions: readonly string[]
  readonly variant: string
  readonly s3: Objects
  readonly fault: { readonly code: string; readonly message: string }
  readonly left: number
}

/**
 * Runs the program with nothing but `eval "$(./kenja env)"`, and looks at what it says.
 * @param name of its resources; `language` as it calls itself in its note
 */
export async function checkLanguageFlow(t: TestContext, name: string, language: string, build: () => Program): Promise<void> {
  const data = bankData()
  if ('missing' in data) return t.skip(data.missing)
  try {
    const program = build()
    if ('missing' in program) return t.skip(program.missing)
    const kenja = await startKenja()
    try {
      const [command, ...words] = program.command
      const startedAt = performance.now()
      const outcome = JSON.parse(await output(command, [...words, data.folder, name], await kenja.environment())) as Outcome
      t.diagnostic(`${language}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
      check(outcome, name, language, data.folder)
    } finally {
      await kenja.remove()
    }
  } finally {
    rmSync(data.folder, { recursive: true, force: true })
  }
}

function check(outcome: Outcome, name: string, language: string, folder: string): void {
  assert.deepEqual([outcome.account, outcome.status, outcome.variant], ['123456789012', 'Completed', 'AllTraffic'])
  assert.deepEqual(outcome.metrics, ['train:logloss', 'validation:logloss'])
  assert.equal(outcome.predictions.length, 12357)
  assert.deepEqual(confusion(outcome.predictions.map(Number), folder), [10785, 151, 1124, 297])
  checkObjects(outcome.s3, language)
  const arn = `arn:aws:sagemaker:us-east-1:123456789012:model/${name}-missing`
  assert.deepEqual(outcome.fault, { code: 'ValidationException', message: `Could not find model "${arn}".` })
  assert.equal(outcome.left, 0)
}

/** @param language as it calls itself in its note */
export function checkObjects(found: Objects, language: string): void {
  assert.deepEqual(found, {
    text: `hello from ${language}`,
    range: 'from',
    author: language.toLowerCase(),
    multipart: true,
    keys: ['notes/a b+ü.txt', 'notes/copy', 'notes/large'],
    pages: 2,
    copied: `hello from ${language}`,
    missing: true,
  })
}
