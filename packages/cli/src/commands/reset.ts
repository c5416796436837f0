import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { type Home, HomeRefused, openHome } from '../../../server/src/store/home.ts'
import type { Command } from '../command.ts'
import { runningServer } from '../server-process.ts'
import { settings } from '../settings.ts'
import { exitCodes, PlainError, UsageError } from '../usage.ts'

export const command: Command = {
  summary: 'delete all data of this home, after asking',
  help: `
Usage: ./kenja reset [--yes] [--home DIR] [--json]

Deletes everything in the data directory: buckets, models, notebooks' volumes, users, credentials. The cache (notebook environment, XGBoost) stays.
  --yes   do not ask
The platform must not run.
`,
  options: { yes: { type: 'boolean' } },
  async run(flags) {
    const { home } = settings(flags)
    if (await runningServer(home)) throw new PlainError('Kenja runs with this home. Stop it first: ./kenja down')
    const entries = existsSync(home) ? readdirSync(home) : []
    // A wrong --home must not cost anybody their files: only what looks like a home of ours is emptied.
    if (entries.length > 0 && !entries.includes('kenja.db')) throw new PlainError(`${home} holds no kenja.db, so it is not emptied.`)
    if (entries.length > 0 && !flags.yes && !(await confirmed(home))) return exitCodes.failed
    if (entries.length > 0) empty(home)
    process.stdout.write(flags.json ? `${JSON.stringify({ home, deleted: entries.length > 0 })}\n` : `${home} is empty.\n`)
    return exitCodes.done
  },
}

/** Under the server's own lock: one that starts, stops or hangs answers nobody, and still writes here. */
function empty(home: string): void {
  const held = taken(home)
  for (const entry of readdirSync(home)) rmSync(join(home, entry), { recursive: true, force: true })
  held.release()
}

function taken(home: string): Home {
  try {
    return openHome(home)
  } catch (error) {
    if (error instanceof HomeRefused) throw new PlainError(error.message)
    throw error
  }
}

async function confirmed(home: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError('nobody can be asked here; say --yes.')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(`Delete all data in ${home}? Type yes: `)
  terminal.close()
  return answer.trim() === 'yes'
}
