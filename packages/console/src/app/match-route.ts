/** Paths of pages: `/sagemaker/models/:name`. */
export interface Matched {
  readonly parameters: Readonly<Record<string, string>>
}

/** `:name` stands for one part of the path (decoded), a closing `*` for the rest (under the name `rest`, decoded, may be empty). */
export function matchPath(pattern: string, path: string): Matched | undefined {
  const wanted = pattern.split('/')
  const given = path.replace(/\/$/, '').split('/')
  const parameters: Record<string, string> = {}
  for (const [at, part] of wanted.entries()) {
    if (part === '*') {
      const rest = path.split('/').slice(at).map(decode)
      return rest.includes(undefined) ? undefined : { parameters: { ...parameters, rest: rest.join('/') } }
    }
    const value = given[at]
    if (value === undefined) return undefined
    if (!part.startsWith(':')) {
      if (part !== value) return undefined
      continue
    }
    const decoded = decode(value)
    if (!decoded) return undefined
    parameters[part.slice(1)] = decoded
  }
  return given.length === wanted.length ? { parameters } : undefined
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
