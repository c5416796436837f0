import { existsSync } from 'node:fs'
import { addToMirror, listMirror, removeFromMirror } from '../../../server/src/gateway/mirror.ts'
import type { Command } from '../command.ts'
import { settings } from '../settings.ts'
import { exitCodes, PlainError, UsageError } from '../usage.ts'

export const command: Command = {
  summary: 'answer a URL from a local file (classrooms, machines without internet)',
  help: `
Usage: ./kenja mirror add URL FILE | remove URL | list   [--home DIR] [--json]

From then on Kenja's proxy (in notebooks, and after ./kenja env --proxy) answers the URL with the file, whatever the internet says.
The hands-on's own data set is mirrored without being added.
`,
  words: 3,
  async run(flags, [action, url, file]) {
    const { home } = settings(flags)
    if (action === 'list') {
      const entries = listMirror(home)
      process.stdout.write(flags.json ? `${JSON.stringify(entries)}\n` : entries.map(({ address, file: path }) => `${address}\n    ${path}\n`).join(''))
      return exitCodes.done
    }
    if (!url || (action === 'add' && !file) || (action !== 'add' && action !== 'remove'))
      throw new UsageError('say: ./kenja mirror add URL FILE, remove URL, or list')
    try {
      return action === 'add' ? add(home, url, file as string) : remove(home, url)
    } catch (error) {
      if (error instanceof RangeError) throw new UsageError(error.message)
      throw error
    }
  },
}

function add(home: string, url: string, file: string): number {
  if (!existsSync(file)) throw new UsageError(`there is no file ${file}`)
  addToMirror(home, url, file)
  process.stdout.write(`${url} is now answered from a copy of ${file}.\n`)
  return exitCodes.done
}

function remove(home: string, url: string): number {
  if (!removeFromMirror(home, url)) throw new PlainError(`${url} was not mirrored.`)
  process.stdout.write(`${url} is no longer mirrored.\n`)
  return exitCodes.done
}
