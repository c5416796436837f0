/** Policy documents: IAM answers them URL-encoded. */
import { indented } from '../../lib/indented.ts'

export function readable(document: string | undefined): string {
  if (document === undefined) return ''
  return indented(/^%7B/i.test(document) ? decodeURIComponent(document) : document)
}

interface Statement {
  readonly Principal?: string | Readonly<Record<string, string | readonly string[]>>
}

/** Whom a trust policy lets take the role: services, accounts, ARNs. */
export function trustedEntities(document: string | undefined): string[] {
  try {
    const { Statement: given = [] } = JSON.parse(readable(document)) as { Statement?: Statement | readonly Statement[] }
    const statements = Array.isArray(given) ? (given as readonly Statement[]) : [given as Statement]
    return [...new Set(statements.flatMap(({ Principal = {} }) => (typeof Principal === 'string' ? [Principal] : Object.values(Principal).flat())))]
  } catch {
    return []
  }
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
