import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CancelPolicyGenerationCommand } from '@aws-sdk/client-accessanalyzer'
import { startRoom } from './room.ts'

const { accessAnalyzer, ann, get, start } = await startRoom()

test('a generation is over as soon as it has begun: there is nothing to cancel, and nothing is lost by it', async () => {
  const jobId = await start(ann.arn)
  await assert.rejects(accessAnalyzer.send(new CancelPolicyGenerationCommand({ jobId })), { name: 'ValidationException' })
  assert.equal((await get(jobId)).jobDetails?.status, 'SUCCEEDED')
  await assert.rejects(accessAnalyzer.send(new CancelPolicyGenerationCommand({ jobId: 'none' })), { name: 'ValidationException' })
})
