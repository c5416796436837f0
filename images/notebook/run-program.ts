import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { createInterface } from 'node:readline'
import { limits } from './limits.ts'

export interface ProgramResult {
  /** Undefined when the program could not be started or was ended for taking too long. */
  readonly exitCode: number | undefined
  readonly stdout: string
  /** The last lines of stderr, or why the program could not be started. */
  readonly stderr: readonly string[]
}

export interface ProgramOptions {
  readonly timeoutMs: number
  /** Added to this program's own environment. */
  readonly env?: Readonly<Record<string, string>>
  readonly onLine?: (line: string) => void
  readonly cwd?: string
}

const running = new Set<ChildProcess>()

/** Whoever ends this program means what it has started too: an installer that goes on alone would write into the next one's environment. */
export function endWithChildren(signal: NodeJS.Signals): void {
  for (const child of running) child.kill(signal)
  process.exit(128 + constants.signals[signal])
}

/** Runs a program to its end. Never rejects: a program that is not there is a result too. */
export function runProgram(command: readonly string[], options: ProgramOptions): Promise<ProgramResult> {
  const [file = '', ...args] = command
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
    })
    running.add(child)
    // Not spawn's own time-out: its timer goes on when the program is not there, and would keep this process waiting.
    const timer = setTimeout(() => child.kill(), options.timeoutMs)
    let stdout = ''
    const stderr: string[] = []
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    createInterface({ input: child.stderr }).on('line', (line) => {
      stderr.push(line)
      if (stderr.length > limits.keptLines) stderr.shift()
      options.onLine?.(line)
    })
    child.once('error', (error) => {
      clearTimeout(timer)
      running.delete(child)
      resolve({ exitCode: undefined, stdout, stderr: [...stderr, error.message] })
    })
    child.once('close', (code, signal) => {
      clearTimeout(timer)
      running.delete(child)
      if (signal) stderr.push(`${file} was ended by ${signal}`)
      resolve({ exitCode: code ?? undefined, stdout, stderr })
    })
  })
}
