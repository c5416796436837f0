/** The way in: makes the chain's tools, opens the port, and sends every request along the chain. */
import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { limits as wireLimits } from '#wire'
import { createBodyWatch } from './body-watch.ts'
import { goThrough } from './chain.ts'
import { createLastConcerns } from './concern.ts'
import type { Exchange } from './exchange.ts'
import { defaultLimits } from './limits.ts'
import { createListeners } from './listeners.ts'
import { allowedHosts, collectHeaders } from './refuse.ts'
import { createAttempts } from './sign-in.ts'
import { createSigningKeys } from './sigv4.ts'
import type { GatewayParts, Tools } from './tools.ts'

export type { GatewayParts, NotebookUpstream, TemporaryCredentials } from './tools.ts'

export interface Gateway {
  /** Opens the port and the Unix socket `<home>/run/gateway.sock`. Rejects with PortTaken. */
  listen(): Promise<{ readonly port: number }>
  /** Ends idle connections at once, others when they have their answer, at the latest after two seconds. */
  close(): Promise<void>
}

export function createGateway(parts: GatewayParts): Gateway {
  const { config } = parts
  const limits = { ...defaultLimits, ...parts.limits }
  const bodyWatch = createBodyWatch(limits, every)
  let origins: ReadonlySet<string> = new Set()
  const tools: Tools = {
    ...parts,
    limits,
    after: parts.after ?? after,
    signingKeys: createSigningKeys(limits.signingKeys),
    lastConcerns: createLastConcerns(limits.callers),
    signInAttempts: createAttempts(limits.signInFailures, parts.clock.monotonicMs),
    allowedHosts: allowedHosts(config),
    origins: () => origins,
    bufferedBytes: (service) => (service === 'sagemaker-runtime' ? config.invokeBodyBytes : wireLimits.bodyBytes(service)),
    watchBody: bodyWatch.watch,
  }
  const listeners = createListeners(
    {
      request: (request, response, expectsContinue) => void goThrough(exchangeOf(request, response, expectsContinue, tools), tools),
      upgrade: (_request, socket) => socket.destroy(),
      connect: (_request, socket) => socket.destroy(),
      secure: (socket) => socket.destroy(),
    },
    limits,
  )
  return {
    async listen() {
      const port = await listeners.listen(config.host, config.port, join(config.home, 'run', 'gateway.sock'))
      origins = ownOrigins(port)
      return { port }
    },
    async close() {
      bodyWatch.close()
      await listeners.close()
    },
  }
}

/** Pages that we serve. */
const ownOrigins = (port: number): ReadonlySet<string> => new Set(['console.localhost', 'localhost', '127.0.0.1'].map((name) => `http://${name}:${port}`))

function exchangeOf(request: IncomingMessage, response: ServerResponse, expectsContinue: boolean, tools: Tools): Exchange {
  const target = request.url as string
  const mark = target.indexOf('?')
  return {
    request,
    response,
    id: randomUUID(),
    receivedAt: tools.clock.now(),
    startedMs: tools.clock.monotonicMs(),
    method: request.method as string,
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
    ...collectHeaders(request.rawHeaders),
    scheme: (request.socket as TLSSocket).encrypted ? 'https' : 'http',
    expectsContinue,
    host: undefined,
    service: undefined,
    protocol: 'awsJson1.1',
    signature: undefined,
    region: tools.config.region,
    call: undefined,
    payload: undefined,
    chunkSigning: undefined,
    body: undefined,
    stream: undefined,
    route: undefined,
    input: undefined,
    output: undefined,
    answer: undefined,
    fault: undefined,
    handedOver: false,
  }
}

function after(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}

function every(ms: number, callback: () => void): () => void {
  const timer = setInterval(callback, ms).unref()
  return () => clearInterval(timer)
}
