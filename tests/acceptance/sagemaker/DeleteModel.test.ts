import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { CreateModelCommand, DeleteModelCommand, DescribeModelCommand } from '@aws-sdk/client-sagemaker'
import { TOY, withMock } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer(withMock)
const { sagemaker } = server.clients
after(() => server.stop())

test('a model is gone when it was deleted; its name is free again', async () => {
  const model = { ModelName: 'm', PrimaryContainer: { Image: TOY } }
  await sagemaker.send(new CreateModelCommand(model))
  await sagemaker.send(new DeleteModelCommand({ ModelName: 'm' }))
  for (const Command of [DescribeModelCommand, DeleteModelCommand]) {
    await assert.rejects(sagemaker.send(new Command({ ModelName: 'm' }) as DescribeModelCommand), {
      name: 'ValidationException',
      message: /^Could not find model "arn:/,
    })
  }
  await sagemaker.send(new CreateModelCommand(model))
})
