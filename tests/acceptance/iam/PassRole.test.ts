/** iam:PassRole is no operation: whoever names a role for work must be allowed to pass it, and the service must be trusted by the role. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateModelCommand, DescribeModelCommand } from '@aws-sdk/client-sagemaker'
import { makeRole, makeUser } from '../../support/identities.ts'
import { allow, allowAll, trust } from '../../support/policies.ts'
import { ACCOUNT, startServer } from '../../support/server.ts'

const server = await startServer()
after(() => server.stop())
const { iam, sagemaker } = server.clients
const role = await makeRole(iam, 'worker', trust())

const Image = '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-xgboost:1.7-1'
const createModel = (ModelName: string, ExecutionRoleArn: string) =>
  new CreateModelCommand({ ModelName, ExecutionRoleArn, PrimaryContainer: { Image, ModelDataUrl: 's3://bucket/model.tar.gz' } })

test('who may not pass the role is refused in these words, and nothing is made', async () => {
  const alice = await makeUser(iam, 'alice', allow('sagemaker:*'))
  await assert.rejects(server.clientsAs(alice).sagemaker.send(createModel('refused', role)), (error: Error) => {
    assert.equal(error.name, 'AccessDeniedException')
    assert.ok(
      error.message.startsWith(`User: ${alice.arn} is not authorized to perform: iam:PassRole on resource: ${role} because no identity-based policy`),
      error.message,
    )
    return true
  })
  await assert.rejects(sagemaker.send(new DescribeModelCommand({ ModelName: 'refused' })), { name: 'ValidationException' })
})

test('the right may depend on the service', async () => {
  const only = (service: string) =>
    allowAll(
      { Action: 'sagemaker:CreateModel', Resource: '*' },
      { Action: 'iam:PassRole', Resource: role, Condition: { StringEquals: { 'iam:PassedToService': service } } },
    )
  const bob = server.clientsAs(await makeUser(iam, 'bob', only('sagemaker.amazonaws.com')))
  await bob.sagemaker.send(createModel('passed', role))
  const carol = server.clientsAs(await makeUser(iam, 'carol', only('glue.amazonaws.com')))
  await assert.rejects(carol.sagemaker.send(createModel('refused', role)), { name: 'AccessDeniedException', message: /iam:PassRole/ })
})

test("a role that is not there, or trusts someone else, cannot be assumed, not even in root's name", async () => {
  const couldNot = (arn: string) => ({
    name: 'ValidationException',
    message: `Could not assume role ${arn}. Please ensure that the role exists and allows principal 'sagemaker.amazonaws.com' to assume the role.`,
  })
  const missing = `arn:aws:iam::${ACCOUNT}:role/missing`
  await assert.rejects(sagemaker.send(createModel('m', missing)), couldNot(missing))
  const foreign = await makeRole(iam, 'foreign', trust({ Service: 'lambda.amazonaws.com' }))
  await assert.rejects(sagemaker.send(createModel('m', foreign)), couldNot(foreign))
  const otherPath = role.replace('role/', 'role/elsewhere/')
  await assert.rejects(sagemaker.send(createModel('m', otherPath)), couldNot(otherPath))
})
