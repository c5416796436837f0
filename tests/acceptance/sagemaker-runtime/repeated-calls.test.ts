/** An endpoint's clients call it again and again; every change counts at the very next call all the same. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DeleteAccessKeyCommand, DeleteRolePolicyCommand, DeleteUserPolicyCommand, PutUserPolicyCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam'
import { AddTagsCommand, DeleteEndpointCommand, DescribeEndpointCommand } from '@aws-sdk/client-sagemaker'
import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import { systemClock } from '../../../packages/server/src/lib/clock.ts'
import type { Credentials } from '../../support/clients.ts'
import { makeKey, makeRole, makeUser } from '../../support/identities.ts'
import { allow } from '../../support/policies.ts'
import { deploy, invoke, prepareAccount, withProcesses } from '../../support/sagemaker.ts'
import { ACCOUNT, startServer } from '../../support/server.ts'

/** The server's clock may run ahead, by less than signatures allow. */
let aheadMs = 0
const clock = { now: () => new Date(systemClock.now().getTime() + aheadMs), monotonicMs: systemClock.monotonicMs }
const server = await startServer({ ...withProcesses, clock })
const { clients } = server
const { iam } = clients
before(async () => {
  await prepareAccount(clients)
  assert.equal((await deploy(clients, 'Bank', 'm')).EndpointStatus, 'InService')
})
after(() => server.stop())

const POLICY = allow(['sagemaker:InvokeEndpoint'])
const DENIED = {
  name: 'AccessDeniedException',
  message: /is not authorized to perform: sagemaker:InvokeEndpoint on resource: arn:aws:sagemaker:us-east-1:\d+:endpoint\/bank/,
}
const UNKNOWN_KEY = { name: 'UnrecognizedClientException' }

/** Calls often enough to be known, and goes on with the same client. */
async function caller(credentials: Credentials): Promise<() => Promise<string>> {
  const own = server.clientsAs(credentials)
  const call = async () => (await invoke(own, 'Bank', '1,2')).text
  for (let times = 0; times < 3; times++) assert.equal(await call(), 'm|1,2|text/csv|')
  return call
}

test('a policy that goes, and one that comes', async () => {
  const call = await caller(await makeUser(iam, 'a', POLICY))
  await iam.send(new DeleteUserPolicyCommand({ UserName: 'a', PolicyName: 'own' }))
  await assert.rejects(call(), DENIED)
  await iam.send(new PutUserPolicyCommand({ UserName: 'a', PolicyName: 'own', PolicyDocument: POLICY }))
  await call()
  const deny = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'sagemaker:*', Resource: '*' }] })
  await iam.send(new PutUserPolicyCommand({ UserName: 'a', PolicyName: 'no', PolicyDocument: deny }))
  await assert.rejects(call(), { name: 'AccessDeniedException', message: /with an explicit deny in an identity-based policy/ })
})

test('a key that is deactivated, activated, deleted', async () => {
  await makeUser(iam, 'b', POLICY)
  const second = await makeKey(iam, 'b')
  const call = await caller(second)
  const set = (Status: 'Active' | 'Inactive') => iam.send(new UpdateAccessKeyCommand({ UserName: 'b', AccessKeyId: second.accessKeyId, Status }))
  await set('Inactive')
  await assert.rejects(call(), UNKNOWN_KEY)
  await set('Active')
  await call()
  await iam.send(new DeleteAccessKeyCommand({ UserName: 'b', AccessKeyId: second.accessKeyId }))
  await assert.rejects(call(), UNKNOWN_KEY)
})

test('a tag of the endpoint that a policy looks at', async () => {
  const tagged = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sagemaker:InvokeEndpoint', Resource: '*', Condition: { StringNotEquals: { 'aws:ResourceTag/state': 'closed' } } }],
  })
  const call = await caller(await makeUser(iam, 'c', tagged))
  const { EndpointArn } = await clients.sagemaker.send(new DescribeEndpointCommand({ EndpointName: 'Bank' }))
  await clients.sagemaker.send(new AddTagsCommand({ ResourceArn: EndpointArn, Tags: [{ Key: 'state', Value: 'closed' }] }))
  await assert.rejects(call(), DENIED)
  await clients.sagemaker.send(new AddTagsCommand({ ResourceArn: EndpointArn, Tags: [{ Key: 'state', Value: 'open' }] }))
})

test('a policy that looks at the time is asked each time', async () => {
  const until = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sagemaker:InvokeEndpoint',
        Resource: '*',
        Condition: { DateLessThan: { 'aws:CurrentTime': new Date(clock.now().getTime() + 60_000).toISOString() } },
      },
    ],
  })
  const call = await caller(await makeUser(iam, 'd', until))
  aheadMs = 90_000
  await assert.rejects(call(), DENIED)
  aheadMs = 0
  await call()
})

test("a role's session ends with the role's rights", async () => {
  const trust = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: 'sts:AssumeRole' }],
  })
  const RoleArn = await makeRole(iam, 'invoker', trust, POLICY)
  const { Credentials: made } = await server
    .clientsAs(await makeUser(iam, 'e', allow(['sts:AssumeRole'])))
    .sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session', Policy: POLICY }))
  const session = { accessKeyId: made?.AccessKeyId as string, secretAccessKey: made?.SecretAccessKey as string, sessionToken: made?.SessionToken as string }
  const call = await caller(session)
  await iam.send(new DeleteRolePolicyCommand({ RoleName: 'invoker', PolicyName: 'own' }))
  await assert.rejects(call(), DENIED)
})

test("the endpoint's own changes: its errors, its end", async () => {
  const own = server.clientsAs(await makeUser(iam, 'f', POLICY))
  for (let times = 0; times < 3; times++) await invoke(own, 'Bank', '1,2')
  await assert.rejects(invoke(own, 'Bank', 'status 415 not this'), {
    name: 'ModelError',
    message: /Received client error \(415\) from primary with message "not this"/,
  })
  await clients.sagemaker.send(new DeleteEndpointCommand({ EndpointName: 'Bank' }))
  await server.app.idle()
  await assert.rejects(invoke(own, 'Bank', '1,2'), { name: 'ValidationError', message: `Endpoint Bank of account ${ACCOUNT} not found.` })
})
