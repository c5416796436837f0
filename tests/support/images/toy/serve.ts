/**
 * A serving program as small as it can be: answers `<model>|<body>`. A body `exit` ends it, `status 400 text` answers so, `wait 50` waits.
 * Environment: `PING_AFTER` pings are answered 503 first; `NEVER_READY` never answers 200; `ENDS_AT_ONCE`.
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
  if (word === 'wait') await pause(Number(value))
  if (text === 'environment') return [200, process.env.GREETING ?? '']
  return [200, `${model}|${text}|${head.contentType ?? ''}|${head.accept ?? ''}`]
}

rmSync(socketPath, { force: true })
createServer((socket) => {
  const write = frameWriter(socket)
  socket.on('error', () => undefined)
  readFrames<RequestHead>(socket, async ({ id, head, body }) => {
    const [status, text] = await answer(head, body.toString())
    const custom = head.customAttributes === undefined ? {} : { customAttributes: `seen ${head.customAttributes}` }
    write(encodeFrame(id, { status, contentType: 'text/plain', ...custom }, Buffer.from(text)))
  })
}).listen(socketPath, () => process.stdout.write('listening\n'))
