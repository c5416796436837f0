/** A server with keys, and people who may more or less with them. */
import { after } from 'node:test'
import { CreateKeyCommand, type CreateKeyCommandInput, type KeyMetadata } from '@aws-sdk/client-kms'
import { type Clock, systemClock } from '../../../packages/server/src/lib/clock.ts'
import type { Clients } from '../../support/clients.ts'
import { makeUser } from '../../support/identities.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

export const arnOf = (kind: string) => `arn:aws:kms:${REGION}:${ACCOUNT}:${kind}`

export const UNKNOWN_ID = '11111111-2222-3333-4444-555555555555'

export const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString()

export const bytes = (words: string) => new Uint8Array(Buffer.from(words))

const DAY_MS = 86_400_000

/** The system's clock, some days ahead. */
export function movedClock(): Clock & { pass(days: number, ...clients: { readonly config: object }[]): void } {
  let aheadMs = 0
  return {
    now: () => new Date(systemClock.now().getTime() + aheadMs),
    monotonicMs: systemClock.monotonicMs,
    /** Clients that go on calling sign with the same time, whatever the answers' Date says. */
    pass(days, ...clients) {
      aheadMs += days * DAY_MS
      for (const { config } of clients) Object.defineProperty(config, 'systemClockOffset', { get: () => aheadMs, set: () => undefined, configurable: true })
    },
  }
}

export async function startRoom(options: Parameters<typeof startServer>[0] = {}) {
  const server = await startServer(options)
  after(server.stop)
  const { kms } = server.clients
  return {
    server,
    kms,
    async createKey(input: CreateKeyCommandInput = {}): Promise<KeyMetadata & { readonly Arn: string }> {
      const { KeyMetadata } = await kms.send(new CreateKeyCommand(input))
      return KeyMetadata as KeyMetadata & { readonly Arn: string }
    },
    /** A user with this policy (JSON text): its ARN and its clients. */
    async user(name: string, policy?: string): Promise<{ readonly arn: string; readonly clients: Clients }> {
      const made = await makeUser(server.clients.iam, name, policy)
      return { arn: made.arn, clients: server.clientsAs(made) }
    },
  }
}
