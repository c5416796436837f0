import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CONSOLE_PURPOSE, issueConsoleToken } from '../../../server/src/gateway/console-token.ts'
import { createSealer } from '../../../server/src/lib/seal.ts'
import type { Command } from '../command.ts'
import { buildConsoleBundle } from '../console-bundle.ts'
import { rootAccessKey } from '../credentials.ts'
import { neededServer, type RunningServer } from '../server-process.ts'
import { settings } from '../settings.ts'
import { exitCodes } from '../usage.ts'

export const command: Command = {
  summary: 'print a link that opens the console, signed in',
  help: `
Usage: ./kenja console [--home DIR] [--json]

Prints an address of the console that signs the root user in. It works once, within five minutes. Builds the console first if that has not happened.
Exit code 3 when Kenja does not run.
`,
  async run(flags) {
    const config = settings(flags)
    const server = await neededServer(config.home)
    await buildConsoleBundle(config, (line) => process.stderr.write(`kenja: ${line}\n`))
    const url = `${consoleUrl(server)}/#sign-in=${signInToken(server)}`
    process.stdout.write(flags.json ? `${JSON.stringify({ url })}\n` : `${url}\n`)
    return exitCodes.done
  },
}

/** Browsers find `*.localhost` by themselves. */
export const consoleUrl = ({ port }: Pick<RunningServer, 'port'>): string => `http://console.localhost:${port}`

export function signInToken({ home }: RunningServer): string {
  const sealer = createSealer(readFileSync(join(home, 'secret')), CONSOLE_PURPOSE)
  return issueConsoleToken(sealer, rootAccessKey(home).accessKeyId, new Date())
}
