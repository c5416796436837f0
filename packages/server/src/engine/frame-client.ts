/** One serving process as the gateway sees it: a Unix socket on which many requests are in flight at once. */
import { connect, type Socket } from 'node:net'
import { encodeFrame, type Frame, frameWriter, type RequestHead, type ResponseHead, readFrames } from '#frames'
import { CONNECT_TIMEOUT_MS, MAX_IN_FLIGHT_BYTES_PER_PROCESS, MAX_IN_FLIGHT_PER_PROCESS } from './limits.ts'

/** Why there is no answer. `unreachable` and `full`: the process has not seen the request. */
export class FrameError extends Error {
  readonly kind: 'unreachable' | 'full' | 'timeout' | 'lost'
  constructor(kind: FrameError['kind'], message: string) {
    super(message)
    this.kind = kind
  }
}

export interface FrameAnswer {
  readonly head: ResponseHead
  readonly body: Buffer
}

interface Waiting {
  readonly resolve: (answer: FrameAnswer) => void
  readonly reject: (error: FrameError) => void
  readonly timer: NodeJS.Timeout
  readonly bytes: number
  sent: boolean
}

export class FrameClient {
  readonly #path: string
  readonly #waiting = new Map<number, Waiting>()
  #connection: Promise<(frame: Buffer) => void> | undefined
  #socket: Socket | undefined
  /** Once connected. */
  #write: ((frame: Buffer) => void) | undefined
  #nextId = 1
  #bytes = 0
  #idleWaiters: (() => void)[] = []

  /** Connects when the first request comes, and again after the connection was lost. */
  constructor(path: string) {
    this.#path = path
  }

  get inFlight(): number {
    return this.#waiting.size
  }

  /** Rejects with FrameError. */
  request(head: RequestHead, body: Uint8Array, timeoutMs: number): Promise<FrameAnswer> {
    if (this.#waiting.size >= MAX_IN_FLIGHT_PER_PROCESS || this.#bytes + body.length > MAX_IN_FLIGHT_BYTES_PER_PROCESS) {
      return Promise.reject(new FrameError('full', 'too many requests wait for this process'))
    }
    const id = this.#nextId
    this.#nextId = id === 0xffffffff ? 1 : id + 1
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#settle(id)?.reject(new FrameError('timeout', `no answer within ${timeoutMs} ms`)), timeoutMs)
      // In flight from this moment on, connected or not: whoever waits for `idle` must not close the connection under it.
      const waiting: Waiting = { resolve, reject, timer, bytes: body.length, sent: false }
      this.#waiting.set(id, waiting)
      this.#bytes += body.length
      const send = (write: (frame: Buffer) => void) => {
        if (!this.#waiting.has(id)) return
        waiting.sent = true
        write(encodeFrame(id, head, body))
      }
      if (this.#write) send(this.#write)
      // The end of the connection has told everyone already.
      else this.#connect().then(send, () => undefined)
    })
  }

  /** Resolves when no request is in flight. */
  idle(): Promise<void> {
    return this.#waiting.size === 0 ? Promise.resolve() : new Promise((resolve) => this.#idleWaiters.push(resolve))
  }

  close(): void {
    this.#socket?.destroy()
  }

  #connect(): Promise<(frame: Buffer) => void> {
    if (this.#connection) return this.#connection
    const connection = new Promise<(frame: Buffer) => void>((resolve, reject) => {
      const socket = connect(this.#path)
      this.#socket = socket
      // A timer of the socket would also end connections that are merely quiet.
      const timer = setTimeout(() => socket.destroy(new Error('connection timed out')), CONNECT_TIMEOUT_MS)
      let problem = 'the process closed the connection'
      socket.on('error', (error) => {
        problem = error.message
      })
      socket.on('connect', () => {
        clearTimeout(timer)
        readFrames<ResponseHead>(socket, (frame) => this.#answer(frame))
        this.#write = frameWriter(socket)
        resolve(this.#write)
      })
      socket.on('close', () => {
        clearTimeout(timer)
        this.#connection = undefined
        this.#socket = undefined
        this.#write = undefined
        reject(new FrameError('unreachable', problem))
        for (const [id, { sent }] of [...this.#waiting]) this.#settle(id)?.reject(new FrameError(sent ? 'lost' : 'unreachable', problem))
      })
    })
    this.#connection = connection
    return connection
  }

  #answer({ id, head, body }: Frame<ResponseHead>): void {
    // A late answer to a request that timed out is dropped.
    this.#settle(id)?.resolve({ head, body })
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id)
    if (!waiting) return undefined
    clearTimeout(waiting.timer)
    this.#waiting.delete(id)
    this.#bytes -= waiting.bytes
    if (this.#waiting.size === 0) {
      for (const resolve of this.#idleWaiters) resolve()
      this.#idleWaiters = []
    }
    return waiting
  }
}
