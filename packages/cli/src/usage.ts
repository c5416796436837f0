/** A mistake of the person who typed the command: shown without a stack, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Something that the person can mend (no Python, a port in use …): shown without a stack, exit code 1. */
export class PlainError extends Error {
  override readonly name = 'PlainError'
}

/** Exit codes of every command; scripts may rely on them. */
export const exitCodes = { done: 0, failed: 1, usage: 2, notRunning: 3, interrupted: 130 } as const
