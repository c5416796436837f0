/**
 * A training program that looks around as an intruder would, and says what it found, as JSON lines. Hyperparameters: `read` (paths, separated by spaces) are opened and listed,
 * `connect` (`host:port` or a socket's path, separated by spaces) are called, `print` (base64) is written as it is, and a line of `long` characters.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'

const root = process.env.KENJA_OPT_ML ?? '/opt/ml'
const {
  read = '',
  connect: targets = '',
  print = '',
  long,
} = JSON.parse(readFileSync(join(root, 'input/config/hyperparameters.json'), 'utf8')) as Record<string, string>
const say = (found: object) => process.stdout.write(`${JSON.stringify(found)}\n`)
const listOf = (text: string) => text.split(' ').filter(Boolean)

function look(path: string): string {
  try {
    if (statSync(path).isDirectory()) return `directory ${readdirSync(path).length}`
    return `file ${readFileSync(path).length}`
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'refused'
  }
}

function call(target: string): Promise<string> {
  const [, host, port] = /^(.*):(\d+)$/.exec(target) ?? []
  return new Promise((resolve) => {
    const socket = port === undefined ? connect(target) : connect(Number(port), host)
    socket.setTimeout(2_000, () => resolve('silence'))
    socket.once('connect', () => resolve('connected'))
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'refused'))
  })
}

say({ environment: Object.keys(process.env).sort() })
for (const path of listOf(read)) say({ path, found: look(path) })
for (const target of listOf(targets)) say({ target, found: await call(target) })
process.stdout.write(Buffer.from(print, 'base64'))
if (long !== undefined) process.stdout.write(`${'x'.repeat(Number(long))}\n`)
writeFileSync(join(root, 'model', 'model.txt'), 'looked around')
// Sockets that stay open must not keep the job.
process.stdout.write('', () => process.exit(0))
