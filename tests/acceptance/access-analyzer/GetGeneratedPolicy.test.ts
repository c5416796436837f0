import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetGeneratedPolicyCommand, StartPolicyGenerationCommand } from '@aws-sdk/client-accessanalyzer'
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { makeRole, makeUser } from '../../support/identities.ts'
import { allow, deny, trust } from '../../support/policies.ts'
import { jobEnded, prepareAccount, ROLE, TOY_IMAGES, trainingJob } from '../../support/sagemaker.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'
import { startRoom } from './room.ts'

const { accessAnalyzer, ann, get, server, start, statementsOf } = await startRoom()

test('the policy holds what was done, data events by their folders, and nothing else', async () => {
  const jobId = await start(ann.arn)
  const { jobDetails, generatedPolicyResult } = await get(jobId)
  assert.deepEqual([jobDetails?.jobId, jobDetails?.status], [jobId, 'SUCCEEDED'])
  assert.equal(generatedPolicyResult?.properties?.principalArn, ann.arn)
  assert.equal(generatedPolicyResult?.properties?.isComplete, true)
  assert.deepEqual(JSON.parse(generatedPolicyResult?.generatedPolicies?.[0]?.policy ?? ''), {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'SupportedServiceSid0', Effect: 'Allow', Action: 's3:CreateBucket', Resource: 'arn:aws:s3:::anns' },
      { Sid: 'SupportedServiceSid1', Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::anns/data/train/*' },
    ],
  })
})

test('who has done nothing gets no policy; what was refused is in none; an unknown job is refused', async () => {
  const { iam } = server.clients
  const idle = await makeUser(iam, 'idle', deny('s3:*'))
  assert.deepEqual(await statementsOf(idle.arn), [])
  await assert.rejects(server.clientsAs(idle).s3.send(new GetObjectCommand({ Bucket: 'anns', Key: 'x' })))
  assert.deepEqual(await statementsOf(idle.arn), [])
  await assert.rejects(accessAnalyzer.send(new GetGeneratedPolicyCommand({ jobId: 'none' })), { name: 'ValidationException' })
})

test('only the time asked for counts', async () => {
  const accessRole = await makeRole(server.clients.iam, 'reader', trust({ Service: 'access-analyzer.amazonaws.com' }))
  const cloudTrailDetails = {
    trails: [{ cloudTrailArn: `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/t`, allRegions: true }],
    accessRole,
    startTime: new Date(Date.now() - 86_400_000),
    endTime: new Date(Date.now() - 3_600_000),
  }
  const { jobId } = await accessAnalyzer.send(new StartPolicyGenerationCommand({ policyGenerationDetails: { principalArn: ann.arn }, cloudTrailDetails }))
  const { generatedPolicyResult } = await get(jobId as string)
  assert.deepEqual(generatedPolicyResult?.generatedPolicies, [])
  assert.equal(generatedPolicyResult?.properties?.cloudTrailProperties?.trailProperties?.[0]?.allRegions, true)
})

test('PassRole is in it, narrowed to the service; names that a clock made become stars; the role has what SageMaker did for it', async (t) => {
  const other = await startServer({ imagesRoot: TOY_IMAGES, behaviour: () => ({ exitCode: 0 }) })
  t.after(() => other.stop())
  await prepareAccount(other.clients)
  const bob = await makeUser(other.clients.iam, 'bob', allow())
  const { sagemaker, accessAnalyzer: analyzer, s3 } = other.clientsAs(bob)
  const name = 'xgboost-2026-11-25-04-55-12-123'
  await sagemaker.send(trainingJob(name))
  await jobEnded(sagemaker, name)
  for (let number = 0; number < 12; number++) await s3.send(new PutObjectCommand({ Bucket: 'sagemaker-tests', Key: `many/folder${number}/x`, Body: 'x' }))
  const policyOf = async (principalArn: string) => {
    const { jobId } = await analyzer.send(new StartPolicyGenerationCommand({ policyGenerationDetails: { principalArn } }))
    const { generatedPolicyResult } = await analyzer.send(new GetGeneratedPolicyCommand({ jobId }))
    return (
      JSON.parse(generatedPolicyResult?.generatedPolicies?.[0]?.policy ?? '{}') as {
        Statement: { Action: string | string[]; Resource: unknown; Condition?: unknown }[]
      }
    ).Statement
  }
  const find = (statements: Awaited<ReturnType<typeof policyOf>>, action: string) => statements.find(({ Action }) => [Action].flat().includes(action))
  const bobs = await policyOf(bob.arn)
  assert.equal(find(bobs, 'sagemaker:CreateTrainingJob')?.Resource, `arn:aws:sagemaker:${REGION}:${ACCOUNT}:training-job/xgboost-*`)
  const pass = find(bobs, 'iam:PassRole')
  assert.deepEqual([pass?.Resource, pass?.Condition], [ROLE, { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } }])
  assert.equal(find(bobs, 's3:PutObject')?.Resource, 'arn:aws:s3:::sagemaker-tests/*', 'many folders become the bucket')
  const roles = await policyOf(ROLE)
  assert.equal(find(roles, 's3:ListBucket')?.Resource, 'arn:aws:s3:::sagemaker-tests')
  assert.equal(find(roles, 's3:GetObject')?.Resource, 'arn:aws:s3:::sagemaker-tests/data/train/*', 'a folder takes in those below it')
  assert.equal(find(roles, 'iam:PassRole'), undefined)
})
