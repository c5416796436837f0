/** A text as a QR code, as a PNG of two colours. */
import { createRequire } from 'node:module'
import { crc32, deflateSync } from 'node:zlib'
import type Library from 'qrcode-generator'

const require = createRequire(import.meta.url)

/** Pixels a module, and modules of white around the code (ISO 18004 asks for four). */
const SCALE = 6
const MARGIN = 4

/** The smallest code that holds the text, with medium error correction (15 %). Throws for more than 2,331 bytes. */
export function qrCode(text: string): Buffer {
  // Loaded when the first device is made: most servers make none.
  const make = require('qrcode-generator') as typeof Library
  const code = make(0, 'M')
  code.addData(text, 'Byte')
  code.make()
  return png(code.getModuleCount() + 2 * MARGIN, (row, column) => isInside(code, row, column) && code.isDark(row - MARGIN, column - MARGIN))
}

function isInside(code: { getModuleCount(): number }, row: number, column: number): boolean {
  const last = code.getModuleCount() + MARGIN
  return row >= MARGIN && row < last && column >= MARGIN && column < last
}

/** PNG with one bit a pixel (greyscale: 0 is black), without filters. */
function png(modules: number, isDark: (row: number, column: number) => boolean): Buffer {
  const side = modules * SCALE
  const lineBytes = 1 + Math.ceil(side / 8)
  const pixels = Buffer.alloc(lineBytes * side)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const at = y * lineBytes + 1 + (x >> 3)
      if (!isDark(Math.floor(y / SCALE), Math.floor(x / SCALE))) pixels[at] = (pixels[at] as number) | (0x80 >> (x & 7))
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(body.length + 8)
  frame.writeUInt32BE(data.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), body.length + 4)
  return frame
}
