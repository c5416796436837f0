import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command } from '../command.ts'
import { buildConsoleBundle } from '../console-bundle.ts'
import { endpointOf } from '../credentials.ts'
import { inProject } from '../project.ts'
import { firstRootSignIn, rootSignInLine } from '../root-sign-in.ts'
import { runningServer, startInBackground } from '../server-process.ts'
import { settings, settingsAsEnvironment } from '../settings.ts'
import { exitCodes, PlainError, UsageError } from '../usage.ts'
import { consoleUrl } from './console.ts'

export const command: Command = {
  summary: 'start the platform',
  help: `
Usage: ./kenja up [-d] [--ephemeral] [--port N] [--home DIR] [--host ADDRESS] [--region R] [--sandbox auto|bubblewrap|none] [--json]

Starts Kenja and serves until Ctrl-C.
  -d, --detach    in the background; returns when it answers. ./kenja down stops it
  --ephemeral     with a throw-away data directory that is deleted at the end (not with -d)
  --json          with -d: print port, process and driver as JSON

The first start shows root's password for the console and ./kenja login, this once (./kenja password sets another).
For other machines: --host ADDRESS with --tls-cert FILE --tls-key FILE (or --tls own), after ./kenja password.
Builds the console first, once (about ten seconds).
Then, in another terminal:  eval "$(./kenja env)"   and for the browser: ./kenja console
`,
  options: { detach: { type: 'boolean', short: 'd' }, ephemeral: { type: 'boolean' } },
  async run(flags) {
    if (flags.ephemeral && flags.detach) throw new UsageError('--ephemeral runs in the foreground: its data ends with it. Leave out -d.')
    const config = settings(flags)
    await buildConsoleBundle(config, (line) => process.stderr.write(`kenja: ${line}\n`))
    if (flags.ephemeral) return foreground({ ...config, home: mkdtempSync(join(tmpdir(), 'kenja-')) }, true)
    const already = await runningServer(config.home)
    if (!flags.detach) {
      if (already) throw new PlainError(`Kenja runs already on port ${already.port} (process ${already.pid}) with this home. ./kenja down stops it.`)
      return foreground(config, false)
    }
    const server = already ?? (await startInBackground(config))
    const rootSignIn = await firstRootSignIn(config)
    process.stdout.write(
      flags.json
        ? `${JSON.stringify({ ...server, ...(rootSignIn && { rootSignIn }) })}\n`
        : `Kenja ${already ? 'runs already' : 'is up'} at ${endpointOf(server)} (isolation: ${server.driver}). Use it: eval "$(./kenja env)"   Console: ${consoleUrl(server)} (./kenja console signs you in)   Stop it: ./kenja down\n${rootSignIn ? rootSignInLine(rootSignIn) : ''}`,
    )
    return exitCodes.done
  },
}

/** The server in this very process: Ctrl-C is its own business. */
async function foreground(config: ReturnType<typeof settings>, throwAway: boolean): Promise<number> {
  Object.assign(process.env, settingsAsEnvironment(config))
  if (throwAway) process.once('exit', () => rmSync(config.home, { recursive: true, force: true }))
  await import(inProject('packages/server/src/main.ts'))
  process.stdout.write(`Console: ${consoleUrl(config)} (./kenja console signs you in)\n`)
  const rootSignIn = await firstRootSignIn(config)
  if (rootSignIn) process.stdout.write(rootSignInLine(rootSignIn))
  return exitCodes.done
}
