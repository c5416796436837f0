/** Exit codes of every command; scripts may rely on them. */
export const exitCodes = { done: 0, failed: 1, usage: 2, notRunning: 3, interrupted: 130 } as const

/** What ends a command with a sentence, without a stack. */
export abstract class CommandError extends Error {
  abstract readonly exitCode: number
}

/** A mistake of the person who typed the command. */
export class UsageError extends CommandError {
  override readonly name = 'UsageError'
  readonly exitCode = exitCodes.usage
}

/** Something that the person can mend (no Python, a port in use …). */
export class PlainError extends CommandError {
  override readonly name = 'PlainError'
  readonly exitCode = exitCodes.failed
}

/** A command needs the server, and nobody has started it. */
export class NotRunning extends CommandError {
  override readonly name = 'NotRunning'
  readonly exitCode = exitCodes.notRunning

  constructor() {
    super('it does not run. Start it: ./kenja up -d')
  }
}
