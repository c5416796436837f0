/** A failing case made small: members, items and characters are left out as long as it still fails the same way. */

const MOST_TRIES = 400

/** Every value that is `value` with one thing less, the largest pieces first. */
function* smaller(value: unknown): Iterable<unknown> {
  if (Array.isArray(value)) {
    if (value.length > 1) yield value.slice(0, 1)
    for (let at = 0; at < value.length; at++) yield value.filter((_, index) => index !== at)
    for (let at = 0; at < value.length; at++) for (const part of smaller(value[at])) yield value.map((item, index) => (index === at ? part : item))
  } else if (typeof value === 'string') {
    if (value.length > 1) {
      yield value.slice(0, Math.ceil(value.length / 2))
      yield value.slice(Math.floor(value.length / 2))
    }
  } else if (typeof value === 'object' && value !== null && !(value instanceof Date) && !(value instanceof Uint8Array)) {
    const entries = Object.entries(value)
    for (const [name] of entries) yield Object.fromEntries(entries.filter(([other]) => other !== name))
    for (const [name, part] of entries) for (const less of smaller(part)) yield { ...value, [name]: less }
  }
}

/** `failure` runs a case and answers how it fails, undefined when it does not. What fails otherwise than the whole case did does not count. */
export async function shrunk<Case>(whole: Case, failure: (of: Case) => Promise<string | undefined>): Promise<Case> {
  const kindOf = (message: string | undefined) => message?.slice(0, 24)
  const kind = kindOf(await failure(whole))
  if (kind === undefined) return whole
  let smallest = whole
  let tries = 0
  for (let found = true; found && tries < MOST_TRIES; ) {
    found = false
    for (const less of smaller(smallest)) {
      if (++tries > MOST_TRIES) break
      if (kindOf(await failure(less as Case)) !== kind) continue
      smallest = less as Case
      found = true
      break
    }
  }
  return smallest
}
