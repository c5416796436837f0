/** A statement's Action element, sorted so that asking for one action does not look at thousands of others (AWS's own ReadOnlyAccess names that many). */
import { compilePattern, matchesPattern, type Pattern } from './glob.ts'

/** Takes an action in lower case. */
export type ActionMatcher = (lowerAction: string) => boolean

/** Actions know no case and no variables; `*` and `?` stand anywhere in them. */
export function compileActions(actions: readonly string[]): ActionMatcher {
  const exact = new Set<string>()
  const byService = new Map<string, Pattern[]>()
  const anywhere: Pattern[] = []
  for (const action of actions) {
    const lower = action.toLowerCase()
    if (!/[*?]/.test(lower)) {
      exact.add(lower)
      continue
    }
    const pattern = compilePattern(lower, { wildcards: true, variables: false })
    const service = lower.slice(0, lower.indexOf(':'))
    if (lower.indexOf(':') < 0 || /[*?]/.test(service)) anywhere.push(pattern)
    else {
      const known = byService.get(service)
      if (known) known.push(pattern)
      else byService.set(service, [pattern])
    }
  }
  return (action) => {
    if (exact.has(action)) return true
    for (const pattern of anywhere) if (matchesPattern(pattern, action)) return true
    const ofService = byService.get(action.slice(0, action.indexOf(':')))
    if (ofService) for (const pattern of ofService) if (matchesPattern(pattern, action)) return true
    return false
  }
}
