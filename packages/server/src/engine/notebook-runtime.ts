/** The two things that a notebook instance needs of the world outside its task: its Python environment, and to know when Jupyter answers. */
import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { MAX_PREPARATION_LINE, MAX_STATUS_LINE_BYTES } from './notebook-limits.ts'

/** What `images/notebook/prepare.ts` answers. */
export interface NotebookEnvironment {
  readonly directory: string
  readonly python: string
  readonly pythonVersion: string
  /** Directories outside /usr that the environment's links lead to. */
  readonly needs: readonly string[]
  /** Kernels beside the environment's own, by name, each an environment too; `needs` has their directories. */
  readonly editions: readonly { readonly name: string; readonly directory: string }[]
}

export interface NotebookRuntime {
  /**
   * Quick when the environment stands; else minutes, with a line of progress now and then. Rejects with a sentence that says what to do.
   * Callers at the same time share one preparation; it is given up when the last of them aborts.
   */
  prepare(onLine: (line: string) => void, signal: AbortSignal): Promise<NotebookEnvironment>
  /** Whether the Jupyter server behind this socket answers. Never rejects. */
  isReady(socketPath: string, token: string, timeoutMs: number): Promise<boolean>
}

export interface NotebookRuntimeOptions {
  /** `images/notebook`. */
  readonly imageDirectory: string
  /** Shared by all homes of a user; made when it is not there. */
  readonly cacheDirectory: string
  readonly nodePath: string
  /** The environment of the preparation, which runs outside the sandbox as the user's own program (PATH, HOME, pip's settings, proxies). */
  readonly hostEnvironment: Readonly<Record<string, string>>
}

export function createNotebookRuntime(options: NotebookRuntimeOptions): NotebookRuntime {
  let running: Preparation | undefined
  return {
    prepare(onLine, signal) {
      const preparation = running ?? startPreparation(options)
      running = preparation
      preparation.listeners.add(onLine)
      const leave = () => {
        preparation.listeners.delete(onLine)
        if (preparation.listeners.size === 0) preparation.end()
      }
      signal.addEventListener('abort', leave, { once: true })
      return preparation.done.finally(() => {
        signal.removeEventListener('abort', leave)
        if (running === preparation) running = undefined
      })
    },
    isReady: answers,
  }
}

/** One run for all who wait for it. */
interface Preparation {
  readonly listeners: Set<(line: string) => void>
  readonly done: Promise<NotebookEnvironment>
  /** Ends the program and what it has started. */
  end(): void
}

function startPreparation(options: NotebookRuntimeOptions): Preparation {
  mkdirSync(options.cacheDirectory, { recursive: true, mode: 0o700 })
  const program = join(options.imageDirectory, 'prepare.ts')
  const env = { ...options.hostEnvironment, KENJA_IMAGE_CACHE: options.cacheDirectory }
  // A group of its own, so that the installer that it starts ends with it.
  const child = spawn(options.nodePath, [program], { cwd: options.imageDirectory, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  const listeners = new Set<(line: string) => void>()
  const done = new Promise<NotebookEnvironment>((resolve, reject) => {
    let stdout = ''
    let lastLine = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout = (stdout + text).slice(-MAX_PREPARATION_LINE)
    })
    createInterface({ input: child.stderr }).on('line', (line) => {
      lastLine = line.slice(0, MAX_PREPARATION_LINE)
      for (const tell of listeners) tell(lastLine)
    })
    child.once('error', (error) => reject(new Error(`The notebook environment could not be made: ${error.message}`)))
    child.once('close', (code, signal) => {
      if (code === 0) resolve(JSON.parse(stdout) as NotebookEnvironment)
      else reject(new Error(lastLine || `The notebook environment could not be made: its program ended with ${signal ?? `exit code ${code}`}.`))
    })
  })
  return {
    listeners,
    done,
    end() {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
      try {
        process.kill(-child.pid, 'SIGTERM')
      } catch {
        // It has just ended by itself.
      }
    },
  }
}

/** One question by hand instead of an HTTP client: the engine needs no more of HTTP than this status line. */
function answers(socketPath: string, token: string, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    let head = ''
    const socket = connect({ path: socketPath })
    const finish = () => {
      socket.destroy()
      resolve(/^HTTP\/1\.[01] 200 /.test(head))
    }
    socket.setTimeout(timeoutMs, finish)
    socket.once('error', finish)
    socket.once('close', finish)
    socket.once('connect', () => socket.write(`GET /api/status HTTP/1.0\r\nHost: localhost\r\nAuthorization: token ${token}\r\n\r\n`))
    socket.setEncoding('latin1').on('data', (text: string) => {
      head += text
      if (head.includes('\r\n') || head.length > MAX_STATUS_LINE_BYTES) finish()
    })
  })
}
