/** One API call written as AWS CLI, boto3, SageMaker Python SDK v2 and JavaScript. Pure text from the same input that the page sends. */
import { serviceNames } from './services.ts'

export interface ApiCall {
  /** As the JavaScript SDK's package or client names it: `sagemaker`, `cloudwatch-logs`, `CloudWatchLogs`. */
  readonly service: string
  /** As the API names it: `CreateModel`. */
  readonly operation: string
  readonly input: Readonly<Record<string, unknown>>
}

export interface ShownCall extends ApiCall {
  /** The same step as people write it with the SageMaker Python SDK v2, where it has more than its plain clients. */
  readonly sdkV2?: string
}

export const shownCall = (service: string, operation: string, input: ApiCall['input'], sdkV2?: string): ShownCall => ({
  service,
  operation,
  input,
  ...(sdkV2 !== undefined && { sdkV2 }),
})

/** A method of the SageMaker Python SDK v2's session, with one text. */
export const sessionMethod = (method: string, text: string): string => `import sagemaker\n\nsagemaker.Session().${method}(${JSON.stringify(text)})`

/** `CreateModel` → `create` + separator + `model`; runs of capitals are one word, as botocore has it. */
export const words = (name: string, separator: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, `$1${separator}$2`)
    .replace(/([A-Z]+)([A-Z][a-z])/g, `$1${separator}$2`)
    .toLowerCase()

/** Without what is not filled in. */
export function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pruned)
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array || value instanceof Date) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, pruned(member)]),
  )
}

/** For a POSIX shell. */
const quoted = (text: string): string => (/^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`)

function cliValue(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number') return String(value)
  if (value instanceof Date) return value.toISOString()
  return quoted(JSON.stringify(value))
}

/** The CLI takes such values for places to read from. */
const isPlace = (value: unknown): boolean => typeof value === 'string' && /^(https?|file|fileb):\/\//.test(value)

export function asCli({ service, operation, input }: ApiCall): string {
  const given = Object.entries(pruned(input) as object)
  const command = `aws ${serviceNames(service).cli} ${words(operation, '-')}`
  if (operation === 'InvokeEndpoint') return invokeByCli(command, given)
  if (given.some(([, value]) => isPlace(value))) return `${command} \\\n    --cli-input-json ${quoted(JSON.stringify(Object.fromEntries(given)))}`
  return [command, ...given.map(([name, value]) => cliOption(name, value))].join(' \\\n    ')
}

function cliOption(name: string, value: unknown): string {
  const option = `--${words(name, '-')}`
  if (typeof value === 'boolean') return value ? option : `--no-${words(name, '-')}`
  return `${option} ${cliValue(value)}`
}

/** The body is read from standard input, and the answer is written to standard output: so both major versions of the CLI take it. */
function invokeByCli(command: string, given: readonly (readonly [string, unknown])[]): string {
  const body = given.find(([name]) => name === 'Body')?.[1] ?? ''
  const options = given.filter(([name]) => name !== 'Body').map(([name, value]) => cliOption(name, value))
  return `printf '%s' ${quoted(String(body))} | ${[command, ...options, '--body fileb:///dev/stdin', '/dev/stdout'].join(' \\\n    ')}`
}

function python(value: unknown, indent: string): string {
  if (value === true || value === false) return value ? 'True' : 'False'
  if (value instanceof Date) return `datetime.fromisoformat(${JSON.stringify(value.toISOString().replace('Z', '+00:00'))})`
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]'
    return `[\n${value.map((one) => `${indent}    ${python(one, `${indent}    `)},\n`).join('')}${indent}]`
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
    if (members.length === 0) return '{}'
    return `{\n${members.map(([name, member]) => `${indent}    ${JSON.stringify(name)}: ${python(member, `${indent}    `)},\n`).join('')}${indent}}`
  }
  return JSON.stringify(value)
}

const hasDate = (value: unknown): boolean =>
  value instanceof Date || (typeof value === 'object' && value !== null && Object.values(value).some((member) => hasDate(member)))

/** `NAME.create_model(…)`, and what is printed of its answer. */
function pythonCall(variable: string, { operation, input }: ApiCall): string {
  const members = Object.entries(pruned(input) as object).map(([name, value]) => `    ${name}=${python(value, '    ')},\n`)
  const call = `${variable}.${words(operation, '_')}(${members.length > 0 ? `\n${members.join('')}` : ''})`
  const shown = operation === 'InvokeEndpoint' ? 'response["Body"].read().decode()' : 'response'
  return `response = ${call}\nprint(${shown})`
}

const imports = (given: unknown): string => (hasDate(given) ? 'from datetime import datetime\n\n' : '')

export function asBoto3(call: ApiCall): string {
  const { boto3 } = serviceNames(call.service)
  const variable = boto3.replaceAll('-', '_')
  return `${imports(call.input)}import boto3\n\n${variable} = boto3.client(${JSON.stringify(boto3)})\n${pythonCall(variable, call)}`
}

/** What the SageMaker Python SDK v2 has for single calls: its session's own clients. Undefined for services that it does not speak to. */
export function asSdkV2(call: ApiCall): string | undefined {
  const { javascript } = serviceNames(call.service)
  if (javascript !== 'sagemaker' && javascript !== 'sagemaker-runtime') return undefined
  const client = javascript === 'sagemaker' ? 'sagemaker_client' : 'sagemaker_runtime_client'
  return `${imports(call.input)}import sagemaker\n\nsession = sagemaker.Session()\n${pythonCall(`session.${client}`, call)}`
}

/** Dates as such; names without quotation marks where JavaScript does not need them. */
function javascript(value: unknown): string {
  return JSON.stringify(
    pruned(value),
    function (this: Readonly<Record<string, unknown>>, name, member) {
      return this[name] instanceof Date ? `\u0000${(this[name] as Date).toISOString()}` : member
    },
    2,
  )
    .replace(/^(\s*)"([A-Za-z_]\w*)":/gm, '$1$2:')
    .replace(/"\\u0000([^"]*)"/g, "new Date('$1')")
}

export function asJavaScript({ service, operation, input }: ApiCall): string {
  const { javascript: name, client } = serviceNames(service)
  const shown = operation === 'InvokeEndpoint' ? 'new TextDecoder().decode(response.Body)' : 'response'
  return `import { ${client}, ${operation}Command } from '@aws-sdk/client-${name}'

const client = new ${client}({})
const response = await client.send(new ${operation}Command(${javascript(input)}))
console.log(${shown})`
}
