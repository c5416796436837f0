/** A server with two accounts: the second's root key is written into the home before the server that is tested starts. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { insert } from '../../packages/server/src/services/iam/access-key/access-key.store.ts'
import type { Clients } from './clients.ts'
import { type ServerOptions, startServer, type TestServer } from './server.ts'

export const OTHER_ACCOUNT = '210987654321'

export async function startTwoAccounts(options: ServerOptions = {}): Promise<{ server: TestServer; other: Clients; stop(): Promise<void> }> {
  const home = mkdtempSync(join(tmpdir(), 'kenja-accounts-'))
  const first = await startServer({ home })
  const key = { accessKeyId: 'AKIAOTHERACCOUNTROOT', secretAccessKey: 'of-the-other-account-0123456789abcdefghi' }
  const record = {
    id: key.accessKeyId,
    account: OTHER_ACCOUNT,
    userName: undefined,
    secret: key.secretAccessKey,
    status: 'Active',
    lastUsed: undefined,
  } as const
  first.app.store.transact(() => insert(first.app.store.db, { ...record, createdAt: new Date(0) }))
  await first.stop()
  const server = await startServer({ ...options, home })
  return {
    server,
    other: server.clientsAs(key),
    async stop() {
      await server.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}
