/** What an action's call is about, from AWS's Service Authorization Reference (`tables/`): its resources and its condition keys. */
import { readFileSync } from 'node:fs'

export interface ActionEntry {
  /** Read, List, Write, Tagging, `Permissions management`; several joined by `, `. */
  readonly level: string
  /** Resource types that every call has. */
  readonly needs: readonly string[]
  /** Resource types that a call may have. */
  readonly may: readonly string[]
  /** Positions in the table's `keys`. */
  readonly keys: readonly number[]
}

/** A file of `tables/`. */
export interface Table {
  readonly keys: readonly string[]
  readonly types: Readonly<Record<string, { readonly arn: string; readonly keys: readonly number[] }>>
  readonly actions: Readonly<Record<string, ActionEntry>>
}

/** A resource type's ARN: text and variables by turns, beginning with text. */
export interface ArnTemplate {
  readonly texts: readonly string[]
  readonly variables: readonly string[]
  readonly required: boolean
}

export interface ActionFacts {
  readonly level: string
  readonly templates: readonly ArnTemplate[]
  /** Whether the call has this condition key (lower case) of the service's or of requests' and resources' tags. */
  hasKey(key: string): boolean
}

function templateOf(arn: string, required: boolean): ArnTemplate {
  const parts = arn.replace(/\$\{Partition\}/, 'aws').split(/\$\{(\w+)\}/)
  return { texts: parts.filter((_, index) => index % 2 === 0), variables: parts.filter((_, index) => index % 2 === 1), required }
}

/** `aws:RequestTag/${TagKey}` and its like are whole families of keys. */
function keyTest(names: readonly string[]): (key: string) => boolean {
  const lower = names.map((name) => name.toLowerCase())
  const exact = new Set(lower)
  const families = lower.flatMap((name) => /^(.*?[/:])(?:\$?[{<]|tag-key$)/.exec(name)?.[1] ?? [])
  return (key) => exact.has(key) || families.some((family) => key.startsWith(family))
}

function compile(table: Table, entry: ActionEntry): ActionFacts {
  const typeOf = (required: boolean) => (name: string) => {
    const type = table.types[name]
    return type ? [templateOf(type.arn, required)] : []
  }
  const keys = [...entry.keys, ...[...entry.needs, ...entry.may].flatMap((name) => table.types[name]?.keys ?? [])]
  return {
    level: entry.level,
    templates: [...entry.needs.flatMap(typeOf(true)), ...entry.may.flatMap(typeOf(false))],
    hasKey: keyTest([...new Set(keys)].map((position) => table.keys[position] as string)),
  }
}

const tables = new Map<string, Table | undefined>()
const facts = new Map<string, ActionFacts | undefined>()

function tableOf(prefix: string): Table | undefined {
  if (tables.has(prefix)) return tables.get(prefix)
  const table = /^[a-z0-9-]+$/.test(prefix) ? read(prefix) : undefined
  tables.set(prefix, table)
  return table
}

function read(prefix: string): Table | undefined {
  try {
    return JSON.parse(readFileSync(new URL(`tables/${prefix}.json`, import.meta.url), 'utf8')) as Table
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** `service:Action`; undefined for one that AWS's reference does not list. Only names that stand in our code are asked for: what is remembered stays small. */
export function factsOf(action: string): ActionFacts | undefined {
  if (facts.has(action)) return facts.get(action)
  const [prefix = '', name = ''] = action.split(':')
  const table = tableOf(prefix)
  const entry = table && Object.hasOwn(table.actions, name) ? table.actions[name] : undefined
  const compiled = table && entry && compile(table, entry)
  facts.set(action, compiled)
  return compiled
}
