/** The table that AWS's hands-on downloads, made from the UCI Bank Marketing data that the project carries (samples/data/LICENSE.md). */
import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'

/** Where AWS publishes the table; Kenja's local mirror answers for it. */
export const bankCleanUrl =
  'https://d1.awsstatic.com/tmt/build-train-deploy-machine-learning-model-sagemaker/bank_clean.27f01fbbdf43271788427f3682996ae29ceca05d.csv'

export const bankCleanSha256 = '40b48aa520944b6e3ad7d43c71719bbe093d79605478ca4349263800a53847ef'

/** The call's duration is known only after the call; the five indicators describe the economy, not the customer. */
const DROPPED = new Set(['duration', 'emp.var.rate', 'cons.price.idx', 'cons.conf.idx', 'euribor3m', 'nr.employed'])
const NUMBERS = new Set(['age', 'campaign', 'pdays', 'previous'])
/** What the source writes for a customer who was never called before. */
const NEVER_CONTACTED = '999'
const NOT_WORKING = new Set(['student', 'retired', 'unemployed'])

interface Column {
  readonly name: string
  readonly valueAt: (row: readonly string[]) => string
}

/**
 * Derives the table from the compressed source: 41,188 rows; an unnamed index, numbers as they are, two derived columns, every category as 0 or 1.
 * Throws when the result is not, to the byte, the table that the published results were made with.
 */
export function deriveBankClean(gzipped: Uint8Array): Buffer {
  const [header = [], ...rows] = gunzipSync(gzipped)
    .toString('latin1')
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.split(';').map((cell) => cell.replaceAll('"', '')))
  const columns = tableColumns(header, rows)
  const lines = rows.map((row, index) => `${index},${columns.map((column) => column.valueAt(row)).join(',')}`)
  const table = Buffer.from(`,${columns.map(({ name }) => name).join(',')}\n${lines.join('\n')}\n`)
  const sha256 = createHash('sha256').update(table).digest('hex')
  if (sha256 !== bankCleanSha256) throw new Error(`The table derived from the Bank Marketing data has sha256 ${sha256} instead of ${bankCleanSha256}.`)
  return table
}

function tableColumns(header: readonly string[], rows: readonly (readonly string[])[]): Column[] {
  const cell = (name: string) => {
    const at = header.indexOf(name)
    return (row: readonly string[]) => row[at] as string
  }
  const kept = header.filter((name) => !DROPPED.has(name))
  const pdays = cell('pdays')
  const job = cell('job')
  return [
    ...kept.filter((name) => NUMBERS.has(name)).map((name) => ({ name, valueAt: cell(name) })),
    { name: 'no_previous_contact', valueAt: (row) => flag(pdays(row) === NEVER_CONTACTED) },
    { name: 'not_working', valueAt: (row) => flag(NOT_WORKING.has(job(row))) },
    ...kept
      .filter((name) => !NUMBERS.has(name))
      .flatMap((name) => {
        const value = cell(name)
        const categories = [...new Set(rows.map(value))].sort()
        return categories.map((category) => ({ name: `${name}_${category}`, valueAt: (row: readonly string[]) => flag(value(row) === category) }))
      }),
  ]
}

const flag = (value: boolean): string => (value ? '1' : '0')
