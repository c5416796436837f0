/** One API call written as AWS CLI, boto3 and JavaScript. Pure text from the same input that the page sends. */
export interface ApiCall {
  /** As the JavaScript SDK's package names it: `sagemaker`, `cloudwatch-logs`. */
  readonly service: string
  /** As the API names it: `CreateModel`. */
  readonly operation: string
  readonly input: Readonly<Record<string, unknown>>
}

const CLI_NAMES: Readonly<Record<string, string>> = { 'cloudwatch-logs': 'logs', s3: 's3api' }
const BOTO_NAMES: Readonly<Record<string, string>> = { 'cloudwatch-logs': 'logs' }
const CLIENTS: Readonly<Record<string, string>> = {
  sagemaker: 'SageMakerClient',
  'sagemaker-runtime': 'SageMakerRuntimeClient',
  s3: 'S3Client',
  iam: 'IAMClient',
  sts: 'STSClient',
  'cloudwatch-logs': 'CloudWatchLogsClient',
  cloudwatch: 'CloudWatchClient',
}

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
  return quoted(JSON.stringify(value))
}

export function asCli({ service, operation, input }: ApiCall): string {
  const options = Object.entries(pruned(input) as object).map(([name, value]) => {
    const option = `--${words(name, '-')}`
    if (typeof value === 'boolean') return value ? option : `--no-${words(name, '-')}`
    return `${option} ${cliValue(value)}`
  })
  return [`aws ${CLI_NAMES[service] ?? service} ${words(operation, '-')}`, ...options].join(' \\\n    ')
}

function python(value: unknown, indent: string): string {
  if (value === true || value === false) return value ? 'True' : 'False'
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

export function asBoto3({ service, operation, input }: ApiCall): string {
  const client = BOTO_NAMES[service] ?? service
  const variable = client.replaceAll('-', '_')
  const members = Object.entries(pruned(input) as object).map(([name, value]) => `    ${name}=${python(value, '    ')},\n`)
  const call = `${variable}.${words(operation, '_')}(${members.length > 0 ? `\n${members.join('')}` : ''})`
  return `import boto3\n\n${variable} = boto3.client(${JSON.stringify(client)})\nresponse = ${call}\nprint(response)`
}

export function asJavaScript({ service, operation, input }: ApiCall): string {
  const client = CLIENTS[service] as string
  const text = JSON.stringify(pruned(input), null, 2).replace(/^(\s*)"([A-Za-z_]\w*)":/gm, '$1$2:')
  return `import { ${client}, ${operation}Command } from '@aws-sdk/client-${service}'

const client = new ${client}({})
const response = await client.send(new ${operation}Command(${text}))
console.log(response)`
}
