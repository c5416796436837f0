import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { SimulateCustomPolicyCommand } from '@aws-sdk/client-iam'
import { allow, deny } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam } = server.clients

test('SimulateCustomPolicy asks policies that nobody has', async () => {
  const { EvaluationResults } = await iam.send(
    new SimulateCustomPolicyCommand({
      PolicyInputList: [allow('s3:*'), deny('s3:DeleteObject')],
      ActionNames: ['s3:GetObject', 's3:DeleteObject', 'iam:GetRole'],
      ResourceArns: ['arn:aws:s3:::b/k'],
    }),
  )
  assert.deepEqual(
    EvaluationResults?.map((result) => result.EvalDecision),
    ['allowed', 'explicitDeny', 'implicitDeny'],
  )
  assert.equal(EvaluationResults?.[1]?.MatchedStatements?.[0]?.SourcePolicyId, 'PolicyInputList.2')
  await assert.rejects(iam.send(new SimulateCustomPolicyCommand({ PolicyInputList: ['{'], ActionNames: ['s3:GetObject'] })), { name: 'InvalidInputException' })
})
