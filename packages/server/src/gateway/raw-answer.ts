/** An answer on a connection that has left Node's HTTP server (CONNECT, upgrades, what its parser refused); the connection ends with it. */

import type { Duplex } from 'node:stream'
import { http } from './http.ts'

/** `sentence` is for a person; `header` a whole header line with its line end. */
export function endWith(socket: Duplex, status: number, sentence = '', header = ''): void {
  const text = sentence && `${sentence}\n`
  const head = `HTTP/1.1 ${status} ${http.STATUS_CODES[status] ?? 'Refused'}\r\n${header}Content-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n`
  socket.end(head + text, () => socket.destroy())
}
