/** Changes while something goes on: deletion of a role that works, rotation of a key while a job runs, attaching and detaching at the same time. As AWS, nothing lost. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import {
  AttachRolePolicyCommand,
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  ListAccessKeysCommand,
  ListAttachedRolePoliciesCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam'
import { GetObjectCommand, ListBucketsCommand } from '@aws-sdk/client-s3'
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts'
import { makeRole, makeUser } from '../../support/identities.ts'
import { allow, trust } from '../../support/policies.ts'
import { BUCKET, jobEnded, jobUntil, prepareAccount, trainingJob, withProcesses } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer(withProcesses)
after(() => server.stop())
const { iam, sagemaker } = server.clients
await prepareAccount(server.clients)

test('a role that has policies is not deleted; without them it is, while its sessions and its job are at work: they end', async () => {
  const user = await makeUser(iam, 'visitor', allow('sts:AssumeRole'))
  const RoleArn = await makeRole(
    iam,
    'at-work',
    JSON.stringify({ Version: '2012-10-17', Statement: [trust(), trust({ AWS: user.arn })].flatMap((text) => JSON.parse(text).Statement) }),
    allow(['s3:*', 'logs:*']),
  )
  const { Credentials } = await server.clientsAs(user).sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'visit' }))
  const session = server.clientsAs({
    accessKeyId: Credentials?.AccessKeyId as string,
    secretAccessKey: Credentials?.SecretAccessKey as string,
    sessionToken: Credentials?.SessionToken as string,
  })
  await session.s3.send(new ListBucketsCommand({}))
  await sagemaker.send(trainingJob('of-the-role', { RoleArn, HyperParameters: { rounds: '20', pause_ms: '50' } }))
  await jobUntil(sagemaker, 'of-the-role', ({ SecondaryStatus }) => SecondaryStatus === 'Training')
  await assert.rejects(iam.send(new DeleteRoleCommand({ RoleName: 'at-work' })), {
    name: 'DeleteConflictException',
    message: 'Cannot delete entity, must delete policies first.',
  })
  await iam.send(new DeleteRolePolicyCommand({ RoleName: 'at-work', PolicyName: 'own' }))
  await iam.send(new DeleteRoleCommand({ RoleName: 'at-work' }))
  await assert.rejects(session.s3.send(new ListBucketsCommand({})), { name: 'InvalidToken' })
  const job = await jobEnded(sagemaker, 'of-the-role')
  assert.equal(job.TrainingJobStatus, 'Failed')
  assert.match(job.FailureReason ?? '', /Could not assume role|AccessDenied/)
  // Made again under its name it is another role: the old sessions are not its own.
  await makeRole(iam, 'at-work', trust({ AWS: user.arn }), allow())
  await assert.rejects(session.sts.send(new GetCallerIdentityCommand({})), { name: 'InvalidClientTokenId' })
})

test('a key is rotated while the job that it began runs: the job goes on, the old key ends at the next call', async () => {
  const user = await makeUser(iam, 'rotating', allow())
  const before = server.clientsAs(user)
  await before.sagemaker.send(trainingJob('rotated', { HyperParameters: { rounds: '20', pause_ms: '50' } }))
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'rotating' }))
  const next = server.clientsAs({ accessKeyId: AccessKey?.AccessKeyId as string, secretAccessKey: AccessKey?.SecretAccessKey as string })
  await Promise.all([before.sts.send(new GetCallerIdentityCommand({})), next.sts.send(new GetCallerIdentityCommand({}))])
  await iam.send(new UpdateAccessKeyCommand({ UserName: 'rotating', AccessKeyId: user.accessKeyId, Status: 'Inactive' }))
  await assert.rejects(before.sts.send(new GetCallerIdentityCommand({})), { name: 'InvalidClientTokenId' })
  await iam.send(new DeleteAccessKeyCommand({ UserName: 'rotating', AccessKeyId: user.accessKeyId }))
  const { AccessKeyMetadata } = await next.iam.send(new ListAccessKeysCommand({}))
  assert.deepEqual(
    AccessKeyMetadata?.map(({ AccessKeyId }) => AccessKeyId),
    [AccessKey?.AccessKeyId],
  )
  const job = await jobEnded(next.sagemaker, 'rotated')
  assert.equal(job.TrainingJobStatus, 'Completed', job.FailureReason)
  await next.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'output/rotated/output/model.tar.gz' }))
})

test('attached and detached by several at the same time: every answer is true, and the last word stands', async () => {
  await makeRole(iam, 'contended', trust())
  const input = { RoleName: 'contended', PolicyArn: 'arn:aws:iam::aws:policy/AmazonS3FullAccess' }
  const outcomes = await Promise.all(
    Array.from({ length: 40 }, (_, number) =>
      (number % 2 === 0 ? iam.send(new AttachRolePolicyCommand(input)) : iam.send(new DetachRolePolicyCommand(input))).then(
        () => 'done',
        (error: Error) => error.name,
      ),
    ),
  )
  for (const outcome of outcomes) assert.match(outcome, /^(done|NoSuchEntityException)$/)
  await iam.send(new AttachRolePolicyCommand(input))
  assert.equal((await iam.send(new ListAttachedRolePoliciesCommand({ RoleName: 'contended' }))).AttachedPolicies?.length, 1)
})
