/** A process's output file, line by line, into CloudWatch Logs. Where reading stands is the caller's to store, in the transaction that takes the lines. */
import { type FileHandle, open } from 'node:fs/promises'
import { LOG_LOOK_MS, MAX_LOG_BATCH_BYTES, MAX_LOG_LINE_BYTES } from './limits.ts'

export interface LogFollower {
  /** Reads to the end of the file, the last line too when it has no newline, and stops following. Only after the process has exited. */
  drain(): Promise<void>
  stop(): void
}

export interface FollowOptions {
  readonly file: string
  /** Where the last reading ended. */
  readonly offset: number
  /** Takes escaped lines and the offset behind them; durable when it returns. */
  readonly deliver: (lines: readonly string[], offset: number) => void
  /** Hears of a failed reading or delivery; the next look tries again. */
  readonly onError: (error: unknown) => void
}

const CONTROL = /[\u0000-\u001f\u007f]/g

/** SageMaker's log shipping writes control characters as `#` and three octal digits (TAB is `#011`); UTF-8 text is left alone. */
export const escapeControls = (line: string): string => line.replace(CONTROL, (character) => `#${character.charCodeAt(0).toString(8).padStart(3, '0')}`)

export function followLog(options: FollowOptions): LogFollower {
  let offset = options.offset
  let stopped = false
  let reading: Promise<unknown> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let pauseMs: number = LOG_LOOK_MS.soonest

  const readOn = async (toTheEnd: boolean): Promise<boolean> => {
    const start = offset
    for (;;) {
      const bytes = await readAt(options.file, offset)
      const taken = bytes && takeLines(bytes, toTheEnd && bytes.length < MAX_LOG_BATCH_BYTES)
      if (!taken || taken.bytes === 0) return offset > start
      options.deliver(taken.lines, offset + taken.bytes)
      offset += taken.bytes
    }
  }

  const look = () => {
    reading = readOn(false)
      .then(
        (grew) => {
          pauseMs = grew ? LOG_LOOK_MS.soonest : Math.min(pauseMs * 2, LOG_LOOK_MS.latest)
        },
        (error: unknown) => options.onError(error),
      )
      .then(() => {
        if (!stopped) timer = setTimeout(look, pauseMs)
      })
  }
  look()

  const stop = () => {
    stopped = true
    clearTimeout(timer)
  }
  return {
    stop,
    async drain() {
      stop()
      await reading
      await readOn(true)
    },
  }
}

/** Undefined when there is no such file yet. */
async function readAt(file: string, offset: number): Promise<Buffer | undefined> {
  let handle: FileHandle
  try {
    handle = await open(file, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    const size = (await handle.stat()).size - offset
    if (size <= 0) return undefined
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(Math.min(size, MAX_LOG_BATCH_BYTES)), 0, Math.min(size, MAX_LOG_BATCH_BYTES), offset)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

const NEWLINE = 0x0a

/** Whole lines of `bytes`, and how many bytes they are. Empty lines are dropped, because CloudWatch Logs has no empty events; long ones are cut. */
export function takeLines(bytes: Buffer, lastIsWhole: boolean): { readonly lines: string[]; readonly bytes: number } {
  const lines: string[] = []
  let start = 0
  while (start < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, start)
    const end = newline < 0 ? bytes.length : newline
    if (end - start > MAX_LOG_LINE_BYTES) {
      const cut = characterBoundary(bytes, start + MAX_LOG_LINE_BYTES)
      lines.push(escapeControls(bytes.toString('utf8', start, cut)))
      start = cut
      continue
    }
    if (newline < 0 && !lastIsWhole) break
    if (end > start) lines.push(escapeControls(bytes.toString('utf8', start, end)))
    start = newline < 0 ? end : end + 1
  }
  return { lines, bytes: start }
}

/** The last position up to `at` that does not split a UTF-8 character. */
function characterBoundary(bytes: Buffer, at: number): number {
  for (let position = at; position > at - 4; position--) if (((bytes[position] ?? 0) & 0xc0) !== 0x80) return position
  return at
}
