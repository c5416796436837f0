/** The way in: makes the chain's tools, opens the port, and sends every request along the chain. */
import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { limits as wireLimits } from '#wire'
import type { Scope } from '../operation.ts'
import { admit, allowedHosts } from './admit.ts'
import { arrive } from './arrive.ts'
import { type BodyWatch, createBodyWatch } from './body-watch.ts'
import { type CertificateAuthority, openCertificateAuthority } from './certificate-authority.ts'
import { goThrough } from './chain.ts'
import { createLastConcerns } from './concern.ts'
import { CONSOLE_PURPOSE, createConsoleTokens } from './console-token.ts'
import { createDirectCertificates } from './direct-certificates.ts'
import type { Exchange } from './exchange.ts'
import { findHost, isLoopback } from './hosts.ts'
import { http } from './http.ts'
import { defaultLimits } from './limits.ts'
import { createListeners, type Listeners } from './listeners.ts'
import { createMirror } from './mirror.ts'
import { createNotebookProxy } from './notebook-proxy.ts'
import { createNotebookSessions, notebookHost } from './notebook-session.ts'
import { createProxy, type TunnelProxy } from './proxy.ts'
import { endWith } from './raw-answer.ts'
import { refuse } from './refuse.ts'
import { createRepeats } from './repeat.ts'
import { secure } from './secure.ts'
import { createAttempts } from './sign-in.ts'
import { createPasswordGuard } from './sign-in-password.ts'
import { createSigningKeys } from './sigv4.ts'
import type { GatewayParts, Tools } from './tools.ts'

export type { GatewayParts, NotebookUpstream, RoleCredentials } from './tools.ts'

export interface Gateway {
  /** Opens the port and the Unix socket. Rejects with PortTaken. */
  listen(): Promise<{ readonly port: number }>
  /** Resolves once the local authority's files are there (at a home's first start they must be made). Rejects when they cannot be. */
  openAuthority(): Promise<void>
  /** PEM of a key and a certificate for localhost, signed by the local authority; made once for a home. */
  localhostCertificate(): Promise<string>
  /** Host and port of a notebook, the same for every caller, whichever way the call came. Only after `listen`. */
  notebookHost(scope: Scope, name: string): string
  /** For CreatePresignedNotebookInstanceUrl. Only after `listen`. */
  notebookUrl(scope: Scope, name: string, sessionSeconds: number): string
  /** Ends idle connections at once, others when they have their answer, at the latest after two seconds. */
  close(): Promise<void>
}

export function createGateway(parts: GatewayParts): Gateway {
  const limits = { ...defaultLimits, ...parts.limits }
  const bodyWatch = createBodyWatch(limits, every)
  let port = 0
  let origins: ReadonlySet<string> = new Set()
  const tools = createTools(parts, limits, bodyWatch, () => origins)
  let authority: Promise<CertificateAuthority> | undefined
  const openAuthority = () => {
    authority ??= openCertificateAuthority(parts.config.home, parts.clock.now, limits.certificates)
    return authority
  }
  const maySpeakFor = (name: string) => tools.isOurHost(name) || tools.mirror.hasHost(name)
  const proxy = createProxy(tools, (socket, name, done) =>
    secure(socket, name, openAuthority, maySpeakFor, tools, (clear) => {
      done(clear)
      listeners.inject(clear)
    }),
  )
  const repeats = createRepeats(tools)
  const answer = async (exchange: Exchange) => {
    const kind = repeats.find(exchange)
    if (kind && (await repeats.answer(exchange, kind))) return
    const version = tools.dispatcher.version()
    await goThrough(exchange, tools)
    repeats.learn(exchange, version)
  }
  const certificates = createDirectCertificates(parts.config.tls, tools.allowedHosts, openAuthority)
  const listeners: Listeners = createListeners(
    {
      request: (request, response, expectsContinue) => {
        void answer(arrive(request, response, { expectsContinue, tunnel: proxy.tunnelOf(request.socket) }, tools))
      },
      wantsUpgrade: (request) => isForNotebook(request, tools),
      upgrade: (request, socket, head) => upgrade(request, socket, head, tools, proxy),
      connect: proxy.connect,
      mayBePlain: isOfThisMachine,
      secure: (socket) => secure(socket, undefined, certificates.of(socket), maySpeakFor, tools, listeners.inject),
    },
    limits,
  )
  return {
    async listen() {
      port = await listeners.listen(parts.config.host, parts.config.port, parts.socketPath)
      origins = ownOrigins(port)
      return { port }
    },
    async openAuthority() {
      await openAuthority()
    },
    localhostCertificate: async () => (await openAuthority()).localhostPem(),
    notebookHost: ({ region }, name) => `${notebookHost({ name, region })}:${port}`,
    notebookUrl: (scope, name, sessionSeconds) => tools.notebookSessions.url(scope, name, sessionSeconds, port),
    async close() {
      bodyWatch.close()
      tools.notebooks.close()
      await listeners.close()
    },
  }
}

function createTools(parts: GatewayParts, limits: Tools['limits'], bodyWatch: BodyWatch, origins: Tools['origins']): Tools {
  const { config } = parts
  const allowed = allowedHosts(config)
  const sealers = new Map<string, ReturnType<GatewayParts['sealer']>>()
  const sealer = (purpose: string) => {
    const made = sealers.get(purpose) ?? parts.sealer(purpose)
    sealers.set(purpose, made)
    return made
  }
  const tools: Omit<Tools, 'notebooks'> = {
    ...parts,
    sealer,
    limits,
    after: parts.after ?? after,
    resolve: parts.resolve,
    mirror: createMirror(config.home, parts.mirrored ?? {}),
    notebookSessions: createNotebookSessions(sealer, parts.clock.now),
    signingKeys: createSigningKeys(limits.signingKeys),
    lastConcerns: createLastConcerns(limits.callers),
    signInAttempts: createAttempts(limits.signInFailures, parts.clock.monotonicMs),
    passwords: createPasswordGuard(parts.desk, limits, parts.clock.monotonicMs),
    consoleTokens: createConsoleTokens(() => sealer(CONSOLE_PURPOSE), parts.clock.now),
    isOurHost: (name) => findHost(name, allowed) !== undefined,
    allowedHosts: allowed,
    origins,
    bufferedBytes: (service) => (service === 'sagemaker-runtime' ? invokeLimit(config.invokeBodyBytes) : wireLimits.bodyBytes(service)),
    watchBody: bodyWatch.watch,
  }
  const whole = tools as Tools & { notebooks: Tools['notebooks'] }
  whole.notebooks = createNotebookProxy(whole)
  return whole
}

/** What the model allows is for the wire to judge, in AWS's words; only a lower setting is ours. */
const MODEL_INVOKE_BYTES = 6_291_456
const invokeLimit = (setting: number): number => (setting < MODEL_INVOKE_BYTES ? setting : wireLimits.bodyBytes('sagemaker-runtime'))

/** Passwords and secrets of other machines' callers must not travel in clear text. */
const isOfThisMachine = ({ remoteAddress, localAddress }: Socket): boolean =>
  remoteAddress === undefined || remoteAddress === localAddress || isLoopback(remoteAddress.includes(':') ? `[${remoteAddress}]` : remoteAddress)

/** Pages that we serve. */
const ownOrigins = (port: number): ReadonlySet<string> => new Set(['console.localhost', 'localhost', '127.0.0.1'].map((name) => `http://${name}:${port}`))

/** Only notebooks speak websockets; elsewhere a wish to upgrade (Java's clients have one for HTTP/2) is ignored, as HTTP allows. */
function isForNotebook(request: IncomingMessage, tools: Tools): boolean {
  const name = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '')
  return request.headers.upgrade?.toLowerCase() === 'websocket' && findHost(name, tools.allowedHosts)?.kind === 'notebook'
}

/** A websocket goes through the same first steps as a request. */
function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, tools: Tools, proxy: TunnelProxy): void {
  socket.on('error', () => socket.destroy())
  const exchange = arrive(request, new http.ServerResponse(request), { expectsContinue: false, tunnel: proxy.tunnelOf(socket as Socket) }, tools)
  try {
    refuse(exchange, tools)
    admit(exchange, tools)
  } catch (error) {
    endWith(socket, (error as { httpStatus?: number }).httpStatus ?? 400, (error as Error).message)
    return
  }
  if (exchange.host?.kind === 'notebook') tools.notebooks.upgrade(exchange, exchange.host, socket, head)
  else socket.destroy()
}

function after(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms)
  return () => clearTimeout(timer)
}

function every(ms: number, callback: () => void): () => void {
  const timer = setInterval(callback, ms).unref()
  return () => clearInterval(timer)
}
