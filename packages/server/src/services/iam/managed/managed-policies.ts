/** AWS's own managed policies that Kenja knows; `make.py` writes the data. A document is read when it is first asked for. */
import { readFileSync } from 'node:fs'
import type { PolicyRecord, PolicyVersionRecord } from '../policy/policy.ts'

interface Entry {
  readonly name: string
  readonly path: string
  readonly arn: string
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
}

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')

let index: ReadonlyMap<string, Entry> | undefined
const documents = new Map<string, string>()

function entries(): ReadonlyMap<string, Entry> {
  index ??= new Map((JSON.parse(read('index.json')) as Entry[]).map((entry) => [entry.arn, entry]))
  return index
}

/** IAM's real ids are not published: these have their shape and stay the same for ever. */
const idOf = (position: number) => `ANPAKENJAMANAGED${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[Math.floor(position / 26)]}${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[position % 26]}AAA`

const toRecord = (entry: Entry, position: number): PolicyRecord => ({
  arn: entry.arn,
  name: entry.name,
  path: entry.path,
  id: idOf(position),
  description: undefined,
  createdAt: new Date(entry.createdAt),
  updatedAt: new Date(entry.updatedAt),
  defaultVersion: entry.version,
})

export const managedPolicies = (): PolicyRecord[] => [...entries().values()].map(toRecord)

export const findManaged = (arn: string): PolicyRecord | undefined => managedPolicies().find((policy) => policy.arn === arn)

/** Only the newest version is known. */
export function managedDocument(arn: string): PolicyVersionRecord | undefined {
  const entry = entries().get(arn)
  if (!entry) return undefined
  const document = documents.get(arn) ?? read(`documents/${entry.name}.json`).trim()
  documents.set(arn, document)
  return { version: entry.version, document, createdAt: new Date(entry.updatedAt) }
}
