/** What Secrets Manager's acceptance tests share: a server with a clock that stands where the test puts it. */
import assert from 'node:assert/strict'
import { after } from 'node:test'
import {
  CreateSecretCommand,
  type CreateSecretCommandInput,
  type CreateSecretCommandOutput,
  DescribeSecretCommand,
  type DescribeSecretCommandOutput,
  GetSecretValueCommand,
  type GetSecretValueCommandInput,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { systemClock } from '../../../packages/server/src/lib/clock.ts'
import { startServer, type TestServer } from '../../support/server.ts'

export interface Room {
  readonly server: TestServer
  readonly secrets: SecretsManagerClient
  create(Name: string, more?: Partial<CreateSecretCommandInput>): Promise<CreateSecretCommandOutput>
  describe(SecretId: string): Promise<DescribeSecretCommandOutput>
  /** The text; undefined for bytes. */
  value(SecretId: string, more?: Partial<GetSecretValueCommandInput>): Promise<string | undefined>
  /** Time passes. */
  pass(days: number): void
}

export const token = (letter: string): string => letter.repeat(32)

export async function startRoom(): Promise<Room> {
  let aheadMs = 0
  const now = () => new Date(systemClock.now().getTime() + aheadMs)
  const server = await startServer({ clock: { ...systemClock, now } })
  after(() => server.stop())
  const secrets = server.clients.secretsManager
  // The client signs with the server's time, and does not take answers' Date headers for it.
  Object.defineProperty(secrets.config, 'systemClockOffset', { get: () => aheadMs, set: () => undefined })
  return {
    server,
    secrets,
    create: (Name, more = {}) => secrets.send(new CreateSecretCommand({ Name, SecretString: `value of ${Name}`, ...more })),
    describe: (SecretId) => secrets.send(new DescribeSecretCommand({ SecretId })),
    value: async (SecretId, more = {}) => (await secrets.send(new GetSecretValueCommand({ SecretId, ...more }))).SecretString,
    pass(days) {
      aheadMs += days * 86_400_000
    },
  }
}

/** What an SDK's error must say. */
export const fails = (call: Promise<unknown>, name: string, message?: string | RegExp) =>
  assert.rejects(call, { name, ...(message === undefined ? {} : { message }) })
