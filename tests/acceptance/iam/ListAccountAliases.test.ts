import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateAccountAliasCommand, ListAccountAliasesCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('ListAccountAliases: one or none', async () => {
  const list = async () => (await iam.send(new ListAccountAliasesCommand({}))).AccountAliases
  assert.deepEqual(await list(), [])
  await iam.send(new CreateAccountAliasCommand({ AccountAlias: 'my-team' }))
  assert.deepEqual(await list(), ['my-team'])
})
