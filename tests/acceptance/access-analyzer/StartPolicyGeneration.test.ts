import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StartPolicyGenerationCommand } from '@aws-sdk/client-accessanalyzer'
import { makeRole } from '../../support/identities.ts'
import { trust } from '../../support/policies.ts'
import { ACCOUNT } from '../../support/server.ts'
import { startRoom } from './room.ts'

const { accessAnalyzer, ann, server } = await startRoom()
const policyGenerationDetails = { principalArn: ann.arn }

test('StartPolicyGeneration answers with a job; the same token with the same one', async () => {
  const first = await accessAnalyzer.send(new StartPolicyGenerationCommand({ policyGenerationDetails, clientToken: 'once' }))
  const again = await accessAnalyzer.send(new StartPolicyGenerationCommand({ policyGenerationDetails, clientToken: 'once' }))
  const other = await accessAnalyzer.send(new StartPolicyGenerationCommand({ policyGenerationDetails }))
  assert.match(first.jobId ?? '', /^[0-9a-f-]{36}$/)
  assert.equal(again.jobId, first.jobId)
  assert.notEqual(other.jobId, first.jobId)
})

test('principals of other accounts, times that go back, and roles that Access Analyzer may not take on are refused', async () => {
  const principalArn = 'arn:aws:iam::999999999999:role/other'
  await assert.rejects(accessAnalyzer.send(new StartPolicyGenerationCommand({ policyGenerationDetails: { principalArn } })), { name: 'ValidationException' })
  const trails = [{ cloudTrailArn: `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:trail/t`, allRegions: true }]
  const accessRole = await makeRole(server.clients.iam, 'reader', trust({ Service: 'access-analyzer.amazonaws.com' }))
  const details = (more: object) =>
    accessAnalyzer.send(
      new StartPolicyGenerationCommand({ policyGenerationDetails, cloudTrailDetails: { trails, accessRole, startTime: new Date(Date.now() - 1000), ...more } }),
    )
  await assert.rejects(details({ startTime: new Date('2030-01-01') }), { name: 'ValidationException' })
  const wrong = await makeRole(server.clients.iam, 'wrong', trust())
  await assert.rejects(details({ accessRole: wrong }), { name: 'ValidationException', message: /Could not assume role/ })
  await details({})
})
