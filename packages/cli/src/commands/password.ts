import { checkPassword } from '../../../server/src/services/iam/password/password-policy.ts'
import type { Command } from '../command.ts'
import { setRootPassword } from '../root-sign-in.ts'
import { settings } from '../settings.ts'
import { askNewPassword, lineOfStdin } from '../terminal/ask.ts'
import { exitCodes, UsageError } from '../usage.ts'

export const command: Command = {
  summary: "set root's password",
  help: `
Usage: ./kenja password [--password-stdin] [--home DIR] [--json]

Sets the password with which root signs in to the console and ./kenja login; whoever can write to the data directory may. It counts at once, whether Kenja
runs or not. At least eight characters of three kinds (upper case, lower case, digits, symbols).
  --password-stdin   take it from the first line of standard input
`,
  options: { 'password-stdin': { type: 'boolean' } },
  async run(flags) {
    const { home, accountId } = settings(flags)
    const password = flags['password-stdin'] ? await lineOfStdin() : await askNewPassword(`New password of root (account ${accountId}): `)
    try {
      checkPassword(undefined, password, 'root')
    } catch (error) {
      throw new UsageError((error as Error).message)
    }
    await setRootPassword(home, password, true)
    process.stdout.write(flags.json ? `${JSON.stringify({ account: accountId, set: true })}\n` : `The password of root (account ${accountId}) is set.\n`)
    return exitCodes.done
  },
}
