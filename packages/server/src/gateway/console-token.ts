/** The token of a link that signs a person in to the console once: sealed by the home's secret, short-lived, in the name of one access key. */
import { randomUUID } from 'node:crypto'
import type { Sealer } from '../lib/seal.ts'

/** What the home's sealer is asked for. */
export const CONSOLE_PURPOSE = 'console-sign-in'
const GOOD_FOR_MS = 5 * 60_000

interface Content {
  readonly accessKeyId: string
  /** Tells links apart, so that each works once. */
  readonly nonce: string
}

/** The key must be the caller's own: whoever can read the home's secret can read the key as well. */
export const issueConsoleToken = (sealer: Sealer, accessKeyId: string, now: Date): string =>
  sealer.seal({ accessKeyId, nonce: randomUUID() } satisfies Content, new Date(now.getTime() + GOOD_FOR_MS))

export interface ConsoleTokens {
  /** The access key that a token stands for, once; undefined when it is none, spent, or too old. */
  spend(token: string): string | undefined
}

/** Links from before this server's start are not good: it cannot know whether they were used. */
export function createConsoleTokens(sealer: () => Sealer, now: () => Date): ConsoleTokens {
  const startedAt = now().getTime()
  const spent = new Map<string, number>()
  return {
    spend(token) {
      const at = now().getTime()
      const opened = sealer().open<Content>(token)
      if (!opened) return undefined
      const endsAt = opened.expiresAt.getTime()
      if (endsAt <= at || endsAt - GOOD_FOR_MS < startedAt || spent.has(opened.content.nonce)) return undefined
      for (const [nonce, end] of spent) if (end <= at) spent.delete(nonce)
      spent.set(opened.content.nonce, endsAt)
      return opened.content.accessKeyId
    },
  }
}
