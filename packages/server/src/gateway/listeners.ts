/** The sockets: one port that speaks HTTP, TLS and the proxy's CONNECT, and a Unix socket for sandboxes. */

import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createNetServer, type Server as NetServer, type Socket } from 'node:net'
import { dirname } from 'node:path'
import type { Duplex } from 'node:stream'
import { http } from './http.ts'
import type { Limits } from './limits.ts'
import { endWith } from './raw-answer.ts'

export interface Handlers {
  request(request: IncomingMessage, response: ServerResponse, expectsContinue: boolean): void
  /** Whether a request with an Upgrade header is handed to `upgrade`; else the header is ignored. */
  wantsUpgrade(request: IncomingMessage): boolean
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  connect(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Whether a connection may go on in clear text. */
  mayBePlain(socket: Socket): boolean
  /** A connection whose first byte starts a TLS handshake. */
  secure(socket: Socket): void
}

export interface Listeners {
  /** Resolves with the port. Rejects with a plain sentence when it is taken. */
  listen(host: string, port: number, socketPath: string): Promise<number>
  /** Hands a decrypted or tunnelled connection to the HTTP server. */
  inject(connection: Duplex): void
  close(): Promise<void>
}

const TLS_HANDSHAKE = 0x16

export function createListeners(handlers: Handlers, limits: Limits): Listeners {
  const inFlight = createInFlight()
  const server = httpServer({ ...handlers, request: (...arrived) => handlers.request(...inFlight.begin(arrived)) }, limits)
  const [speakHttp] = server.listeners('connection') as [(connection: Duplex) => void]
  const inject = (connection: Duplex) => speakHttp.call(server, connection)
  const open = new Set<Socket>()
  const accept = (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    lookAtFirstByte(socket, limits, (byte) => {
      if (byte === TLS_HANDSHAKE) handlers.secure(socket)
      else if (handlers.mayBePlain(socket)) inject(socket)
      else endWith(socket, 400, 'From other machines Kenja is called by https only.')
    })
  }
  server.removeAllListeners('connection')
  server.on('connection', accept)
  server.maxConnections = limits.connections
  // Tasks' sandboxes cannot be told apart by address, so they get a number of connections of their own.
  const local: NetServer = createNetServer({ noDelay: true, allowHalfOpen: true }, accept)
  local.maxConnections = limits.connections
  return {
    async listen(host, port, socketPath) {
      await listening(server, { host, port }, port)
      mkdirSync(dirname(socketPath), { recursive: true, mode: 0o700 })
      rmSync(socketPath, { force: true })
      await listening(local, { path: socketPath }, port)
      chmodSync(socketPath, 0o600)
      return (server.address() as AddressInfo).port
    },
    inject,
    async close() {
      const closed = Promise.all([end(server), end(local)])
      inFlight.endIdle(open)
      const hurry = setTimeout(() => {
        for (const socket of open) socket.destroy()
      }, 2_000)
      await closed
      clearTimeout(hurry)
    },
  }
}

type Arrived = Parameters<Handlers['request']>

interface InFlight {
  begin(arrived: Arrived): Arrived
  /** Ends the connections that wait for no answer now, and the others when they have theirs. */
  endIdle(open: Iterable<Socket>): void
}

function createInFlight(): InFlight {
  const answering = new Set<Socket>()
  let ending = false
  return {
    begin(arrived) {
      const [{ socket }, response] = arrived
      answering.add(socket)
      response.once('close', () => {
        answering.delete(socket)
        if (ending) socket.end()
      })
      return arrived
    },
    endIdle(open) {
      ending = true
      // What TLS carries cannot be told from the socket below it; those few wait for the hurry.
      const someAreEncrypted = [...answering].some((socket) => 'encrypted' in socket)
      for (const socket of open) if (!answering.has(socket) && !someAreEncrypted) socket.destroy()
    },
  }
}

function httpServer(handlers: Handlers, limits: Limits): Server {
  const server = http.createServer({
    maxHeaderSize: limits.headerBytes,
    headersTimeout: limits.headersTimeoutMs,
    keepAliveTimeout: limits.keepAliveMs,
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(5_000, limits.headersTimeoutMs),
    noDelay: true,
    insecureHTTPParser: false,
    requireHostHeader: false,
    shouldUpgradeCallback: handlers.wantsUpgrade,
  })
  // Node would drop what is too many in silence, and with it perhaps a second Host; `refuse` counts and says so.
  server.maxHeadersCount = 0
  server.on('request', (request, response) => handlers.request(request, response, false))
  server.on('checkContinue', (request, response) => handlers.request(request, response, true))
  server.on('checkExpectation', (_request, response: ServerResponse) => response.writeHead(417, { connection: 'close' }).end())
  server.on('upgrade', handlers.upgrade)
  server.on('connect', handlers.connect)
  server.on('clientError', refuseClient)
  return server
}

/** What Node's parser refuses: answered in a sentence, then the connection ends. */
function refuseClient(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy()
    return
  }
  endWith(socket, error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400)
}

function lookAtFirstByte(socket: Socket, limits: Limits, found: (byte: number) => void): void {
  const tooLate = () => socket.destroy()
  const ignore = () => {}
  socket.setTimeout(limits.headersTimeoutMs, tooLate)
  socket.on('error', ignore)
  const look = () => {
    const first = socket.read(1) as Buffer | null
    if (first === null) {
      if (!socket.readableEnded && !socket.destroyed) socket.once('readable', look)
      return
    }
    socket.off('timeout', tooLate)
    // A client may close its half after the request and still read the answer.
    socket.off('end', tooLate)
    socket.setTimeout(0)
    socket.unshift(first)
    found(first[0] as number)
  }
  socket.once('end', tooLate)
  socket.once('readable', look)
}

function listening(server: NetServer, where: { readonly host: string; readonly port: number } | { readonly path: string }, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' && 'port' in where ? new PortTaken(port) : error)
    server.once('error', failed)
    server.listen(where, () => {
      server.off('error', failed)
      resolve()
    })
  })
}

/** Another program listens on the port. */
export class PortTaken extends Error {
  override readonly name = 'PortTaken'
  constructor(port: number) {
    super(`Port ${port} is in use by another program (perhaps another Kenja). Choose another one with --port or KENJA_PORT, or end that program.`)
  }
}

const end = (server: NetServer): Promise<void> => new Promise((resolve) => (server.listening ? server.close(() => resolve()) : resolve()))
