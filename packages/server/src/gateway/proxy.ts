/**
 * CONNECT on the same port: programs that insist on https and on AWS's host names reach Kenja here. AWS's names and mirrored hosts are answered by us, with
 * certificates of the local authority; other hosts pass through as they are, never those of this machine or its network.
 */
import type { IncomingMessage } from 'node:http'
import { connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import { isAwsName, splitHost } from './hosts.ts'
import { mirrorHost } from './proxied.ts'
import { PROXY_PURPOSE, type ProxyRights, proxyRights } from './proxy-token.ts'
import { publicAddressOf } from './public-address.ts'
import { endWith } from './raw-answer.ts'
import type { Tools } from './tools.ts'

/** What is known of a connection that came through the proxy and ends here. */
export interface Tunnel {
  /** Host name, lower case. */
  readonly name: string
  readonly port: number
  /** What a Host header in it must say: the port is left out where https implies it. */
  readonly authority: string
  readonly rights: ProxyRights
}

export interface TunnelProxy {
  connect(request: IncomingMessage, socket: Duplex, head: Buffer): void
  tunnelOf(socket: Socket): Tunnel | undefined
}

/** `terminate` makes TLS of a connection and hands it to the HTTP server. */
export function createProxy(tools: Tools, terminate: (socket: Duplex, name: string, done: (secure: TLSSocket) => void) => void): TunnelProxy {
  const tunnels = new WeakMap<object, Tunnel>()
  let open = 0
  const passThrough = async (tunnel: Tunnel, socket: Duplex, head: Buffer): Promise<void> => {
    if (!tunnel.rights.internet) return endWith(socket, 403, 'This work runs in network isolation: the internet is not reachable.')
    if (open >= tools.limits.tunnels) return endWith(socket, 503, 'Too many open tunnels.')
    open++
    socket.once('close', () => open--)
    let address: string | undefined
    try {
      address = await publicAddressOf(tunnel.name, tools.resolve)
    } catch {
      return endWith(socket, 502, `The host ${tunnel.name} cannot be found.`)
    }
    if (!address) return endWith(socket, 403, 'The proxy does not connect to addresses of this machine or its network.')
    join(socket, connect({ host: address, port: tunnel.port }), head, tools)
  }
  return {
    connect(request, socket, head) {
      socket.on('error', () => socket.destroy())
      const rights = proxyRights(tools.sealer(PROXY_PURPOSE), request.headers['proxy-authorization'], tools.clock.now())
      if (!rights) return endWith(socket, 407, 'The proxy needs its token: see kenja env --proxy.', 'Proxy-Authenticate: Basic realm="kenja"\r\n')
      const target = splitHost(request.url ?? '')
      if (!target?.port) return endWith(socket, 400, 'CONNECT names a host and a port.')
      const { name, port } = target
      const tunnel: Tunnel = { name, port, authority: port === 443 ? name : `${name}:${port}`, rights }
      if (!isAwsName(name) && !tools.mirror.hasHost(mirrorHost(`${name}:${port}`))) return void passThrough(tunnel, socket, head)
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
      if (head.length > 0) socket.unshift(head)
      terminate(socket, name, (secure) => tunnels.set(secure, tunnel))
    },
    tunnelOf: (socket) => tunnels.get(socket),
  }
}

function join(socket: Duplex, outward: Socket, head: Buffer, tools: Tools): void {
  let joined = false
  const cancel = tools.after(tools.limits.connectTimeoutMs, () => outward.destroy(new Error('timeout')))
  outward.once('connect', () => {
    cancel()
    joined = true
    socket.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    if (head.length > 0) outward.write(head)
    socket.pipe(outward).pipe(socket)
  })
  outward.on('error', () => {
    cancel()
    if (!joined && !socket.destroyed) endWith(socket, 502, 'The host did not answer.')
  })
  outward.on('close', () => {
    if (joined) socket.destroy()
  })
  socket.on('close', () => {
    cancel()
    outward.destroy()
  })
}
