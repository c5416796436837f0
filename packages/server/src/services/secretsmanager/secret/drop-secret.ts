import type { Ports } from '../../../operation.ts'
import * as versions from '../secret-version/secret-version.store.ts'
import * as secrets from './secret.store.ts'

/** Removes a secret with its values and tags. */
export function dropSecret(ports: Ports, arn: string): void {
  versions.removeAll(ports, arn)
  secrets.remove(ports, arn)
  ports.tags.drop(arn)
}

/** Those whose recovery window is over. Every operation does this first, so that nobody meets them any more. */
export function dropDueSecrets(ports: Ports): void {
  for (const arn of secrets.due(ports, ports.now)) dropSecret(ports, arn)
}
