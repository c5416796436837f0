/** Colours and widths of the terminal; plain text when it is none. */
const coloured = process.stdout.isTTY === true && !process.env.NO_COLOR

const paint = (code: string) => (text: string) => (coloured ? `\u001b[${code}m${text}\u001b[0m` : text)

export const style = { bold: paint('1'), dim: paint('2'), red: paint('31'), green: paint('32'), yellow: paint('33'), blue: paint('36') }

/** Cells that a text takes on a terminal: East Asian wide characters take two. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) {
    const code = character.codePointAt(0) as number
    width += isWide(code) ? 2 : 1
  }
  return width
}

// Ranges of Unicode's East Asian Width W and F that our texts can hold: CJK punctuation, kana, ideographs, Hangul, full-width forms.
const isWide = (code: number) =>
  (code >= 0x1100 && code <= 0x115f) ||
  (code >= 0x2e80 && code <= 0xa4cf) ||
  (code >= 0xac00 && code <= 0xd7a3) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xff00 && code <= 0xff60)

export const padTo = (text: string, width: number) => text + ' '.repeat(Math.max(0, width - displayWidth(text)))

/** `1.2 s`, `2 min 05 s`. @param ms milliseconds */
export function duration(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
}

/** What a text from a job or notebook may not do to the terminal: control characters other than TAB become visible. */
export const printable = (text: string) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '·')

/** Without the colours that a kernel paints its tracebacks with. */
export const plain = (text: string) => text.replace(/\u001b\[[0-9;]*m/g, '')
