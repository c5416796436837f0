/** Page tokens: opaque to callers, and refused when they are not ours. */
import { invalidNextToken } from './errors.ts'

export const writeToken = (position: readonly (string | number)[]): string => Buffer.from(JSON.stringify(position)).toString('base64url')

/** `shape` has one `typeof` for each element. Throws InvalidNextToken. */
export function readToken(token: string, shape: readonly ('string' | 'number')[]): readonly (string | number)[] {
  try {
    const position: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))
    if (Array.isArray(position) && position.length === shape.length && position.every((part, index) => typeof part === shape[index])) return position
  } catch {
    // Not JSON: refused like any other foreign token.
  }
  throw invalidNextToken()
}
