/**
 * How the programs of a task find Kenja where they expect AWS: rotating credentials of the task's role, the proxy for AWS's host names, the local CA.
 * The token that a task shows for its credentials is sealed, so nothing of it is stored; it is good while the task runs, and for nothing else.
 */
import type { Driver } from '../compute/driver.ts'
import type { TaskAccess, TaskRole } from '../engine/notebook-task.ts'
import type { Sealer } from '../lib/seal.ts'
import type { TemporaryCredentials } from '../operation.ts'

export interface TaskCredentials extends TemporaryCredentials {
  readonly roleArn: string
}

export interface TaskAccessOptions {
  /** For this purpose alone. */
  readonly sealer: Sealer
  readonly caBundle: string
  /** What CONNECT requires; `internet` is false for work that may reach Kenja's services and nothing else. */
  readonly proxyToken: (internet: boolean) => string
  readonly localhostCertificate: () => Promise<string>
  readonly driver: Pick<Driver, 'inspect'>
  readonly assume: (roleArn: string, service: string, sessionName: string, durationSeconds: number) => TemporaryCredentials
  readonly now: () => Date
}

export interface TaskAccessDesk extends TaskAccess {
  /** For the gateway: fresh credentials, or undefined when no running task has this token or its role cannot be assumed any more. */
  roleCredentials(token: string): TaskCredentials | undefined
}

/** The SDKs ask again a few minutes before the end. */
const CREDENTIALS_SECONDS = 3_600
/** Tokens end with their task; this is only what sealing asks for. */
const TOKEN_MS = 10 * 365 * 86_400_000

export function createTaskAccess(options: TaskAccessOptions): TaskAccessDesk {
  return {
    caBundle: options.caBundle,
    localhostCertificate: options.localhostCertificate,
    proxyUrl(gatewayUrl, reach = 'internet') {
      const url = new URL(gatewayUrl)
      url.username = 'kenja'
      url.password = options.proxyToken(reach === 'internet')
      return url.href.replace(/\/$/, '')
    },
    credentials: (gatewayUrl, role) => ({
      uri: `${gatewayUrl}/_kenja/credentials`,
      token: options.sealer.seal(role, new Date(options.now().getTime() + TOKEN_MS)),
    }),
    roleCredentials(token) {
      const opened = options.sealer.open<TaskRole>(token)
      if (!opened || opened.expiresAt <= options.now()) return undefined
      const { taskId, roleArn, service, sessionName } = opened.content
      if (options.driver.inspect(taskId).status !== 'running') return undefined
      return { roleArn, ...options.assume(roleArn, service, sessionName, CREDENTIALS_SECONDS) }
    },
  }
}
