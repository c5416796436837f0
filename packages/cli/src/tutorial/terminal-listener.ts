/** Shows a running notebook on the terminal: titles of cells, what they print, and what their jobs and endpoints do. */
import type { Execution, Output } from '../notebook/kernel.ts'
import { type Cell, type CellListener, titleOf } from '../notebook/run-notebook.ts'
import { duration, printable, style } from '../terminal/style.ts'
import type { Messages } from './messages.ts'
import type { WorkListener, WorkWatcher } from './work-watcher.ts'

export type Print = (line: string) => void

export class TerminalListener implements CellListener, WorkListener {
  readonly #print: Print
  readonly #texts: Messages
  readonly #lookEveryMs: number
  #watcher: WorkWatcher | undefined
  #newWatcher: () => WorkWatcher
  #watching: Promise<void> | undefined
  #stop: AbortController | undefined
  #held: string[] = []
  /** The ROC cell's result, and how long the work took. */
  readonly outputs: Output[] = []
  readonly times: { training?: number; deployment?: number } = {}

  /** @param newWatcher makes one for the work that a cell begins from now on */
  constructor(print: Print, texts: Messages, newWatcher: (listener: WorkListener) => WorkWatcher, lookEveryMs: number) {
    this.#print = print
    this.#texts = texts
    this.#lookEveryMs = lookEveryMs
    this.#newWatcher = () => newWatcher(this)
  }

  started(cell: Cell, number: number, total: number): void {
    this.#print(`${style.blue(`[${String(number).padStart(2)}/${total}]`)} ${style.bold(titleOf(cell))}`)
    this.#held = []
    this.#stop = new AbortController()
    this.#watcher = this.#newWatcher()
    this.#watching = this.#watcher.watch(this.#stop.signal, this.#lookEveryMs).catch((error: Error) => this.#print(style.dim(`        (${error.message})`)))
  }

  printed(output: Output): void {
    this.outputs.push(output)
    if (output.output_type === 'stream' && output.name === 'stdout') this.#held.push(output.text)
    if (output.output_type === 'execute_result' || output.output_type === 'display_data') {
      const plain = output.data['text/plain']
      const text = Array.isArray(plain) ? plain.join('') : String(plain ?? '')
      if (!text.startsWith('<')) this.#held.push(`${text}\n`)
    }
  }

  async ended(_cell: Cell, _execution: Execution, milliseconds: number): Promise<void> {
    this.#stop?.abort()
    await this.#watching
    Object.assign(this.times, this.#watcher?.times)
    // What the SDK prints of a job is what the watcher has told already, as it came.
    if (!this.#watcher?.sawWork)
      for (const line of this.#held.join('').split('\n').filter(Boolean).slice(0, 12)) this.#print(`        ${style.dim(printable(line))}`)
    if (milliseconds > 2000) this.#print(style.dim(`        ${duration(milliseconds)}`))
  }

  training(_name: string, status: string, message: string): void {
    const colour = status === 'Completed' ? style.green : status === 'Failed' ? style.red : style.yellow
    this.#print(`        ${this.#texts.training}: ${colour(status)} ${style.dim(printable(message))}`)
  }

  logLine(line: string): void {
    // One line a tree of the library's inner life: CloudWatch Logs has them; here they would bury the metric.
    if (line.includes('tree pruning end')) return
    this.#print(`          ${style.dim(printable(line.replaceAll('#011', '  ')))}`)
  }

  endpoint(name: string, status: string): void {
    const colour = status === 'InService' ? style.green : status === 'Failed' ? style.red : style.yellow
    this.#print(`        ${this.#texts.endpoint} ${name}: ${colour(status)}`)
  }
}
