/** `*` and `?` as policies use them. Never more than (pattern × text) steps; nothing here becomes a regular expression. */

export const hasWildcard = (text: string): boolean => text.includes('*') || text.includes('?')

/** Whether the whole of `text` is what `pattern` says, letter by letter. */
export function matchesWildcards(pattern: string, text: string): boolean {
  let at = 0
  let next = 0
  let star = -1
  let resume = 0
  while (at < text.length) {
    const wanted = pattern[next]
    if (wanted === '*') {
      star = next++
      resume = at
    } else if (wanted === '?' || wanted === text[at]) {
      next++
      at++
    } else if (star >= 0) {
      next = star + 1
      at = ++resume
    } else return false
  }
  while (pattern[next] === '*') next++
  return next === pattern.length
}
