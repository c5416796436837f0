import { writeSync } from 'node:fs'

/**
 * A line on stdout, written at once: libxgboost writes its own lines past Node, and the training loop gives Node's streams no turn to flush.
 * A full pipe (EAGAIN) is waited for.
 */
export function printLine(line: string): void {
  let bytes = Buffer.from(`${line}\n`)
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(1, bytes))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
    }
  }
}

const two = (n: number) => String(n).padStart(2, '0')

/** `[2018-08-26:14:31:06:INFO] message`: how the images' Python code logs. UTC, as in AWS's containers. */
export function log(level: 'INFO' | 'WARNING' | 'ERROR', message: string): void {
  const now = new Date()
  const date = `${now.getUTCFullYear()}-${two(now.getUTCMonth() + 1)}-${two(now.getUTCDate())}`
  printLine(`[${date}:${clockTime(now)}:${level}] ${message}`)
}

/** `[14:31:06] message`: how libxgboost logs. */
export const logAsLibrary = (message: string): void => printLine(`[${clockTime(new Date())}] ${message}`)

const clockTime = (now: Date) => `${two(now.getUTCHours())}:${two(now.getUTCMinutes())}:${two(now.getUTCSeconds())}`
