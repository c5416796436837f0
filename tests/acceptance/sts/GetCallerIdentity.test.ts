import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())

test("GetCallerIdentity tells root's account, id and ARN", async () => {
  const { $metadata, ...answer } = await server.clients.sts.send(new GetCallerIdentityCommand({}))
  assert.equal($metadata.httpStatusCode, 200)
  assert.deepEqual(answer, { UserId: ACCOUNT, Account: ACCOUNT, Arn: `arn:aws:iam::${ACCOUNT}:root` })
})
