import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CreateKeyCommand, KMSClient, ListKeysCommand, paginateListKeys } from '@aws-sdk/client-kms'
import { startRoom } from './room.ts'

const { kms, server, createKey } = await startRoom()

test('ListKeys gives pages in a fixed order, each key once', async () => {
  const made = await Promise.all([1, 2, 3, 4, 5].map(() => createKey()))
  const pages = []
  for await (const page of paginateListKeys({ client: kms, pageSize: 2 }, {})) pages.push(page)
  assert.deepEqual(
    pages.map(({ Keys, Truncated }) => [Keys?.length, Truncated]),
    [
      [2, true],
      [2, true],
      [1, false],
    ],
  )
  const listed = pages.flatMap(({ Keys = [] }) => Keys)
  assert.deepEqual(listed.map(({ KeyArn }) => KeyArn).sort(), made.map(({ Arn }) => Arn).sort())
})

test('a marker that no page gave, a limit out of range', async () => {
  await assert.rejects(kms.send(new ListKeysCommand({ Marker: 'nonsense' })), { name: 'InvalidMarkerException' })
  await assert.rejects(kms.send(new ListKeysCommand({ Limit: 1001 })), { name: 'ValidationException', message: /at 'limit'/ })
})

test('a region has its own keys', async () => {
  const elsewhere = new KMSClient({ endpoint: server.url, region: 'ap-northeast-1', credentials: server.credentials, maxAttempts: 1 })
  assert.deepEqual((await elsewhere.send(new ListKeysCommand({}))).Keys, [])
  const { KeyMetadata } = await elsewhere.send(new CreateKeyCommand({}))
  assert.match(KeyMetadata?.Arn ?? '', /^arn:aws:kms:ap-northeast-1:/)
  assert.ok(!(await kms.send(new ListKeysCommand({}))).Keys?.some(({ KeyId }) => KeyId === KeyMetadata?.KeyId))
  elsewhere.destroy()
})
