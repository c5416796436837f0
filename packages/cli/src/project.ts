/** The checkout that this command belongs to. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const projectRoot = resolve(import.meta.dirname, '../../..')

export const inProject = (...parts: string[]) => join(projectRoot, ...parts)

/** From package.json. */
export function version(): string {
  return (JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as { version: string }).version
}
