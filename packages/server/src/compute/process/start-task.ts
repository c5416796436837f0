/** Starts a task's shim in a session of its own and waits until the program inside runs, or why it does not. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import type { Socket } from 'node:net'

export interface StartRequest {
  /** The task's folder, with shim.sh and launch.sh in it. */
  readonly directory: string
  readonly timeoutMs: number
}

export type Started =
  | { readonly outcome: 'started'; readonly shim: ChildProcess }
  /** Another start of the same task came first. */
  | { readonly outcome: 'claimed' }
  | { readonly outcome: 'refused'; readonly sentence: string }
  | { readonly outcome: 'late' }

const CLAIMED = 75
const SAID_BYTES = 1000
const MAX_LINE = 4096

/** The end of what the task printed. */
function lastWords(file: string): string {
  const size = statSync(file).size
  const buffer = Buffer.alloc(Math.min(size, SAID_BYTES))
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, buffer, 0, buffer.length, size - buffer.length)
  } finally {
    closeSync(descriptor)
  }
  return buffer.toString('utf8').trim()
}

function spawnShim(directory: string): ChildProcess {
  const output = openSync(`${directory}/output`, 'a', 0o600)
  try {
    // A session of its own, and files instead of pipes: the task neither hears of the server's end nor ever waits for it.
    return spawn('/bin/sh', [`${directory}/shim.sh`, 'shim', directory], {
      detached: true,
      cwd: '/',
      stdio: ['ignore', output, output, 'pipe'],
      env: { PATH: '/usr/bin:/bin' },
    })
  } finally {
    closeSync(output)
  }
}

export function startTask({ directory, timeoutMs }: StartRequest): Promise<Started> {
  return new Promise((resolve) => {
    const shim = spawnShim(directory)
    const voice = shim.stdio[3] as Socket
    let said = ''
    let done = false
    const finish = (result: Started) => {
      if (done) return
      done = true
      clearTimeout(timer)
      voice.destroy()
      shim.unref()
      resolve(result)
    }
    const timer = setTimeout(() => finish({ outcome: 'late' }), timeoutMs)
    voice.on('error', () => {})
    voice.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(0, MAX_LINE)
      if (said === 'started\n') finish({ outcome: 'started', shim })
    })
    shim.on('error', (error) => finish({ outcome: 'refused', sentence: error.message }))
    // `close` and not `exit`: what was said on the pipe has then been read. The shim ends by a signal of its own after it wrote the exit
    // code; a code of its own means that it did not run the task.
    shim.on('close', (code) => {
      if (code === CLAIMED) finish({ outcome: 'claimed' })
      else finish({ outcome: 'refused', sentence: said.trim() || lastWords(`${directory}/output`) || 'it ended before its program began' })
    })
  })
}
