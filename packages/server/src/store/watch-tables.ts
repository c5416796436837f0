/** Counts changes to some tables, so that what was worked out from them can be forgotten in time. Nobody who writes to them has to remember it. */
import type { Database } from '../operation.ts'

export interface Watch {
  /** Another number after every insert, update and delete of a watched table. A change rolled back may count too. */
  version(): number
}

/** `name` becomes part of names in SQL: a letter and letters. Tables made later than this call are not seen. */
export function watchTables({ raw }: Database, name: string, isWatched: (table: string) => boolean): Watch {
  if (!/^[a-z]+$/.test(name)) throw new Error(`"${name}" is no name for a watch.`)
  let version = 0
  raw.function(`${name}_changed`, () => {
    version += 1
    return null
  })
  const tables = raw.prepare("SELECT name FROM main.sqlite_master WHERE type = 'table'").all() as { name: string }[]
  for (const { name: table } of tables.filter((found) => isWatched(found.name))) {
    for (const event of ['INSERT', 'UPDATE', 'DELETE']) {
      // Temporary: they are this connection's, and no part of the database's own schema.
      raw.exec(`CREATE TEMP TRIGGER IF NOT EXISTS ${name}_${event.toLowerCase()}_${table} AFTER ${event} ON main.${table} BEGIN SELECT ${name}_changed(); END`)
    }
  }
  return { version: () => version }
}
