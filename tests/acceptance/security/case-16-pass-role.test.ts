/** Abuse case 16: having a stronger role do the work. Whoever may not pass a role gets nothing done with it, and no role works for a service that it does not trust. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { PutUserPolicyCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam'
import {
  CreateModelCommand,
  CreateNotebookInstanceCommand,
  ListModelsCommand,
  ListNotebookInstancesCommand,
  ListTrainingJobsCommand,
} from '@aws-sdk/client-sagemaker'
import { AssumeRoleCommand } from '@aws-sdk/client-sts'
import { makeRole, makeUser } from '../../support/identities.ts'
import { allow, allowAll, trust } from '../../support/policies.ts'
import { prepareAccount, ROLE, TOY, trainingJob, withMock } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer(withMock)
after(() => server.stop())
const { iam } = server.clients
await prepareAccount(server.clients)
const admin = await makeRole(iam, 'admin', trust(), allow())
const untrusting = await makeRole(iam, 'untrusting', trust({ Service: 'ec2.amazonaws.com' }), allow())
const intern = await makeUser(iam, 'intern', allow('sagemaker:*'))
const { sagemaker, sts } = server.clientsAs(intern)
const may = (...statements: object[]) => iam.send(new PutUserPolicyCommand({ UserName: 'intern', PolicyName: 'own', PolicyDocument: allowAll(...statements) }))
const mayUse = { Action: 'sagemaker:*', Resource: '*' }

const ways = (RoleArn: string): Readonly<Record<string, () => Promise<unknown>>> => ({
  CreateTrainingJob: () => sagemaker.send(trainingJob('stronger', { RoleArn })),
  CreateModel: () => sagemaker.send(new CreateModelCommand({ ModelName: 'stronger', ExecutionRoleArn: RoleArn, PrimaryContainer: { Image: TOY } })),
  CreateNotebookInstance: () => sagemaker.send(new CreateNotebookInstanceCommand({ NotebookInstanceName: 'stronger', InstanceType: 'ml.t3.medium', RoleArn })),
})

test('without iam:PassRole no way leads to the role', async () => {
  for (const [name, way] of Object.entries(ways(admin)))
    await assert.rejects(
      way(),
      {
        name: 'AccessDeniedException',
        message: `User: ${intern.arn} is not authorized to perform: iam:PassRole on resource: ${admin} because no identity-based policy allows the iam:PassRole action`,
      },
      name,
    )
})

test('the right to pass another role, or to pass this one to another service, is none', async () => {
  await may(mayUse, { Action: 'iam:PassRole', Resource: ROLE })
  for (const [name, way] of Object.entries(ways(admin))) await assert.rejects(way(), { name: 'AccessDeniedException' }, name)
  await may(mayUse, { Action: 'iam:PassRole', Resource: '*', Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } } })
  for (const [name, way] of Object.entries(ways(admin))) await assert.rejects(way(), { name: 'AccessDeniedException' }, name)
})

test('a role that does not trust SageMaker works for nobody there, not even for who may pass it', async () => {
  await may(mayUse, { Action: 'iam:PassRole', Resource: '*' })
  for (const [name, way] of Object.entries(ways(untrusting)))
    await assert.rejects(
      way(),
      {
        name: 'ValidationException',
        message: `Could not assume role ${untrusting}. Please ensure that the role exists and allows principal 'sagemaker.amazonaws.com' to assume the role.`,
      },
      name,
    )
})

test('trust in a service lets no user in', async () => {
  await may({ Action: ['sagemaker:*', 'sts:AssumeRole'], Resource: '*' })
  await assert.rejects(sts.send(new AssumeRoleCommand({ RoleArn: admin, RoleSessionName: 'visit' })), { name: 'AccessDenied' })
})

test('nothing of all that was made', async () => {
  assert.deepEqual((await sagemaker.send(new ListTrainingJobsCommand({}))).TrainingJobSummaries, [])
  assert.deepEqual((await sagemaker.send(new ListModelsCommand({}))).Models, [])
  assert.deepEqual((await sagemaker.send(new ListNotebookInstancesCommand({}))).NotebookInstances, [])
})

test('who may change the trust policy changes it for all: the way back is open too', async () => {
  await may(mayUse, { Action: 'iam:PassRole', Resource: '*' })
  await ways(admin).CreateModel?.()
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'admin', PolicyDocument: trust({ Service: 'ec2.amazonaws.com' }) }))
  await assert.rejects(ways(admin).CreateTrainingJob?.() ?? Promise.resolve(), { name: 'ValidationException' })
})
