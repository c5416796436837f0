/** Questions to the person at the terminal. They go to standard error: what a command prints may be read by a shell. */
import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { exitCodes, UsageError } from '../usage.ts'

async function question(text: string, output: Writable): Promise<string> {
  if (!process.stdin.isTTY) throw new UsageError('nobody can be asked here; --help says how to give everything at once.')
  const terminal = createInterface({ input: process.stdin, output, terminal: true })
  terminal.once('SIGINT', () => {
    process.stderr.write('\n')
    process.exit(exitCodes.interrupted)
  })
  try {
    return await terminal.question(text)
  } finally {
    terminal.close()
  }
}

export const ask = async (text: string): Promise<string> => (await question(text, process.stderr)).trim()

/** Without an echo. */
export async function askHidden(text: string): Promise<string> {
  process.stderr.write(text)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const answer = await question('', nowhere)
  process.stderr.write('\n')
  return answer
}

/** A new password, typed twice. */
export async function askNewPassword(text: string): Promise<string> {
  const first = await askHidden(text)
  if (first !== (await askHidden('The same again: '))) throw new UsageError('the two are not the same.')
  return first
}

/** The first line of standard input, for `--password-stdin`. */
export async function lineOfStdin(): Promise<string> {
  let text = ''
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += chunk
    if (text.includes('\n')) break
  }
  return text.split(/\r?\n/, 1)[0] ?? ''
}
