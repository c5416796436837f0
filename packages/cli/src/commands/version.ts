import type { Command } from '../command.ts'
import { version } from '../project.ts'
import { exitCodes } from '../usage.ts'

export const command: Command = {
  summary: 'print the version',
  help: `
Usage: ./kenja version [--json]

Prints Kenja's version and the Node that runs it.
`,
  async run(flags) {
    const facts = { kenja: version(), node: process.versions.node, platform: `${process.platform}-${process.arch}` }
    process.stdout.write(flags.json ? `${JSON.stringify(facts)}\n` : `kenja ${facts.kenja} (Node ${facts.node}, ${facts.platform})\n`)
    return exitCodes.done
  },
}
