import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateAccountAliasCommand, DeleteAccountAliasCommand, ListAccountAliasesCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('DeleteAccountAlias, once', async () => {
  await iam.send(new CreateAccountAliasCommand({ AccountAlias: 'my-team' }))
  await assert.rejects(iam.send(new DeleteAccountAliasCommand({ AccountAlias: 'other' })), { name: 'NoSuchEntityException' })
  await iam.send(new DeleteAccountAliasCommand({ AccountAlias: 'my-team' }))
  assert.deepEqual((await iam.send(new ListAccountAliasesCommand({}))).AccountAliases, [])
  await assert.rejects(iam.send(new DeleteAccountAliasCommand({ AccountAlias: 'my-team' })), { name: 'NoSuchEntityException' })
})
