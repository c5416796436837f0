/**
 * Frames between the gateway and a serving program over one Unix socket: no HTTP, many requests in flight, writes of one loop turn joined.
 *
 *   frame = u32 length of the rest | u32 id | u16 length of head | head (JSON, UTF-8) | body bytes      all big-endian
 */
import type { Socket } from 'node:net'

export interface RequestHead {
  /** `/ping`, `/invocations`, `/execution-parameters`, and for several models in one container `/models…` (AWS: "Custom containers contract for multi-model endpoints"). */
  readonly path: string
  /** Only `/models…` tells its requests apart by it; absent is GET there. */
  readonly method?: 'GET' | 'POST' | 'DELETE'
  readonly contentType?: string
  readonly accept?: string
  readonly customAttributes?: string
  readonly targetModel?: string
}

export interface ResponseHead {
  readonly status: number
  readonly contentType?: string
  readonly customAttributes?: string
}

export interface Frame<Head> {
  readonly id: number
  readonly head: Head
  readonly body: Buffer
}

const FIXED = 10

/** Larger frames than this close the connection: no peer of ours sends them (100 MB is the largest payload of a transform). */
export const MAX_FRAME_BYTES = 110 * 1024 * 1024

export function encodeFrame(id: number, head: RequestHead | ResponseHead, body: Uint8Array): Buffer {
  const text = Buffer.from(JSON.stringify(head))
  const frame = Buffer.allocUnsafe(FIXED + text.length + body.length)
  frame.writeUInt32BE(frame.length - 4, 0)
  frame.writeUInt32BE(id, 4)
  frame.writeUInt16BE(text.length, 8)
  frame.set(text, FIXED)
  frame.set(body, FIXED + text.length)
  return frame
}

/** Calls back for every whole frame that arrives; destroys the socket on a frame that cannot be one. */
export function readFrames<Head>(socket: Socket, onFrame: (frame: Frame<Head>) => void): void {
  let parts: Buffer[] = []
  let held = 0
  let wanted = 4
  socket.on('data', (chunk: Buffer) => {
    parts.push(chunk)
    held += chunk.length
    if (held < wanted) return
    let bytes = parts.length === 1 ? chunk : Buffer.concat(parts, held)
    wanted = 4
    while (bytes.length >= 4) {
      const length = bytes.readUInt32BE(0)
      if (length < FIXED - 4 || length > MAX_FRAME_BYTES) {
        socket.destroy(new Error(`frame of ${length} bytes`))
        return
      }
      if (bytes.length < length + 4) {
        wanted = length + 4
        break
      }
      const headEnd = FIXED + bytes.readUInt16BE(8)
      if (headEnd > length + 4) {
        socket.destroy(new Error('frame whose head is longer than itself'))
        return
      }
      onFrame({ id: bytes.readUInt32BE(4), head: JSON.parse(bytes.toString('utf8', FIXED, headEnd)) as Head, body: bytes.subarray(headEnd, length + 4) })
      bytes = bytes.subarray(length + 4)
    }
    parts = bytes.length > 0 ? [bytes] : []
    held = bytes.length
  })
}

/** A writer that joins the frames of one loop turn into one write. */
export function frameWriter(socket: Socket): (frame: Buffer) => void {
  let queued: Buffer[] = []
  const flush = () => {
    const frames = queued
    queued = []
    if (!socket.destroyed) socket.write(frames.length === 1 ? (frames[0] as Buffer) : Buffer.concat(frames))
  }
  return (frame) => {
    if (queued.push(frame) === 1) setImmediate(flush)
  }
}
