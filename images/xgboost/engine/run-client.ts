import { spawn } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import path from 'node:path'

/** What became of an outside program; `tail` is the end of what it said. */
export interface ClientResult {
  readonly ok: boolean
  readonly tail: string
}

/** Runs an ordinary client (uv, pip, mvn, node) with a time limit. Never throws: a missing program is a result too. */
export function runClient(
  command: string,
  args: readonly string[],
  { limitMs, env = {}, onWait }: { limitMs: number; env?: Readonly<Record<string, string>>; onWait?: (seconds: number) => void },
): Promise<ClientResult> {
  return new Promise((resolve) => {
    let said = ''
    let waited = 0
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } })
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    const limit = setTimeout(() => {
      said += `\nstopped after ${Math.round(limitMs / 1000)} s`
      child.kill('SIGKILL')
    }, limitMs)
    const patience = setInterval(() => {
      waited += 10
      onWait?.(waited)
    }, 10_000)
    const finish = (ok: boolean) => {
      clearTimeout(limit)
      clearInterval(patience)
      resolve({ ok, tail: lastLines(said) })
    }
    child.on('error', (error) => {
      said += error.message
      finish(false)
    })
    child.on('close', (code) => finish(code === 0))
  })
}

const lastLines = (text: string) => text.trim().split('\n').slice(-3).join(' | ').slice(-600)

/** The path of a program, or undefined when it is neither a path to one nor on PATH. */
export function findProgram(name: string): string | undefined {
  if (name.includes('/')) return isProgram(name) ? name : undefined
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, name))
    .find(isProgram)
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
