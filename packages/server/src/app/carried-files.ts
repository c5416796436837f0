/** Files of the internet that the project itself carries: the local mirror answers their addresses with them. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { bankCleanSha256, bankCleanUrl } from '../../../../samples/derive-bank-clean.ts'

/**
 * Address → file. The hands-on's table is derived once for all homes of a user, by a program beside the server (it takes a second of a processor);
 * until it is there its address is not answered.
 */
export function carriedFiles(cache: string, nodePath: string): Readonly<Record<string, string>> {
  const bankClean = join(cache, 'mirror', `bank_clean.${bankCleanSha256.slice(0, 12)}.csv`)
  if (!existsSync(bankClean)) spawn(nodePath, [join(import.meta.dirname, 'write-bank-clean.ts'), bankClean], { stdio: ['ignore', 'ignore', 'inherit'] })
  return { [bankCleanUrl]: bankClean }
}
