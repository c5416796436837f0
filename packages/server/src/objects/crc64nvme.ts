/** CRC-64/NVME, reflected, slice-by-8 on two 32-bit halves (BigInt would be a hundred times slower). Check value of "123456789": ae8b14860a799888. */
export const CRC64NVME_POLYNOMIAL = 0x9a6c9329ac4bc9b5n

const LOW_POLYNOMIAL = 0xac4bc9b5
const HIGH_POLYNOMIAL = 0x9a6c9329

/** Entry `slice * 256 + byte`; the low and the high halves. */
const low = new Uint32Array(8 * 256)
const high = new Uint32Array(8 * 256)
fillTables()

function fillTables(): void {
  for (let byte = 0; byte < 256; byte++) {
    let lo = byte
    let hi = 0
    for (let bit = 0; bit < 8; bit++) {
      const odd = lo & 1
      lo = (lo >>> 1) | (hi << 31)
      hi >>>= 1
      if (odd) {
        lo ^= LOW_POLYNOMIAL
        hi ^= HIGH_POLYNOMIAL
      }
    }
    low[byte] = lo
    high[byte] = hi
  }
  for (let entry = 256; entry < 8 * 256; entry++) {
    const lo = low[entry - 256] as number
    const hi = high[entry - 256] as number
    low[entry] = ((lo >>> 8) | (hi << 24)) ^ (low[lo & 255] as number)
    high[entry] = (hi >>> 8) ^ (high[lo & 255] as number)
  }
}

/** A running CRC-64/NVME. */
export class Crc64Nvme {
  #lo = 0xffffffff
  #hi = 0xffffffff

  update(data: Uint8Array): this {
    const whole = data.length & ~7
    let lo = this.#lo
    let hi = this.#hi
    let i = 0
    for (; i < whole; i += 8) {
      const a = 1792 + ((lo ^ (data[i] as number)) & 255)
      const b = 1536 + (((lo >>> 8) ^ (data[i + 1] as number)) & 255)
      const c = 1280 + (((lo >>> 16) ^ (data[i + 2] as number)) & 255)
      const d = 1024 + (((lo >>> 24) ^ (data[i + 3] as number)) & 255)
      const e = 768 + ((hi ^ (data[i + 4] as number)) & 255)
      const f = 512 + (((hi >>> 8) ^ (data[i + 5] as number)) & 255)
      const g = 256 + (((hi >>> 16) ^ (data[i + 6] as number)) & 255)
      const h = ((hi >>> 24) ^ (data[i + 7] as number)) & 255
      lo =
        (low[a] as number) ^
        (low[b] as number) ^
        (low[c] as number) ^
        (low[d] as number) ^
        (low[e] as number) ^
        (low[f] as number) ^
        (low[g] as number) ^
        (low[h] as number)
      hi =
        (high[a] as number) ^
        (high[b] as number) ^
        (high[c] as number) ^
        (high[d] as number) ^
        (high[e] as number) ^
        (high[f] as number) ^
        (high[g] as number) ^
        (high[h] as number)
    }
    for (; i < data.length; i++) {
      const entry = (lo ^ (data[i] as number)) & 255
      lo = ((lo >>> 8) | (hi << 24)) ^ (low[entry] as number)
      hi = (hi >>> 8) ^ (high[entry] as number)
    }
    this.#lo = lo
    this.#hi = hi
    return this
  }

  /** Eight bytes, most significant first. */
  digest(): Buffer {
    const bytes = Buffer.allocUnsafe(8)
    bytes.writeUInt32BE(~this.#hi >>> 0, 0)
    bytes.writeUInt32BE(~this.#lo >>> 0, 4)
    return bytes
  }
}
