/** Bytes to a server and what it answers, without a client library that would refuse to send them. */
import { connect } from 'node:net'

export interface RawAnswer {
  /** 0 when the connection ended without an answer. */
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** After the first answer's headers; chunked bodies stay as they came. */
  readonly body: string
  /** Everything that came, one character a byte. */
  readonly text: string
  /** From sending to the end of the connection. */
  readonly ms: number
}

export interface SendOptions {
  /** Rejects when the connection has not ended by then. */
  readonly timeoutMs?: number
  /** Closes this half after so long: for bytes that may be no whole request, or leave the connection open. */
  readonly halfCloseAfterMs?: number
}

/** Sends the bytes and reads until the server closes the connection, as `Connection: close` asks it to. */
export function sendRaw(port: number, bytes: Uint8Array | string, { timeoutMs = 10_000, halfCloseAfterMs }: SendOptions = {}): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const begun = performance.now()
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
    const parts: Buffer[] = []
    const timer = setTimeout(() => {
      socket.destroy()
      reject(new Error(`no end within ${timeoutMs} ms after ${JSON.stringify(Buffer.concat(parts).toString('latin1').slice(0, 200))}`))
    }, timeoutMs)
    // A server that refuses early may reset what it does not read.
    socket.on('error', () => {})
    socket.on('data', (part) => parts.push(part))
    socket.on('end', () => socket.destroy())
    const closing = halfCloseAfterMs === undefined ? undefined : setTimeout(() => socket.end(), halfCloseAfterMs)
    socket.on('close', () => {
      clearTimeout(timer)
      clearTimeout(closing)
      resolve(parsed(Buffer.concat(parts).toString('latin1'), performance.now() - begun))
    })
    socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
  })
}

function parsed(text: string, ms: number): RawAnswer {
  const end = text.indexOf('\r\n\r\n')
  const [first = '', ...lines] = text.slice(0, Math.max(end, 0)).split('\r\n')
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]))
  return { status: Number(/^HTTP\/1\.1 (\d{3}) /.exec(`${first} `)?.[1] ?? 0), headers, body: end < 0 ? '' : text.slice(end + 4), text, ms }
}

/** The code of an AWS error in whichever protocol; undefined when there is none. */
export function errorCode({ headers, body }: RawAnswer): string | undefined {
  return headers['x-amzn-errortype'] ?? /<Code>([^<]+)<\/Code>/.exec(body)?.[1] ?? /"__type":"([^"]+)"/.exec(body)?.[1]
}
