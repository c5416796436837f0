import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CreateModelCommand, type CreateModelCommandInput } from '@aws-sdk/client-sagemaker'
import { prepareAccount, ROLE, TOY, withMock } from '../../support/sagemaker.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer(withMock)
const { sagemaker } = server.clients
before(() => prepareAccount(server.clients))
after(() => server.stop())

const create = (ModelName: string, change: Partial<CreateModelCommandInput> = {}) =>
  sagemaker.send(new CreateModelCommand({ ModelName, ExecutionRoleArn: ROLE, PrimaryContainer: { Image: TOY, ModelDataUrl: 's3://b/m.tar.gz' }, ...change }))

test('answers the ARN with the name in lower case; a second one of the name is refused', async () => {
  const arn = `arn:aws:sagemaker:${REGION}:${ACCOUNT}:model/my-model`
  assert.equal((await create('My-Model')).ModelArn, arn)
  for (const name of ['My-Model', 'my-model']) {
    await assert.rejects(create(name), { name: 'ValidationException', message: `Cannot create already existing model "${arn}".` })
  }
})

test('what cannot be served is refused by name', async () => {
  const container = { Image: TOY }
  const cases: [Partial<CreateModelCommandInput>, RegExp][] = [
    [{ PrimaryContainer: container, Containers: [container] }, /PrimaryContainer or Containers, not both/],
    [{ PrimaryContainer: undefined }, /Either PrimaryContainer or Containers/],
    [{ PrimaryContainer: undefined, Containers: [container, container] }, /inference pipelines/],
    [{ PrimaryContainer: { ModelDataUrl: 's3://b/m.tar.gz' } }, /Image is required/],
    [{ ExecutionRoleArn: `arn:aws:iam::${ACCOUNT}:role/nobody` }, /role/],
  ]
  for (const [change, message] of cases) await assert.rejects(create('refused', change), { name: 'ValidationException', message })
})
