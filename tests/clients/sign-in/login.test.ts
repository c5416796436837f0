/** A person with a terminal: the first start's password, one of their own, login as root, as a user, in a role, logout. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { CreateLoginProfileCommand, IAMClient } from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { readProfile } from '../../../packages/server/src/store/home.ts'
import { makeRole, makeUser } from '../../support/identities.ts'
import { type KenjaHome, kenjaCommand, kenjaHome } from '../../support/kenja-command.ts'
import { allow, trust } from '../../support/policies.ts'

const kenja: KenjaHome = kenjaHome()
const PASSWORD = 'Correct-Horse-1'
let firstPassword = ''

/** With a line on standard input. */
function kenjaWith(line: string, ...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(kenjaCommand, args, { env: kenja.env, stdio: ['pipe', 'pipe', 'pipe'] })
    const said = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, ...said }))
    child.stdin.end(`${line}\n`)
  })
}

function settingsOf(name: string) {
  const profile = readProfile(kenja.home, name)
  assert.ok(profile, `there is no profile ${name}`)
  const { accessKeyId, secretAccessKey, sessionToken, region, endpointUrl: endpoint } = profile
  return { region, endpoint, credentials: { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) } }
}

async function callerOf(name: string): Promise<string | undefined> {
  return (await new STSClient(settingsOf(name)).send(new GetCallerIdentityCommand({}))).Arn
}

before(async () => {
  const { code, stdout, stderr } = await kenja.kenja('up', '-d')
  assert.equal(code, 0, stderr)
  firstPassword = /Root sign-in, shown this once: account 123456789012, password (\S{24})/.exec(stdout)?.[1] ?? ''
})
after(() => kenja.remove())

test("the first start shows root's password, once, and keeps only its hash", async () => {
  assert.notEqual(firstPassword, '')
  const file = join(kenja.home, 'root-password')
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.ok(!readFileSync(file, 'utf8').includes(firstPassword))
  assert.ok(!readFileSync(join(kenja.home, 'logs', 'server.log'), 'utf8').includes(firstPassword))
  assert.doesNotMatch((await kenja.kenja('up', '-d')).stdout, /Root sign-in/)
})

test('root logs in with it; what it prints is for the shell', async () => {
  const { code, stdout, stderr } = await kenjaWith(firstPassword, 'login', '--password-stdin')
  assert.equal(code, 0, stderr)
  assert.match(stdout, /^unset AWS_ACCESS_KEY_ID .*\nexport AWS_CONFIG_FILE=.*\nexport AWS_SHARED_CREDENTIALS_FILE=.*\nexport AWS_PROFILE=kenja-login\n$/)
  assert.match(settingsOf('kenja-login').credentials.accessKeyId, /^ASIA/)
  assert.equal(await callerOf('kenja-login'), 'arn:aws:iam::123456789012:root')
  assert.match(settingsOf('kenja').credentials.accessKeyId, /^AKIA/)
})

test('a password of their own counts at once, and the old one no longer', async () => {
  assert.equal((await kenjaWith('short', 'password', '--password-stdin')).code, 2)
  assert.equal((await kenjaWith(PASSWORD, 'password', '--password-stdin')).code, 0)
  const old = await kenjaWith(firstPassword, 'login', '--password-stdin')
  assert.deepEqual([old.code, old.stderr], [1, 'kenja: Your authentication information is incorrect. Please try again.\n'])
  assert.equal((await kenjaWith(PASSWORD, 'login', '--password-stdin')).code, 0)
})

test('a user, then in a role', async () => {
  const iam = new IAMClient(settingsOf('kenja'))
  const alice = await makeUser(iam, 'alice', allow('sts:AssumeRole'))
  await iam.send(new CreateLoginProfileCommand({ UserName: 'alice', Password: PASSWORD }))
  const role = await makeRole(iam, 'worker', trust({ AWS: alice.arn }))
  const asUser = await kenjaWith(PASSWORD, 'login', '--user', 'alice', '--password-stdin', '--json')
  assert.equal(JSON.parse(asUser.stdout).arn, alice.arn, asUser.stderr)
  const inRole = await kenjaWith(PASSWORD, 'login', '--user', 'alice', '--role', role, '--password-stdin', '--json')
  assert.equal(JSON.parse(inRole.stdout).arn, 'arn:aws:sts::123456789012:assumed-role/worker/kenja-login', inRole.stderr)
  assert.equal(await callerOf('kenja-login'), 'arn:aws:sts::123456789012:assumed-role/worker/kenja-login')
})

test('logout ends the session at the server and takes the profile away', async () => {
  const client = new STSClient({ ...settingsOf('kenja-login'), maxAttempts: 1 })
  await client.send(new GetCallerIdentityCommand({}))
  assert.deepEqual(JSON.parse((await kenja.kenja('logout', '--json')).stdout), { signedOut: true })
  await assert.rejects(client.send(new GetCallerIdentityCommand({})), { name: 'InvalidClientTokenId' })
  assert.equal(readProfile(kenja.home, 'kenja-login'), undefined)
  assert.equal(await callerOf('kenja'), 'arn:aws:iam::123456789012:root')
})

test('without a terminal nobody is asked', async () => {
  assert.equal((await kenja.kenja('login')).code, 2)
  assert.equal((await kenja.kenja('password')).code, 2)
})
