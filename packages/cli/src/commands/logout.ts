import { LOGIN_PROFILE, readProfile, removeProfile } from '../../../server/src/store/home.ts'
import type { Command } from '../command.ts'
import { endpointOf } from '../credentials.ts'
import { runningServer } from '../server-process.ts'
import { settings } from '../settings.ts'
import { signOut } from '../sign-in.ts'
import { exitCodes } from '../usage.ts'

export const command: Command = {
  summary: 'end the session of ./kenja login',
  help: `
Usage: ./kenja logout [--home DIR] [--json]

Ends the session at the server, with every role that was switched to from it, and removes the profile "kenja-login". Exit code 3 when Kenja does not run:
then only the profile is removed, and the session ends by itself.
`,
  async run(flags) {
    const { home } = settings(flags)
    const profile = readProfile(home, LOGIN_PROFILE)
    const server = await runningServer(home)
    const { accessKeyId = '', secretAccessKey = '', sessionToken = '' } = profile ?? {}
    const ended = profile && server ? await signOut(endpointOf(server), { accessKeyId, secretAccessKey, sessionToken }) : false
    if (profile) removeProfile(home, LOGIN_PROFILE)
    process.stdout.write(
      flags.json
        ? `${JSON.stringify({ signedOut: ended })}\n`
        : profile
          ? `Signed out${ended ? '' : ' (the session had ended, or nobody could end it)'}.\n`
          : 'Nobody was signed in.\n',
    )
    return profile && !server ? exitCodes.notRunning : exitCodes.done
  },
}
