import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateLoginProfileCommand, GenerateCredentialReportCommand, GetCredentialReportCommand } from '@aws-sdk/client-iam'
import { makeUser } from '../../support/identities.ts'
import { enabledDevice } from '../../support/mfa.ts'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

const HEAD =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated'

test('GetCredentialReport: the columns of AWS, a line for everyone', async () => {
  await assert.rejects(iam.send(new GetCredentialReportCommand({})), { name: 'CredentialReportNotPresentException' })
  await makeUser(iam, 'alice')
  await iam.send(new CreateLoginProfileCommand({ UserName: 'alice', Password: 'Correct-Horse-1' }))
  await enabledDevice(iam, 'phone', 'alice')
  await iam.send(new GenerateCredentialReportCommand({}))
  const { Content, ReportFormat } = await iam.send(new GetCredentialReportCommand({}))
  assert.equal(ReportFormat, 'text/csv')
  const [head, root = '', alice = '', ...rest] = Buffer.from(Content as Uint8Array)
    .toString()
    .split('\n')
  assert.deepEqual([head, rest], [HEAD, []])
  for (const line of [root, alice]) assert.equal(line.split(',').length, HEAD.split(',').length)
  assert.match(root, new RegExp(`^<root_account>,arn:aws:iam::${ACCOUNT}:root,.*,not_supported,`))
  assert.match(alice, /^alice,arn:[^,]*,\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00,true,no_information,\d{4}[^,]*,N\/A,true,true,\d{4}/)
})
