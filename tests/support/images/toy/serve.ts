/**
 * A serving program as small as it can be: answers `<model>|<body>`. A body `exit` ends it, `status 400 text` answers so, `wait 50` waits.
 * Environment: with `EACH_LINE` each line is answered by the number of its fields (a line `no` is refused); `PING_AFTER` pings are answered 503 first; `NEVER_READY` never answers 200; `ENDS_AT_ONCE`; `MODELS_AT_MOST` of a multi-model endpoint's models
 * are held, and a model whose text is `slow` takes a while to load.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { encodeFrame, frameWriter, type RequestHead, readFrames } from '#frames'

const root = process.env.KENJA_OPT_ML ?? '/opt/ml'
const socketPath = process.env.KENJA_SERVE_SOCKET ?? ''
const modelFile = join(root, 'model/model.txt')
const model = existsSync(modelFile) ? readFileSync(modelFile, 'utf8') : 'no model'
let pings = 0

if (process.env.ENDS_AT_ONCE) {
  process.stdout.write('cannot start\n')
  process.exit(1)
}

async function answer(head: RequestHead, text: string): Promise<[number, string]> {
  if (head.path === '/ping') return [process.env.NEVER_READY || pings++ < Number(process.env.PING_AFTER ?? 0) ? 503 : 200, '']
  if (text === 'exit') process.exit(3)
  const [word, value, ...rest] = text.split(' ')
  if (word === 'status') return [Number(value), rest.join(' ')]
  if (word === 'wait') {
    // So that a test can know that the request has come.
    process.stdout.write(`waits ${value}\n`)
    await pause(Number(value))
  }
  if (process.env.EACH_LINE) return ofLines(text.trimEnd().split('\n'))
  if (text === 'environment') return [200, process.env.GREETING ?? '']
  return [200, `${model}|${text}|${head.contentType ?? ''}|${head.accept ?? ''}`]
}

const ofLines = (lines: readonly string[]): [number, string] =>
  lines.includes('no') ? [400, 'a line says no'] : [200, lines.map((line) => `${line.split(',').length}\n`).join('')]

/** Texts of a multi-model endpoint's models, by name. */
const models = new Map<string, string>()
/** Those that were lost once already. */
const forgotten = new Set<string>()

async function ofModels(head: RequestHead, text: string): Promise<[number, string]> {
  const [, , name = '', action] = head.path.split('/')
  if (head.method === 'DELETE') return models.delete(name) ? [200, ''] : [404, '']
  if (action === 'invoke') {
    if (text === 'forget' && !forgotten.has(name)) models.delete(name)
    forgotten.add(name)
    const held = models.get(name)
    return held === undefined ? [404, `no model ${name}`] : [200, `${held}|${text}|${models.size} of ${process.pid}`]
  }
  if (head.method !== 'POST') return [200, JSON.stringify({ models: [...models.keys()].map((modelName) => ({ modelName, modelUrl: '' })) })]
  const { model_name, url } = JSON.parse(text) as { model_name: string; url: string }
  if (models.has(model_name)) return [409, '']
  if (models.size >= Number(process.env.MODELS_AT_MOST ?? 100)) return [507, 'no memory left']
  const loaded = readFileSync(join(url, 'model.txt'), 'utf8')
  if (loaded === 'slow') await pause(300)
  models.set(model_name, loaded)
  return [200, '']
}

rmSync(socketPath, { force: true })
createServer((socket) => {
  const write = frameWriter(socket)
  socket.on('error', () => undefined)
  readFrames<RequestHead>(socket, async ({ id, head, body }) => {
    const [status, text] = head.path.startsWith('/models') ? await ofModels(head, body.toString()) : await answer(head, body.toString())
    const custom = head.customAttributes === undefined ? {} : { customAttributes: `seen ${head.customAttributes}` }
    write(encodeFrame(id, { status, contentType: 'text/plain', ...custom }, Buffer.from(text)))
  })
}).listen(socketPath, () => process.stdout.write('listening\n'))
