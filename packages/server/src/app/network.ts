/** Kenja beyond this machine: only encrypted, and only with a password that somebody chose. */
import { readFileSync } from 'node:fs'
import type { Config } from '../config.ts'
import { isLoopback } from '../gateway/hosts.ts'
import { readRootPassword } from '../store/root-password.ts'

/** Why Kenja does not start; the message says what to do. */
export class NetworkRefused extends Error {}

const opensNetwork = (host: string) => !isLoopback(host.includes(':') ? `[${host}]` : host)

/** Throws NetworkRefused when other machines could reach a Kenja that is not ready for them, or when the certificate cannot be read. */
export function refuseOpenNetwork({ host, home, tls }: Pick<Config, 'host' | 'home' | 'tls'>): void {
  for (const file of tls?.kind === 'files' ? [tls.certificate, tls.key] : []) {
    try {
      readFileSync(file)
    } catch (error) {
      throw new NetworkRefused(`${file} cannot be read: ${(error as Error).message}.`)
    }
  }
  if (!opensNetwork(host)) return
  const missing = [
    ...(tls ? [] : ['TLS: --tls-cert and --tls-key, or --tls own for a certificate of the local authority']),
    ...(readRootPassword(home)?.setByHand ? [] : ['a password of root that you choose: ./kenja password']),
  ]
  if (missing.length > 0) throw new NetworkRefused(`Other machines can reach ${host}. Kenja listens there only with ${missing.join('; and with ')}.`)
}
