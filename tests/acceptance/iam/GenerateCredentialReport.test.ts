import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { GenerateCredentialReportCommand } from '@aws-sdk/client-iam'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('GenerateCredentialReport begins, then says that it is complete', async () => {
  assert.equal((await iam.send(new GenerateCredentialReportCommand({}))).State, 'STARTED')
  assert.equal((await iam.send(new GenerateCredentialReportCommand({}))).State, 'COMPLETE')
})
