/** One kernel over Jupyter's websocket: runs code and hands on what it prints, as it comes. */
import { randomUUID } from 'node:crypto'
import type WebSocket from 'ws'
import { PlainError } from '../usage.ts'

/** An output as a notebook file keeps it (nbformat 4). */
export type Output =
  | { output_type: 'stream'; name: 'stdout' | 'stderr'; text: string }
  | { output_type: 'display_data'; data: Record<string, unknown>; metadata: Record<string, unknown> }
  | { output_type: 'execute_result'; data: Record<string, unknown>; metadata: Record<string, unknown>; execution_count: number }
  | { output_type: 'error'; ename: string; evalue: string; traceback: string[] }

export interface Execution {
  readonly executionCount: number
  readonly outputs: readonly Output[]
  /** Set when the code raised. */
  readonly error?: { readonly name: string; readonly value: string; readonly traceback: readonly string[] }
}

interface Message {
  readonly channel: string
  readonly header: { readonly msg_type: string }
  readonly parent_header: { readonly msg_id?: string }
  readonly content: Record<string, unknown>
}

interface Running {
  readonly outputs: Output[]
  readonly onOutput: (output: Output) => void
  reply?: Message
  idle: boolean
  readonly finish: (execution: Execution) => void
  readonly fail: (error: Error) => void
}

export class Kernel {
  readonly #socket: WebSocket
  readonly #sessionId: string
  readonly #running = new Map<string, Running>()

  constructor(socket: WebSocket, sessionId: string) {
    this.#socket = socket
    this.#sessionId = sessionId
    socket.on('message', (data, isBinary) => {
      if (!isBinary) this.#receive(JSON.parse(String(data)) as Message)
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      for (const running of this.#running.values()) running.fail(new PlainError('the connection to the kernel ended while a cell ran'))
      this.#running.clear()
    })
  }

  /** Resolves when the kernel has answered and gone idle; rejects only when the connection ends. */
  execute(code: string, onOutput: (output: Output) => void = () => {}): Promise<Execution> {
    return new Promise((finish, fail) => {
      const id = randomUUID()
      this.#running.set(id, { outputs: [], onOutput, idle: false, finish, fail })
      this.#socket.send(
        JSON.stringify({
          channel: 'shell',
          header: { msg_id: id, session: this.#sessionId, username: 'kenja', date: new Date().toISOString(), msg_type: 'execute_request', version: '5.3' },
          parent_header: {},
          metadata: {},
          buffers: [],
          content: { code, silent: false, store_history: true, user_expressions: {}, allow_stdin: false, stop_on_error: true },
        }),
      )
    })
  }

  close(): void {
    this.#socket.close()
  }

  #receive(message: Message): void {
    const id = message.parent_header.msg_id
    const running = id === undefined ? undefined : this.#running.get(id)
    if (!running || id === undefined) return
    const output = outputOf(message)
    if (output) {
      keep(running.outputs, output)
      running.onOutput(output)
    }
    if (message.header.msg_type === 'execute_reply') running.reply = message
    if (message.header.msg_type === 'status' && message.content.execution_state === 'idle') running.idle = true
    if (!running.reply || !running.idle) return
    this.#running.delete(id)
    running.finish(executionOf(running.reply.content, running.outputs))
  }
}

function executionOf(reply: Record<string, unknown>, outputs: readonly Output[]): Execution {
  const executionCount = Number(reply.execution_count ?? 0)
  if (reply.status === 'ok') return { executionCount, outputs }
  return {
    executionCount,
    outputs,
    error: { name: String(reply.ename), value: String(reply.evalue), traceback: (reply.traceback as string[] | undefined) ?? [] },
  }
}

function outputOf({ header, content }: Message): Output | undefined {
  switch (header.msg_type) {
    case 'stream':
      return { output_type: 'stream', name: content.name as 'stdout' | 'stderr', text: String(content.text) }
    case 'display_data':
      return { output_type: 'display_data', data: content.data as Record<string, unknown>, metadata: content.metadata as Record<string, unknown> }
    case 'execute_result':
      return {
        output_type: 'execute_result',
        data: content.data as Record<string, unknown>,
        metadata: content.metadata as Record<string, unknown>,
        execution_count: Number(content.execution_count),
      }
    case 'error':
      return { output_type: 'error', ename: String(content.ename), evalue: String(content.evalue), traceback: content.traceback as string[] }
    default:
      return undefined
  }
}

/** Text of one stream stays one output, as Jupyter keeps it. */
function keep(outputs: Output[], output: Output): void {
  const last = outputs.at(-1)
  if (output.output_type === 'stream' && last?.output_type === 'stream' && last.name === output.name) last.text += output.text
  else outputs.push(output.output_type === 'stream' ? { ...output } : output)
}
