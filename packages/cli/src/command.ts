/** What a command is: one file in `commands/`, named after itself, loaded only when it is called. */
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { UsageError } from './usage.ts'

export type Flags = Record<string, string | boolean | undefined>

export interface Command {
  /** One line for `kenja --help`. */
  readonly summary: string
  /** The whole text of `kenja <command> --help`. */
  readonly help: string
  readonly options?: NonNullable<ParseArgsConfig['options']>
  /** How many words may follow the command. */
  readonly words?: number
  /** Returns the exit code. */
  run(flags: Flags, words: readonly string[]): Promise<number>
}

/** Settings that every command understands; the same names as the environment variables, see docs/configuration.md. */
export const commonOptions = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  home: { type: 'string' },
  cache: { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  region: { type: 'string' },
  'account-id': { type: 'string' },
  quotas: { type: 'string' },
  hosts: { type: 'string' },
  sandbox: { type: 'string' },
  'describe-wait-seconds': { type: 'string' },
  'invoke-body-bytes': { type: 'string' },
  tls: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  log: { type: 'string' },
} as const satisfies NonNullable<ParseArgsConfig['options']>

/** @throws UsageError with a sentence of our own for an unknown option or too many words. */
export function parseCommandLine(command: Command, args: readonly string[]): { flags: Flags; words: string[] } {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { ...commonOptions, ...command.options }, allowPositionals: true })
    if (positionals.length > (command.words ?? 0)) throw new UsageError(`what should "${positionals.at(-1)}" mean here?`)
    return { flags: values as Flags, words: positionals }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError((error as Error).message)
  }
}
