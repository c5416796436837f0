import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { replaceSection } from '../../../server/src/lib/ini-section.ts'
import type { Command } from '../command.ts'
import { settings } from '../settings.ts'
import { exitCodes, PlainError, UsageError } from '../usage.ts'

export const command: Command = {
  summary: 'copy the AWS profile "kenja" into your own ~/.aws',
  help: `
Usage: ./kenja profile install [--home DIR] [--json]

Adds or replaces the profile "kenja" in ~/.aws/config and ~/.aws/credentials; nothing else in them changes. Then: aws --profile kenja s3 ls
It serves boto3 >= 1.28, AWS CLI >= 1.29 and >= 2.13, AWS SDK for JavaScript v3. Without this command Kenja never touches ~/.aws.
`,
  words: 1,
  async run(flags, [action]) {
    if (action !== 'install') throw new UsageError('say: ./kenja profile install')
    const { home } = settings(flags)
    const target = join(process.env.HOME || homedir(), '.aws')
    mkdirSync(target, { recursive: true, mode: 0o700 })
    for (const name of ['config', 'credentials'] as const) install(join(home, 'aws', name), join(target, name), name === 'config' ? 'profile kenja' : 'kenja')
    process.stdout.write(
      flags.json ? `${JSON.stringify({ profile: 'kenja', directory: target })}\n` : `The profile "kenja" is in ${target}. Try: aws --profile kenja s3 ls\n`,
    )
    return exitCodes.done
  },
}

function install(source: string, target: string, section: string): void {
  if (!existsSync(source)) throw new PlainError(`there is no profile in ${source} yet; start Kenja once: ./kenja up -d`)
  const before = existsSync(target) ? readFileSync(target, 'utf8') : ''
  const after = replaceSection(before, section, readFileSync(source, 'utf8').trim())
  const partial = `${target}.kenja-${process.pid}`
  writeFileSync(partial, after, { mode: 0o600, flush: true })
  renameSync(partial, target)
}
