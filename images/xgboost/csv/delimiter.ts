/** What Python's csv.Sniffer prefers when several characters could be the delimiter. */
const PREFERRED = [',', '\t', ';', ' ', ':']

/** Longer first lines than this are cut before quotes are looked for: the expressions backtrack. */
const MAX_SAMPLE = 65_536

const quoted = [
  /(?<delimiter>[^\w\n"'])(?<space> ?)(?<quote>["']).*?\k<quote>\k<delimiter>/gm,
  /(?:^|\n)(?<quote>["']).*?\k<quote>(?<delimiter>[^\w\n"'])(?<space> ?)/gm,
  /(?<delimiter>[^\w\n"'])(?<space> ?)(?<quote>["']).*?\k<quote>(?:$|\n)/gm,
]

/**
 * The delimiter of one line of CSV as Python's `csv.Sniffer().sniff(line)` finds it, which the images use for training and inference alike; undefined when
 * there is none. With a single line every character is equally consistent: the preferred ones win, then the most frequent.
 */
export function sniffDelimiter(line: string): string | undefined {
  const sample = line.slice(0, MAX_SAMPLE)
  return delimiterOfQuotes(sample) ?? delimiterByFrequency(sample)
}

function delimiterOfQuotes(sample: string): string | undefined {
  if (!/["']/.test(sample)) return undefined
  for (const expression of quoted) {
    const counts = new Map<string, number>()
    for (const match of sample.matchAll(expression)) {
      const delimiter = match.groups?.delimiter as string
      counts.set(delimiter, (counts.get(delimiter) ?? 0) + 1)
    }
    if (counts.size > 0) return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0]
  }
  return undefined
}

function delimiterByFrequency(sample: string): string | undefined {
  const counts = new Map<string, number>()
  for (const character of sample) if (character < '\x7f' && character !== '\n') counts.set(character, (counts.get(character) ?? 0) + 1)
  if (counts.size === 0) return undefined
  if (counts.size > 1) {
    const preferred = PREFERRED.find((character) => counts.has(character))
    if (preferred) return preferred
  }
  return [...counts].reduce((best, next) => (next[1] > best[1] || (next[1] === best[1] && next[0] > best[0]) ? next : best))[0]
}
