/** Abuse case 14: presigned addresses. They are good for their method, their object and their time, and for nothing else; within it as often as they are used. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { UpdateAccessKeyCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import { type Clock, systemClock } from '../../../packages/server/src/lib/clock.ts'
import type { Credentials } from '../../support/clients.ts'
import { makeRole, makeUser } from '../../support/identities.ts'
import { allow, trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'
import { type Presigned, presigned } from './presigned.ts'

let aheadMs = 0
const clock: Clock = { now: () => new Date(systemClock.now().getTime() + aheadMs), monotonicMs: () => systemClock.monotonicMs() + aheadMs }
const server = await startServer({ clock })
after(() => server.stop())
const { s3, iam } = server.clients
await s3.send(new CreateBucketCommand({ Bucket: 'addresses' }))
await s3.send(new PutObjectCommand({ Bucket: 'addresses', Key: 'object', Body: 'content' }))
const user = await makeUser(iam, 'signer', allow('s3:*'))

const object: Presigned = { method: 'GET', path: '/addresses/object' }
async function fetched(url: string, init: RequestInit = {}): Promise<[number, string | undefined]> {
  const answer = await fetch(url, init)
  return [answer.status, /<Code>([^<]*)</.exec(await answer.text())?.[1]]
}
const of = async (more: Partial<Presigned> = {}, init: RequestInit = {}) => fetched(await presigned(server, { ...object, at: clock.now(), ...more }), init)

test('within its time it works, again and again: replay is part of what such an address is', async () => {
  const url = await presigned(server, object)
  for (let times = 0; times < 3; times++) assert.deepEqual(await fetched(url), [200, undefined])
})

test('expired, for longer than a week, from the future, without a time', async () => {
  const minute = 60_000
  assert.deepEqual(await of({ at: new Date(clock.now().getTime() - 10 * minute), expires: '300' }), [403, 'AccessDenied'])
  assert.deepEqual(await of({ expires: '604800' }), [200, undefined])
  for (const expires of ['604801', '-1', '1e3', 'soon', '99999999999999999999'])
    assert.deepEqual(await of({ expires }), [400, 'AuthorizationQueryParametersError'], expires)
  assert.deepEqual(await of({ at: new Date(clock.now().getTime() + 10 * minute) }), [200, undefined])
  assert.deepEqual(await of({ at: new Date(clock.now().getTime() + 20 * minute) }), [403, 'AccessDenied'])
})

test('another method, object, bucket, query or signed header', async () => {
  const url = await presigned(server, object)
  for (const method of ['PUT', 'DELETE', 'HEAD']) assert.equal((await fetched(url, { method }))[0], 403, method)
  for (const changed of [
    url.replace('/object?', '/other?'),
    url.replace('/addresses/', '/address/'),
    `${url}&acl=`,
    url.replace('X-Amz-Expires=300', 'X-Amz-Expires=604800'),
  ])
    assert.equal((await fetched(changed))[1], 'SignatureDoesNotMatch', changed)
  assert.deepEqual(await fetched(url.replace('127.0.0.1', 'localhost')), [403, 'SignatureDoesNotMatch'])
  assert.deepEqual(await fetched(url, { headers: { 'x-amz-meta-more': 'x' } }), [403, 'AccessDenied'])
  assert.equal((await fetched(`${url}&X-Amz-Signature=${'0'.repeat(64)}`))[0] >= 400, true)
})

test('for another service or region', async () => {
  assert.equal((await of({ service: 'iam' }))[0] >= 400, true)
  const elsewhere = await presigned(server, { ...object, region: 'eu-west-1' })
  assert.equal((await fetched(elsewhere.replace('eu-west-1', 'us-east-1')))[0], 403)
})

test('it dies with its key, and comes back with it', async () => {
  const url = await presigned(server, { ...object, credentials: user, expires: '3600' })
  const set = (Status: 'Active' | 'Inactive') => iam.send(new UpdateAccessKeyCommand({ UserName: 'signer', AccessKeyId: user.accessKeyId, Status }))
  assert.deepEqual(await fetched(url), [200, undefined])
  await set('Inactive')
  assert.deepEqual(await fetched(url), [403, 'InvalidAccessKeyId'])
  await set('Active')
  assert.deepEqual(await fetched(url), [200, undefined])
})

test('it dies with the session that signed it, whatever time it names', async () => {
  const RoleArn = await makeRole(iam, 'reader', trust({ AWS: user.arn }), allow('s3:GetObject'))
  const { Credentials } = await server.clientsAs(user).sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'visit', DurationSeconds: 900 }))
  const session: Credentials = {
    accessKeyId: Credentials?.AccessKeyId as string,
    secretAccessKey: Credentials?.SecretAccessKey as string,
    sessionToken: Credentials?.SessionToken as string,
  }
  const url = await presigned(server, { ...object, credentials: session, expires: '604800' })
  assert.deepEqual(await fetched(url), [200, undefined])
  aheadMs = 20 * 60_000
  assert.deepEqual(await fetched(url), [400, 'ExpiredToken'])
  aheadMs = 0
  assert.equal((await fetched(url.replace(/X-Amz-Security-Token=[^&]*/, 'X-Amz-Security-Token=other')))[0] >= 400, true)
})
