/** The whole server without credentials: nothing of any operation answers. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { operationNames, type ServiceId } from '../../../packages/wire/src/index.ts'
import { startServer, type TestServer } from '../../support/server.ts'

let server: TestServer
before(async () => {
  server = await startServer()
})
after(() => server.stop())

const TARGETS: Partial<Record<ServiceId, string>> = {
  sagemaker: 'SageMaker',
  logs: 'Logs_20140328',
  cloudwatch: 'GraniteServiceVersion20100801',
  ecr: 'AmazonEC2ContainerRegistry_V20150921',
  kms: 'TrentService',
  secretsmanager: 'secretsmanager',
}

async function refused(init: RequestInit, path = '/'): Promise<void> {
  const answer = await fetch(server.url + path, init)
  const body = await answer.text()
  assert.ok(answer.status === 403 || answer.status === 400, `${path} answered ${answer.status}`)
  if (init.method !== 'HEAD') assert.match(body, /MissingAuthenticationToken|Missing Authentication Token|AccessDenied/)
}

for (const service of Object.keys(TARGETS) as ServiceId[]) {
  test(`${service}: every operation by its target`, async () => {
    for (const name of operationNames(service)) {
      await refused({ method: 'POST', body: '{}', headers: { 'x-amz-target': `${TARGETS[service]}.${name}`, 'content-type': 'application/x-amz-json-1.1' } })
    }
  })
}

for (const service of ['iam', 'sts', 'cloudwatch', 'ec2'] as const) {
  test(`${service}: every action in a form`, async () => {
    for (const name of operationNames(service)) {
      await refused({ method: 'POST', body: `Action=${name}&Version=2010-05-08`, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    }
  })
}

test('S3 and the runtime: every method on every kind of path', async () => {
  for (const method of ['GET', 'HEAD', 'PUT', 'POST', 'DELETE']) {
    for (const path of ['/', '/bucket', '/bucket/key', '/bucket?uploads', '/bucket?acl', '/bucket/key?tagging', '/bucket?delete', '/bucket/_kenja/health'])
      await refused({ method }, path)
  }
  await refused({ method: 'POST', body: '1,2' }, '/endpoints/any/invocations')
})

test('paths of our own: health alone answers without anything', async () => {
  assert.equal((await fetch(`${server.url}/_kenja/health`)).status, 200)
  for (const path of ['/_kenja/', '/_kenja/credentials', '/_kenja/sign-in', '/_kenja/../_kenja/secret'])
    assert.ok((await fetch(server.url + path)).status >= 400)
})
