/** Sections of the AWS clients' INI files: read, replaced and removed without touching anything else in them. */

interface Place {
  readonly lines: readonly string[]
  /** -1: there is no such section. */
  readonly start: number
  /** The line after its last. */
  readonly end: number
}

function placeOf(text: string, section: string): Place {
  const lines = text.split('\n')
  const start = lines.findIndex((line) => line.trim() === `[${section}]`)
  const next = lines.findIndex((line, index) => index > start && line.trim().startsWith('['))
  return { lines, start, end: next < 0 ? lines.length : next }
}

/** The text with one section replaced or added at the end; every other line stays as it is. @param content the whole section, its head included */
export function replaceSection(text: string, section: string, content: string): string {
  const { lines, start, end } = placeOf(text, section)
  if (start < 0) return `${text.trimEnd()}${text.trim() ? '\n\n' : ''}${content}\n`
  const rest = end === lines.length ? [] : ['', ...lines.slice(end)]
  return `${[...lines.slice(0, start), content, ...rest].join('\n').trimEnd()}\n`
}

export function removeSection(text: string, section: string): string {
  const { lines, start, end } = placeOf(text, section)
  if (start < 0) return text
  const left = [...lines.slice(0, start), ...lines.slice(end)].join('\n').trim()
  return left === '' ? '' : `${left}\n`
}

/** Its values by name; undefined when there is no such section. */
export function readSection(text: string, section: string): Readonly<Record<string, string>> | undefined {
  const { lines, start, end } = placeOf(text, section)
  if (start < 0) return undefined
  const pairs = lines.slice(start + 1, end).flatMap((line) => {
    const match = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line)
    return match ? [[match[1] as string, match[2] as string] as const] : []
  })
  return Object.fromEntries(pairs)
}
