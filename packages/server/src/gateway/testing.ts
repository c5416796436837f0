/** A gateway on a free port with operations of a test's choosing, for the tests of this folder. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../config.ts'
import { type Changes, createChanges } from '../lib/changes.ts'
import { systemClock } from '../lib/clock.ts'
import { createSealer } from '../lib/seal.ts'
import type { Principal } from '../operation.ts'
import { createGateway, type Gateway } from './gateway.ts'
import type { GatewayParts, OperationRequest, Operations } from './tools.ts'

export const ACCESS_KEY = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }
export const SESSION_KEY = { accessKeyId: 'ASIAIOSFODNN7EXAMPLE', secretAccessKey: 'temporarySecretKEY/EXAMPLE', sessionToken: 'a+token/of==a session' }
export const ROOT: Principal = { kind: 'root', account: '123456789012', arn: 'arn:aws:iam::123456789012:root', userId: '123456789012' }

export interface TestGateway {
  readonly port: number
  readonly endpoint: string
  readonly home: string
  readonly lines: string[]
  readonly requests: OperationRequest[]
  readonly changes: Changes
  close(): Promise<void>
}

export type Operate = (request: OperationRequest) => unknown

/** `operate` answers for every operation of every service. Other parts may be replaced one by one. */
export async function startGateway(
  operate: Operate = () => ({}),
  replaced: Partial<GatewayParts> = {},
  env: Record<string, string> = {},
): Promise<TestGateway> {
  const home = mkdtempSync(join(tmpdir(), 'kenja-gateway-'))
  const lines: string[] = []
  const requests: OperationRequest[] = []
  const changes = createChanges()
  const dispatcher: Operations = {
    async operate(request) {
      requests.push(request)
      return operate(request)
    },
    passing: () => undefined,
    again: () => undefined,
    version: () => 0,
    knows: async () => true,
  }
  const secret = Buffer.alloc(32, 7)
  const gateway: Gateway = createGateway({
    config: { ...readConfig({ port: '0', home }, env) },
    keyring: { find: findKey },
    dispatcher,
    socketPath: join(home, 'run', 'gateway.sock'),
    settle: async () => {},
    changes,
    clock: systemClock,
    log: (line) => void lines.push(line),
    sealer: (purpose) => createSealer(secret, purpose),
    signIn: async () => ({ ...SESSION_KEY, expiresAt: new Date(4_000_000_000_000) }),
    desk: { signIn: async () => ({ problem: 'wrong' }), signOut() {} },
    roleCredentials: async () => undefined,
    notebookUpstream: () => undefined,
    ...replaced,
  })
  const { port } = await gateway.listen()
  await gateway.openAuthority()
  return {
    port,
    endpoint: `http://127.0.0.1:${port}`,
    home,
    lines,
    requests,
    changes,
    async close() {
      await gateway.close()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function findKey(accessKeyId: string, sessionToken: string | undefined) {
  if (accessKeyId === ACCESS_KEY.accessKeyId) return sessionToken === undefined ? { ...ACCESS_KEY, principal: ROOT } : 'invalid-token'
  if (accessKeyId !== SESSION_KEY.accessKeyId) return 'unknown-key'
  return sessionToken === SESSION_KEY.sessionToken ? { ...SESSION_KEY, principal: ROOT, expiresAt: new Date(4_000_000_000_000) } : 'invalid-token'
}
