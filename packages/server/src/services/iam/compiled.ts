/** Compiled policies by their text: the same documents are asked again and again. */
import { compilePolicy, type Policy, type PolicyKind } from './evaluate/policy.ts'

/** Texts are at most 10 KiB, but for a few of AWS's own. */
const MAX_KEPT = 500

const kept = new Map<string, Policy>()

/** Throws MalformedPolicy. */
export function compiled(text: string, kind: PolicyKind): Policy {
  const key = `${kind} ${text}`
  let policy = kept.get(key)
  if (policy) return policy
  policy = compilePolicy(text, kind)
  if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value as string)
  kept.set(key, policy)
  return policy
}
