/** TLS with the local authority's certificates: straight on the port, and in the proxy's tunnels. */
import type { Duplex } from 'node:stream'
import { type SecureContext, TLSSocket } from 'node:tls'
import { type CertificateAuthority, isCertifiable } from './certificate-authority.ts'
import type { Tools } from './tools.ts'

/**
 * Decrypts `socket` as a server and calls back with the clear side once the handshake is done; a connection without one ends.
 * @param name the host that the client named before the handshake (in CONNECT), for clients that do not name it again in it
 * @param isOurs whether we may speak for a name
 */
export function secure(
  socket: Duplex,
  name: string | undefined,
  authority: () => Promise<Pick<CertificateAuthority, 'contextFor'>>,
  isOurs: (name: string) => boolean,
  tools: Pick<Tools, 'after' | 'limits'>,
  done: (clear: TLSSocket) => void,
): void {
  const cancel = tools.after(tools.limits.handshakeTimeoutMs, () => socket.destroy())
  socket.once('close', cancel)
  const contextFor = async (asked: string | undefined): Promise<SecureContext> => (await authority()).contextFor(asked)
  // What the client sends while the certificate is being made waits in `socket`; TLSSocket begins with it.
  contextFor(name).then(
    (secureContext) => {
      if (socket.destroyed) return
      const clear = new TLSSocket(socket, {
        isServer: true,
        secureContext,
        ALPNProtocols: ['http/1.1'],
        SNICallback(asked, answer) {
          const wanted = asked.toLowerCase()
          if (!isCertifiable(wanted) || !isOurs(wanted)) answer(new Error('a name that is not ours'))
          else contextFor(wanted).then((context) => answer(null, context), answer)
        },
      })
      clear.on('error', () => clear.destroy())
      clear.once('close', cancel)
      clear.once('secure', () => {
        cancel()
        done(clear)
      })
    },
    () => socket.destroy(),
  )
}
