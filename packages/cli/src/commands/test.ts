/** Runs the project's own tests and closes with one line: `N passed, N failed, N skipped`. */
import { globSync } from 'node:fs'
import { relative } from 'node:path'
import { run as runTests } from 'node:test'
import type { TestEvent } from 'node:test/reporters'
import type { Command } from '../command.ts'
import { inProject, projectRoot } from '../project.ts'
import { duration, style } from '../terminal/style.ts'
import { exitCodes, UsageError } from '../usage.ts'

/** Fit for every change: units, acceptance through the SDKs, the house's rules. */
const FAST = ['tests/tidy.test.ts', 'packages/**/*.test.ts', 'images/**/*.test.ts', 'samples/**/*.test.ts', 'tests/acceptance/**/*.test.ts']
/** Real clients, crashes, browsers, benchmarks: before an issue is called resolved. */
const SLOW = ['tests/clients/**/*.test.ts', 'tests/simulation/**/*.test.ts', 'tests/console/**/*.test.ts', 'tests/bench/**/*.test.ts']

/** A test that has said nothing for so long is stuck. */
const STUCK_AFTER_MS = 20 * 60_000

export const command: Command = {
  summary: 'run the tests (--all: with real clients, crashes and benchmarks)',
  help: `
Usage: ./kenja test [--all] [PART OF A PATH]

Runs the fast tests: units, every operation through the AWS SDK, types, lint and the rules of the house. Closes with "N passed, N failed".
  --all    also real clients, crash simulations and benchmarks (tests/clients, tests/simulation, tests/bench)
With a part of a path, only the files whose path holds it.
Exit code 0 when nothing failed, 1 otherwise.
`,
  options: { all: { type: 'boolean' } },
  words: 1,
  async run(flags, [part]) {
    const patterns = flags.all || part ? [...FAST, ...SLOW] : FAST
    const files = globSync(patterns, { cwd: projectRoot, exclude: (name) => name.includes('node_modules') })
      .filter((file) => !part || file.includes(part))
      .sort()
    if (files.length === 0) throw new UsageError(`no test file has "${part}" in its path.`)
    const counts = await runFiles(files)
    process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed${counts.skipped ? `, ${counts.skipped} skipped` : ''}\n`)
    return counts.failed === 0 && counts.passed > 0 ? exitCodes.done : exitCodes.failed
  },
}

interface Counts {
  passed: number
  failed: number
  skipped: number
}

async function runFiles(files: readonly string[]): Promise<Counts> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  const stream = runTests({ files: files.map((file) => inProject(file)), concurrency: 2, timeout: STUCK_AFTER_MS, cwd: projectRoot })
  for await (const event of stream as AsyncIterable<TestEvent>) {
    if (event.type === 'test:pass' || event.type === 'test:fail') count(event, counts)
    if (event.type === 'test:stdout' && process.env.CI !== 'true') continue
    if (event.type === 'test:stderr' && process.env.KENJA_TEST_VERBOSE) process.stderr.write(event.data.message)
    if (event.type === 'test:diagnostic' && event.data.nesting > 0) process.stdout.write(`  ${style.dim(event.data.message)}\n`)
  }
  return counts
}

type Ended = Extract<TestEvent, { type: 'test:pass' | 'test:fail' }>

function count(event: Ended, counts: Counts): void {
  const { data } = event
  const isFile = data.nesting === 0 && data.file !== undefined && data.name === data.file
  const isSuite = data.details.type === 'suite'
  const where = data.file ? relative(projectRoot, data.file) : ''
  if (data.skip !== undefined && data.skip !== false) {
    counts.skipped++
    process.stdout.write(`${style.yellow('skipped')} ${where}: ${data.name} ${style.dim(typeof data.skip === 'string' ? data.skip : '')}\n`)
    return
  }
  if (event.type === 'test:fail') {
    if (isSuite && !isFile) return
    counts.failed++
    const error = event.data.details.error as Error & { cause?: unknown }
    process.stdout.write(`${style.red('failed')}  ${where}: ${data.name} (${duration(data.details.duration_ms)})\n${indent(explain(error))}\n`)
    return
  }
  if (!isSuite && !isFile) counts.passed++
}

function explain(error: Error & { cause?: unknown }): string {
  const cause = error.cause ?? error
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)
}

const indent = (text: string) => text.replace(/^/gm, '    ')
