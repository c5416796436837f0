/** As little of an HTTP client as a load generator needs: one connection, one request at a time, answers with Content-Length or in chunks. */
import { connect, type Socket } from 'node:net'

export interface Answer {
  readonly status: number
  /** Of the body. Its first bytes are kept, up to 64 KiB. */
  readonly bytes: number
  readonly text: string
}

const HEAD_END = Buffer.from('\r\n\r\n')
const KEPT = 65_536

export class Connection {
  readonly #socket: Socket
  #held: Buffer = Buffer.alloc(0)
  #answer: ((answer: Answer) => void) | undefined
  #fail: ((error: Error) => void) | undefined
  #left = -1
  #chunked = false
  #status = 0
  #bytes = 0
  #kept: Buffer[] = []

  constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (chunk) => this.#take(chunk))
    socket.on('error', (error) => this.#fail?.(error))
    socket.on('close', () => this.#fail?.(new Error('the server closed the connection')))
  }

  static open(host: string, port: number): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host, port, noDelay: true })
      socket.once('error', reject)
      socket.once('connect', () => {
        socket.off('error', reject)
        resolve(new Connection(socket))
      })
    })
  }

  send(request: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#answer = resolve
      this.#fail = reject
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#fail = undefined
    this.#socket.destroy()
  }

  #take(chunk: Buffer): void {
    if (this.#left < 0 && !this.#chunked) {
      this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk])
      const end = this.#held.indexOf(HEAD_END)
      if (end < 0) return
      const head = this.#held.toString('latin1', 0, end)
      this.#status = Number(head.slice(9, 12))
      this.#bytes = 0
      this.#kept = []
      const length = /\r\ncontent-length: *(\d+)/i.exec(head)
      this.#chunked = length === null
      this.#left = length ? Number(length[1]) : 0
      const rest = this.#held.subarray(end + 4)
      this.#held = Buffer.alloc(0)
      this.#body(rest)
    } else this.#body(chunk)
  }

  #body(chunk: Buffer): void {
    if (chunk.length > 0 && this.#bytes < KEPT) this.#kept.push(chunk)
    this.#bytes += chunk.length
    this.#left -= chunk.length
    const done = this.#chunked ? chunk.toString('latin1', Math.max(0, chunk.length - 7)).endsWith('0\r\n\r\n') : this.#left <= 0
    if (!done) return
    this.#left = -1
    this.#chunked = false
    this.#answer?.({ status: this.#status, bytes: this.#bytes, text: Buffer.concat(this.#kept).subarray(0, KEPT).toString() })
  }
}
