import type { Command } from '../command.ts'
import { runningServer, stopServer } from '../server-process.ts'
import { settings } from '../settings.ts'
import { exitCodes } from '../usage.ts'

export const command: Command = {
  summary: 'stop the platform (endpoints and notebooks come back with the next up)',
  help: `
Usage: ./kenja down [--home DIR] [--json]

Stops the server of this home and the endpoints and notebooks that it runs. Nothing is lost: they start again with the next ./kenja up.
Training jobs that run go on to their end and are settled then. When nothing runs, nothing happens (exit code 0).
`,
  async run(flags) {
    const server = await runningServer(settings(flags).home)
    if (server) await stopServer(server)
    process.stdout.write(flags.json ? `${JSON.stringify({ stopped: server !== undefined })}\n` : server ? 'Kenja is down.\n' : 'Kenja was not running.\n')
    return exitCodes.done
  },
}
