import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { LOGIN_PROFILE, profileFiles, writeProfile } from '../../../server/src/store/home.ts'
import type { Command, Flags } from '../command.ts'
import { endpointOf } from '../credentials.ts'
import { neededServer } from '../server-process.ts'
import { settings } from '../settings.ts'
import { type Refused, type SessionCredentials, type SignInForm, signIn } from '../sign-in.ts'
import { ask, askHidden, askNewPassword, lineOfStdin } from '../terminal/ask.ts'
import { exitCodes, PlainError } from '../usage.ts'

export const command: Command = {
  summary: 'sign in with a password: temporary credentials for a terminal',
  help: `
Usage: eval "$(./kenja login [--user NAME] [--account NUMBER|ALIAS] [--role ARN] [--mfa-code CODE] [--password-stdin] [--home DIR] [--json])"

Asks for what is missing and writes the profile "kenja-login" into the data directory: temporary credentials, good for twelve hours (with --role: one).
What it prints leads this terminal's AWS clients to that profile. ./kenja logout ends it.
  --user NAME         an IAM user; without it: root
  --account           the account's number or alias, when it is not this home's own
  --role ARN          switch to this role
  --mfa-code CODE     what the MFA device shows
  --password-stdin    take the password from the first line of standard input
Exit code 3 when Kenja does not run.
`,
  options: {
    user: { type: 'string' },
    account: { type: 'string' },
    role: { type: 'string' },
    'mfa-code': { type: 'string' },
    'password-stdin': { type: 'boolean' },
  },
  async run(flags) {
    const config = settings(flags)
    const server = await neededServer(config.home)
    const endpoint = endpointOf(server)
    const signedIn = await signInAsking(endpoint, await formOf(flags), flags['password-stdin'] === true)
    const clientOf = (credentials: SessionCredentials) => new STSClient({ endpoint, region: config.region, credentials: keysOf(credentials) })
    const session = typeof flags.role === 'string' ? await switchRole(clientOf(signedIn), flags.role) : signedIn
    const { Arn: arn } = await clientOf(session).send(new GetCallerIdentityCommand({}))
    writeProfile(config.home, LOGIN_PROFILE, { ...session, region: config.region, endpointUrl: endpoint })
    const files = profileFiles(config.home)
    if (flags.json) {
      const paths = { configFile: files.config, credentialsFile: files.credentials }
      process.stdout.write(`${JSON.stringify({ profile: LOGIN_PROFILE, arn, expiration: session.expiration, ...paths })}\n`)
      return exitCodes.done
    }
    process.stderr.write(`Signed in as ${arn} until ${session.expiration}. Sign out: ./kenja logout\n`)
    process.stdout.write(
      [
        'unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_ENDPOINT_URL',
        `export AWS_CONFIG_FILE='${files.config.replaceAll("'", "'\\''")}'`,
        `export AWS_SHARED_CREDENTIALS_FILE='${files.credentials.replaceAll("'", "'\\''")}'`,
        `export AWS_PROFILE=${LOGIN_PROFILE}`,
        '',
      ].join('\n'),
    )
    return exitCodes.done
  },
}

/** Without the end, which is a text here and a date in the SDK. */
const keysOf = ({ accessKeyId, secretAccessKey, sessionToken }: SessionCredentials) => ({ accessKeyId, secretAccessKey, sessionToken })

async function formOf(flags: Flags): Promise<SignInForm> {
  const text = (name: string) => (typeof flags[name] === 'string' ? (flags[name] as string) : undefined)
  const [userName, account, mfaCode] = [text('user'), text('account'), text('mfa-code')]
  const password = flags['password-stdin'] ? await lineOfStdin() : await askHidden(userName ? `Password of ${userName}: ` : 'Password of root: ')
  return {
    kind: userName === undefined ? 'root' : 'user',
    password,
    ...(userName === undefined ? {} : { userName }),
    ...(account === undefined ? {} : { account }),
    ...(mfaCode === undefined ? {} : { mfaCode }),
  }
}

/** Asks for the code or the new password that the server wants, where somebody can be asked. */
async function signInAsking(endpoint: string, form: SignInForm, silent: boolean): Promise<SessionCredentials> {
  const outcome = await signIn(endpoint, form)
  if ('accessKeyId' in outcome) return outcome
  const more = silent ? undefined : await answerTo(outcome, form)
  if (!more) throw new PlainError(outcome.message)
  return signInAsking(endpoint, { ...form, ...more }, silent)
}

async function answerTo({ code }: Refused, form: SignInForm): Promise<Partial<SignInForm> | undefined> {
  if (code === 'MfaRequired' && form.mfaCode === undefined) return { mfaCode: await ask('Code of your MFA device: ') }
  if (code === 'PasswordChangeRequired') return { newPassword: await askNewPassword('New password: ') }
  return undefined
}

async function switchRole(sts: STSClient, RoleArn: string): Promise<SessionCredentials> {
  try {
    const { Credentials: given } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: LOGIN_PROFILE }))
    return {
      accessKeyId: given?.AccessKeyId as string,
      secretAccessKey: given?.SecretAccessKey as string,
      sessionToken: given?.SessionToken as string,
      expiration: given?.Expiration?.toISOString() ?? '',
    }
  } catch (error) {
    throw new PlainError((error as Error).message)
  }
}
