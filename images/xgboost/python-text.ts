/** Texts as Python prints them: log lines, error texts and answers of the images are Python's. */

/** `str(float)` of a double: shortest digits, `1e-05` below 1e-4, `1e+16` from 1e16 on, `.0` on whole numbers. */
export function pythonFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  const size = Math.abs(value)
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    const [digits, exponent] = value.toExponential().split('e') as [string, string]
    const power = Number(exponent)
    return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
  }
  const text = Object.is(value, -0) ? '-0' : String(value)
  return text.includes('.') ? text : `${text}.0`
}

/** `repr` of a list of strings or numbers: `['a', 'b']`. */
export const pythonList = (values: readonly (string | number)[]): string =>
  `[${values.map((value) => (typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : value)).join(', ')}]`

/** `'%g' % value`: six significant digits, no trailing zeros. */
export function percentG(value: number): string {
  if (!Number.isFinite(value)) return pythonFloat(value)
  if (value === 0) return '0'
  const [digits, exponent] = value.toExponential(5).split('e') as [string, string]
  const power = Number(exponent)
  if (power < -4 || power >= 6) return `${trimZeros(digits)}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`
  return trimZeros(percentF(value, 5 - power))
}

const trimZeros = (digits: string) => (digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits)

/** `'%.<digits>f' % value`, for values below 1e21. C rounds exact halves to the even digit (1/64 is `0.01562`), JavaScript's toFixed away from zero. */
export function percentF(value: number, digits: number): string {
  if (!Number.isFinite(value)) return pythonFloat(value)
  const rounded = value.toFixed(digits)
  const exact = Math.abs(value).toFixed(100)
  const cut = exact.indexOf('.') + 1 + digits
  if (!/^50*$/.test(exact.slice(cut))) return rounded
  const below = exact.slice(0, digits === 0 ? cut - 1 : cut)
  return Number(below.at(-1)) % 2 === 0 ? `${value < 0 ? '-' : ''}${below}` : rounded
}
