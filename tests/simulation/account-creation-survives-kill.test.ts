/** CreateAccount and a kill -9: an account is whole or not there, and every request that was answered ends. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import {
  CreateAccountCommand,
  type CreateAccountStatus,
  CreateOrganizationCommand,
  DescribeCreateAccountStatusCommand,
  ListAccountsCommand,
  ListCreateAccountStatusCommand,
} from '@aws-sdk/client-organizations'
import { insertCreation } from '../../packages/server/src/services/organizations/account/account.store.ts'
import { killableServer } from '../support/killable-server.ts'

const server = await killableServer()
let organization = ''
before(async () => {
  organization = (await server.clients.organizations.send(new CreateOrganizationCommand({}))).Organization?.Id as string
})
after(() => server.end())

const ask = (name: string) => server.clients.organizations.send(new CreateAccountCommand({ Email: `${name}@example.com`, AccountName: name }))

async function settled(id: string): Promise<CreateAccountStatus | undefined> {
  for (;;) {
    const { CreateAccountStatus } = await server.clients.organizations.send(new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: id }))
    if (CreateAccountStatus?.State !== 'IN_PROGRESS') return CreateAccountStatus
    await pause(20)
  }
}

/** Works on the database of a server that does not run. */
function inDatabase<Result>(work: (raw: DatabaseSync) => Result): Result {
  const raw = new DatabaseSync(join(server.home, 'kenja.db'))
  try {
    return work(raw)
  } finally {
    raw.close()
  }
}

/** Every request that succeeded has its account, every account its request and its role: none has half of it. */
async function assertWhole(): Promise<void> {
  const { organizations } = server.clients
  const { Accounts = [] } = await organizations.send(new ListAccountsCommand({ MaxResults: 20 }))
  const made = Accounts.filter(({ JoinedMethod }) => JoinedMethod === 'CREATED').map(({ Id }) => Id as string)
  const { CreateAccountStatuses = [] } = await organizations.send(new ListCreateAccountStatusCommand({ MaxResults: 20 }))
  assert.deepEqual(CreateAccountStatuses.map(({ AccountId }) => AccountId).sort(), made.sort())
  await server.kill()
  const roles = inDatabase((raw) => raw.prepare('SELECT account, name FROM iam_role ORDER BY account').all())
  assert.deepEqual(
    roles.map(({ account, name }) => [account, name]),
    made.map((account) => [account, 'OrganizationAccountAccessRole']),
  )
  await server.start()
}

test('killed while accounts are made, thrice: what was answered is made after the start', async () => {
  for (const round of ['a', 'b', 'c']) {
    const asked = ['1', '2', '3', '4'].map((one) =>
      ask(`${round}${one}`).then(
        ({ CreateAccountStatus }) => CreateAccountStatus?.Id,
        () => undefined,
      ),
    )
    await Promise.race(asked)
    await server.kill()
    const answered = (await Promise.all(asked)).filter((id) => id !== undefined)
    assert.notEqual(answered.length, 0)
    await server.start()
    for (const id of answered) assert.equal((await settled(id))?.State, 'SUCCEEDED')
    while ((await server.clients.organizations.send(new ListCreateAccountStatusCommand({ States: ['IN_PROGRESS'] }))).CreateAccountStatuses?.length)
      await pause(20)
  }
  await assertWhole()
})

test('killed between the request and the account: the start makes it', async () => {
  await server.kill()
  const wish = {
    id: `car-${'0'.repeat(32)}`,
    organization,
    email: 'between@example.com',
    name: 'Between',
    roleName: 'OrganizationAccountAccessRole',
    tags: [],
    state: 'IN_PROGRESS',
    requestedAt: new Date(),
    completedAt: undefined,
    account: undefined,
    failureReason: undefined,
  } as const
  inDatabase((raw) => insertCreation({ raw, prepare: (sql) => raw.prepare(sql) }, wish, 1_000))
  await server.start()
  assert.equal((await settled(wish.id))?.State, 'SUCCEEDED')
  await assertWhole()
})
