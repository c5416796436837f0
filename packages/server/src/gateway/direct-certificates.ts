/** Which certificate a connection straight to the port gets: the one that was set for it, else one of the local authority. */
import { readFileSync, statSync } from 'node:fs'
import type { Socket } from 'node:net'
import { createSecureContext, type SecureContext } from 'node:tls'
import type { Config } from '../config.ts'
import type { CertificateAuthority } from './certificate-authority.ts'
import { isLoopback } from './hosts.ts'

type Certificates = Pick<CertificateAuthority, 'contextFor'>

export interface DirectCertificates {
  /** For one connection. */
  of(socket: Socket): () => Promise<Certificates>
}

/** Files of a renewed certificate count from the next connection on; files that cannot be read leave the last ones in force. */
function createFileContext(tls: { readonly certificate: string; readonly key: string }): () => SecureContext {
  let made: { readonly changedMs: number; readonly context: SecureContext } | undefined
  return () => {
    try {
      const changedMs = statSync(tls.certificate).mtimeMs + statSync(tls.key).mtimeMs
      if (made?.changedMs !== changedMs)
        made = { changedMs, context: createSecureContext({ cert: readFileSync(tls.certificate), key: readFileSync(tls.key), minVersion: 'TLSv1.2' }) }
    } catch (error) {
      if (!made) throw error
    }
    return (made as { readonly context: SecureContext }).context
  }
}

/** @param names the host names that were configured: the files' certificate is for them, not for AWS's names or localhost */
export function createDirectCertificates(tls: Config['tls'], names: ReadonlySet<string>, authority: () => Promise<CertificateAuthority>): DirectCertificates {
  const fileContext = tls?.kind === 'files' ? createFileContext(tls) : undefined
  return {
    of: (socket) => async () => ({
      async contextFor(name) {
        const address = socket.localAddress?.replace(/^::ffff:/, '')
        const outside = address !== undefined && !isLoopback(address.includes(':') ? `[${address}]` : address)
        // Clients that call an address name nobody.
        if (fileContext && (name === undefined ? outside : names.has(name))) return fileContext()
        return (await authority()).contextFor(name ?? (outside ? address : undefined))
      },
    }),
  }
}
