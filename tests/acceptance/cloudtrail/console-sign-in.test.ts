/** Sign-in with a password, failed ones among them, and roles that are switched to in the console: on record as AWS writes them, without passwords. */
import assert from 'node:assert/strict'
import { Agent } from 'node:http'
import type { LookupFunction } from 'node:net'
import { after, test } from 'node:test'
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { CreateLoginProfileCommand } from '@aws-sdk/client-iam'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { makeRole, makeUser } from '../../support/identities.ts'
import { enabledDevice } from '../../support/mfa.ts'
import { allow, trust } from '../../support/policies.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients
const PASSWORD = 'Correct-Horse-1'
const user = await makeUser(iam, 'ann', allow())
await iam.send(new CreateLoginProfileCommand({ UserName: 'ann', Password: PASSWORD }))

/** Browsers know that `*.localhost` is this machine; Node asks the system, which may not. */
const here = ((_name: string, options: { all?: boolean }, done: (...answer: unknown[]) => void) =>
  options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)) as LookupFunction

async function signIn(form: object): Promise<Record<string, string>> {
  const answer = await fetch(`${server.url}/_kenja/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'a browser' },
    body: JSON.stringify(form),
  })
  return (await answer.json()) as Record<string, string>
}

interface SignInRecord {
  readonly userIdentity: {
    readonly type: string
    readonly principalId: string
    readonly arn: string
    readonly userName?: string
    readonly sessionContext: { sessionIssuer: { arn: string } }
  }
  readonly responseElements: Readonly<Record<string, string>>
  readonly additionalEventData: Readonly<Record<string, string>>
  readonly [member: string]: unknown
}

/** Newest first. */
async function records(name: string): Promise<SignInRecord[]> {
  const { Events } = await server.clients.cloudtrail.send(new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: name }] }))
  const texts = (Events ?? []).map(({ CloudTrailEvent }) => CloudTrailEvent ?? '')
  for (const text of texts) assert.doesNotMatch(text, new RegExp(`${PASSWORD}|wrong-password|my-secret`))
  return texts.map((text) => JSON.parse(text) as SignInRecord)
}

test('a user: ConsoleLogin, Success', async () => {
  await signIn({ kind: 'user', userName: 'ann', password: PASSWORD })
  const [record] = await records('ConsoleLogin')
  assert.deepEqual(record?.userIdentity, {
    type: 'IAMUser',
    principalId: record?.userIdentity.principalId,
    arn: user.arn,
    accountId: ACCOUNT,
    userName: 'ann',
  })
  assert.match(record?.userIdentity.principalId ?? '', /^AIDA/)
  assert.deepEqual(
    [record?.eventSource, record?.eventType, record?.awsRegion, record?.readOnly],
    ['signin.amazonaws.com', 'AwsConsoleSignIn', 'us-east-1', false],
  )
  assert.deepEqual([record?.requestParameters, record?.responseElements], [null, { ConsoleLogin: 'Success' }])
  assert.deepEqual(record?.additionalEventData, { LoginTo: `${server.url}/`, MobileVersion: 'No', MFAUsed: 'No' })
  assert.deepEqual([record?.userAgent, record?.sourceIPAddress], ['a browser', '127.0.0.1'])
})

test('failures: a wrong password, a name that nobody has (which may be a password), root', async () => {
  await signIn({ kind: 'user', userName: 'ann', password: 'wrong-password' })
  await signIn({ kind: 'user', userName: 'my-secret', password: 'wrong-password' })
  await signIn({ kind: 'root', password: 'wrong-password' })
  const failed = (await records('ConsoleLogin')).filter(({ responseElements }) => responseElements.ConsoleLogin === 'Failure')
  const told = failed.map(({ userIdentity, errorMessage }) => [userIdentity.type, userIdentity.userName, errorMessage])
  assert.deepEqual(told.sort(), [
    ['IAMUser', 'HIDDEN_DUE_TO_SECURITY_REASONS', 'No username found in supplied account'],
    ['IAMUser', 'ann', 'Failed authentication'],
    ['Root', undefined, 'Failed authentication'],
  ])
})

test('an account that is not there keeps no record', async () => {
  const before = (await records('ConsoleLogin')).length
  await signIn({ kind: 'user', account: '999999999999', userName: 'x', password: 'wrong-password' })
  await signIn({ kind: 'user', account: 'no-such-alias', userName: 'x', password: 'wrong-password' })
  assert.equal((await records('ConsoleLogin')).length, before)
})

test('with an MFA device: what only asks for the code is no attempt yet', async () => {
  await enabledDevice(iam, 'phone', 'ann')
  const before = (await records('ConsoleLogin')).length
  await signIn({ kind: 'user', userName: 'ann', password: PASSWORD })
  assert.equal((await records('ConsoleLogin')).length, before)
})

test('a role that is switched to in the console: SwitchRole, in the account of the role, beside AssumeRole', async () => {
  const RoleArn = await makeRole(iam, 'operators', trust({ AWS: user.arn }), allow('s3:*'))
  await makeUser(iam, 'ben', allow('sts:AssumeRole'))
  await iam.send(new CreateLoginProfileCommand({ UserName: 'ben', Password: PASSWORD }))
  const forBen = await makeRole(iam, 'for-ben', trust({ AWS: ACCOUNT }), allow('s3:*'))
  const given = await signIn({ kind: 'user', userName: 'ben', password: PASSWORD })
  const credentials = { accessKeyId: given.AccessKeyId as string, secretAccessKey: given.SecretAccessKey as string, sessionToken: given.SessionToken as string }
  const endpoint = `http://console.localhost:${server.port}`
  const sts = new STSClient({ endpoint, region: REGION, credentials, maxAttempts: 1, requestHandler: { httpAgent: new Agent({ lookup: here }) } })
  await sts.send(new AssumeRoleCommand({ RoleArn: forBen, RoleSessionName: 'ben' }))
  sts.destroy()
  const [record] = await records('SwitchRole')
  assert.deepEqual(record?.responseElements, { SwitchRole: 'Success' })
  assert.equal(record?.additionalEventData.SwitchFrom, `arn:aws:iam::${ACCOUNT}:user/ben`)
  const identity = record?.userIdentity
  assert.deepEqual(
    [identity?.type, identity?.arn, identity?.sessionContext.sessionIssuer.arn],
    ['AssumedRole', `arn:aws:sts::${ACCOUNT}:assumed-role/for-ben/ben`, forBen],
  )
  // A program that assumes a role switches nothing.
  await server.clientsAs(user).sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'ann' }))
  assert.equal((await records('SwitchRole')).length, 1)
})
