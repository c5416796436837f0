import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateAccountAliasCommand, ListAccountAliasesCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('CreateAccountAlias: a new one takes the place of the old', async () => {
  for (const AccountAlias of ['first', 'my-team']) await iam.send(new CreateAccountAliasCommand({ AccountAlias }))
  assert.deepEqual((await iam.send(new ListAccountAliasesCommand({}))).AccountAliases, ['my-team'])
})

test('what cannot be an alias', async () => {
  for (const AccountAlias of ['Upper', '-dash', 'ab', 'a--b', '999999999999'])
    await assert.rejects(iam.send(new CreateAccountAliasCommand({ AccountAlias })), (error: Error) =>
      /^(ValidationError|InvalidInputException)$/.test(error.name),
    )
})
