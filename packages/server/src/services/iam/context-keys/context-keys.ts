/** Which condition keys policies ask for, in the case in which they write them: what a simulation should be given. */
import { compiled } from '../compiled.ts'
import { invalidInput } from '../errors.ts'
import { MalformedPolicy } from '../evaluate/policy.ts'

type Json = Record<string, unknown>

/** Every text in a value, however deep. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : []
}

/** `${aws:username}`, `${aws:PrincipalTag/team, 'none'}`; `${*}` and its like are letters, not keys. */
const variablesIn = (text: string): string[] =>
  [...text.matchAll(/\$\{([A-Za-z0-9-]+:[^},]{1,200}?)\s*(?:,[^}]{0,200})?\}/g)].map((match) => match[1] as string)

function keysOfDocument(text: string): string[] {
  const { Statement: statements } = JSON.parse(text) as { Statement: unknown }
  const list = (Array.isArray(statements) ? statements : [statements]) as Json[]
  return list.flatMap((statement) => {
    const conditions = Object.values((statement.Condition ?? {}) as Json) as Json[]
    return [...conditions.flatMap((keys) => Object.keys(keys)), ...texts(statement).flatMap(variablesIn)]
  })
}

/** In order, each once, whatever its case. Throws InvalidInput for a text that is no policy. */
export function contextKeyNames(documents: readonly string[]): string[] {
  for (const document of documents) {
    try {
      compiled(document, 'identity')
    } catch (error) {
      if (error instanceof MalformedPolicy) throw invalidInput(`Invalid policy document: ${error.message}`)
      throw error
    }
  }
  const byName = new Map(documents.flatMap(keysOfDocument).map((key) => [key.toLowerCase(), key]))
  return [...byName.values()].sort()
}
