/** CRC-32C (Castagnoli), reflected, slice-by-8. Check value of "123456789": e3069283. */
export const CRC32C_POLYNOMIAL = 0x82f63b78

const tables = makeTables()

function makeTables(): Uint32Array[] {
  const made = Array.from({ length: 8 }, () => new Uint32Array(256))
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ CRC32C_POLYNOMIAL : crc >>> 1
    ;(made[0] as Uint32Array)[byte] = crc
  }
  for (let slice = 1; slice < 8; slice++) {
    const [previous, current, first] = [made[slice - 1], made[slice], made[0]] as [Uint32Array, Uint32Array, Uint32Array]
    for (let byte = 0; byte < 256; byte++) {
      const crc = previous[byte] as number
      current[byte] = (crc >>> 8) ^ (first[crc & 255] as number)
    }
  }
  return made
}

/** Continues from `value` (0 at the start), as `zlib.crc32` does. Answers an unsigned 32-bit number. */
export function crc32c(data: Uint8Array, value = 0): number {
  const [t0, t1, t2, t3, t4, t5, t6, t7] = tables as [Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array]
  const whole = data.length & ~7
  let crc = ~value
  let i = 0
  for (; i < whole; i += 8) {
    crc =
      (t7[(crc ^ (data[i] as number)) & 255] as number) ^
      (t6[((crc >>> 8) ^ (data[i + 1] as number)) & 255] as number) ^
      (t5[((crc >>> 16) ^ (data[i + 2] as number)) & 255] as number) ^
      (t4[((crc >>> 24) ^ (data[i + 3] as number)) & 255] as number) ^
      (t3[data[i + 4] as number] as number) ^
      (t2[data[i + 5] as number] as number) ^
      (t1[data[i + 6] as number] as number) ^
      (t0[data[i + 7] as number] as number)
  }
  for (; i < data.length; i++) crc = (crc >>> 8) ^ (t0[(crc ^ (data[i] as number)) & 255] as number)
  return ~crc >>> 0
}
