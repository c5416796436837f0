/** ARNs match part by part: a wildcard stays in its part, but one at the end of a shorter pattern takes the rest, colons and all. */
import { compilePattern, type Keys, matchesPattern, type Pattern, type PatternOptions, resolve, splitPattern } from './glob.ts'

/** partition, service, region and account stand between `arn` and the resource, which may hold colons itself. */
const PARTS = 6

export interface ArnPattern {
  readonly parts: readonly Pattern[]
  /** A pattern without colons, such as `*`, is matched against the whole text. */
  readonly whole: Pattern | undefined
}

export function compileArn(source: string, options: PatternOptions): ArnPattern {
  const pattern = compilePattern(source, options)
  const parts = splitPattern(pattern, PARTS)
  return parts.length === 1 ? { parts: [], whole: pattern } : { parts, whole: undefined }
}

function splitText(text: string, parts: number): string[] {
  const split: string[] = []
  let at = 0
  while (split.length < parts - 1) {
    const colon = text.indexOf(':', at)
    if (colon < 0) break
    split.push(text.slice(at, colon))
    at = colon + 1
  }
  split.push(text.slice(at))
  return split
}

export function matchesArn(pattern: ArnPattern, arn: string, keys: Keys): boolean {
  if (pattern.whole) {
    const whole = resolve(pattern.whole, keys)
    return whole !== undefined && matchesPattern(whole, arn)
  }
  const { parts } = pattern
  // `arn:aws:s3*`: the star at the end of a pattern with too few parts reaches beyond its colon.
  const endsOpen = parts.at(-1)?.at(-1)?.kind === 'any'
  const texts = splitText(arn, parts.length < PARTS && endsOpen ? parts.length : PARTS)
  if (texts.length !== parts.length) return false
  return parts.every((part, index) => {
    const resolved = resolve(part, keys)
    return resolved !== undefined && matchesPattern(resolved, texts[index] as string)
  })
}
