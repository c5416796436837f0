/** Noto Sans JP comes along for systems that have no font for Japanese. It is loaded only there, and of it only the slices whose characters are shown. */

/** Kanji, kana, kanji: whatever a system draws for characters that no font has, it draws for all of them. */
const PROBES = ['賢', 'の', '鬱'] as const
const SIZE = 24

function drawn(context: CanvasRenderingContext2D, text: string): string {
  context.clearRect(0, 0, SIZE, SIZE)
  context.fillText(text, 0, SIZE - 4)
  return context.getImageData(0, 0, SIZE, SIZE).data.join()
}

/** Firefox draws a character's number where a font is missing, so its pictures differ; it is asked for the fonts that systems bring. */
const USUAL = ['Hiragino Sans', 'Yu Gothic', 'Meiryo', 'MS Gothic', 'Noto Sans CJK JP', 'Noto Sans JP', 'IPAGothic', 'IPAexGothic', 'TakaoPGothic', 'VL Gothic']

async function hasUsual(): Promise<boolean> {
  try {
    await new FontFace('kenja-probe', USUAL.map((name) => `local("${name}")`).join(', ')).load()
    return true
  } catch {
    return false
  }
}

async function hasJapaneseFont(): Promise<boolean> {
  if ('MozAppearance' in document.documentElement.style) return hasUsual()
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SIZE
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return true
  context.font = `${SIZE - 4}px sans-serif`
  return new Set(PROBES.map((text) => drawn(context, text))).size === PROBES.length
}

let asked = false

/** Adds the font's styles once, where they are needed. */
export async function bringJapaneseFont(): Promise<void> {
  if (asked) return
  asked = true
  const href = document.querySelector<HTMLMetaElement>('meta[name=kenja-japanese-font]')?.content
  if (!href || (await hasJapaneseFont())) return
  const link = document.createElement('link')
  link.rel = 'stylesheet'
  link.href = href
  document.head.append(link)
}
