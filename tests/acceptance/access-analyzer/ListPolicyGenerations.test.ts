import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ListPolicyGenerationsCommand, type ListPolicyGenerationsCommandInput } from '@aws-sdk/client-accessanalyzer'
import { ACCOUNT } from '../../support/server.ts'
import { startRoom } from './room.ts'

const { accessAnalyzer, ann, start } = await startRoom()
const list = (input: ListPolicyGenerationsCommandInput = {}) => accessAnalyzer.send(new ListPolicyGenerationsCommand(input))

test('ListPolicyGenerations tells all of them, or those of one principal, in pages', async () => {
  assert.deepEqual((await list()).policyGenerations, [])
  const role = `arn:aws:iam::${ACCOUNT}:role/some`
  const jobs = [await start(ann.arn), await start(role), await start(ann.arn)]
  const all = (await list()).policyGenerations ?? []
  assert.deepEqual(all.map(({ jobId }) => jobId).sort(), [...jobs].sort())
  assert.ok(all.every(({ status, startedOn, completedOn }) => status === 'SUCCEEDED' && startedOn && completedOn))
  assert.deepEqual(
    (await list({ principalArn: role })).policyGenerations?.map(({ jobId }) => jobId),
    [jobs[1]],
  )
  const first = await list({ maxResults: 2 })
  const second = await list({ maxResults: 2, nextToken: first.nextToken })
  assert.deepEqual([...(first.policyGenerations ?? []), ...(second.policyGenerations ?? [])], all)
  assert.equal(second.nextToken, undefined)
  await assert.rejects(list({ nextToken: 'x' }), { name: 'ValidationException' })
})
