/** The `kenja` command: picks the command's file and runs it. */
import { type Command, parseCommandLine } from './command.ts'
import { CommandError, exitCodes, UsageError } from './usage.ts'

const commands: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  tutorial: () => import('./commands/tutorial.ts'),
  up: () => import('./commands/up.ts'),
  down: () => import('./commands/down.ts'),
  status: () => import('./commands/status.ts'),
  console: () => import('./commands/console.ts'),
  password: () => import('./commands/password.ts'),
  login: () => import('./commands/login.ts'),
  logout: () => import('./commands/logout.ts'),
  env: () => import('./commands/env.ts'),
  profile: () => import('./commands/profile.ts'),
  mirror: () => import('./commands/mirror.ts'),
  fetch: () => import('./commands/fetch.ts'),
  'least-privilege': () => import('./commands/least-privilege.ts'),
  doctor: () => import('./commands/doctor.ts'),
  reset: () => import('./commands/reset.ts'),
  test: () => import('./commands/test.ts'),
  version: () => import('./commands/version.ts'),
}

async function overview(): Promise<string> {
  const width = Math.max(...Object.keys(commands).map((name) => name.length))
  const lines = await Promise.all(Object.entries(commands).map(async ([name, load]) => `  ${name.padEnd(width)}  ${(await load()).command.summary}`))
  return `Kenja: SageMaker on your own machine.

Usage: ./kenja <command> [options]

${lines.join('\n')}

Each command has --help. Settings: docs/configuration.md. Start with ./kenja tutorial
`
}

async function main(args: readonly string[]): Promise<number> {
  const [name = '--help', ...rest] = args
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(await overview())
    return exitCodes.done
  }
  const load = commands[name === '--version' ? 'version' : name]
  if (!load) throw new UsageError(`there is no command "${name}". ./kenja --help lists them.`)
  const { command } = await load()
  const { flags, words } = parseCommandLine(command, rest)
  if (flags.help) {
    process.stdout.write(`${command.help.trim()}\n`)
    return exitCodes.done
  }
  return command.run(flags, words)
}

/** A reader that has seen enough (`| head`) is no fault: the command goes on and ends as it would, a tutorial with its clean-up. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
process.stdout.on('error', ignoreClosedPipe)
process.stderr.on('error', ignoreClosedPipe)

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (error instanceof CommandError) {
    process.stderr.write(`kenja: ${error.message}\n`)
    process.exitCode = error.exitCode
  } else {
    process.stderr.write(`kenja: this is a bug, please report it:\n${(error as Error)?.stack ?? String(error)}\n`)
    process.exitCode = exitCodes.failed
  }
}
