import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CreateEndpointConfigCommand, type CreateEndpointConfigCommandInput, CreateModelCommand } from '@aws-sdk/client-sagemaker'
import { TOY, withMock } from '../../support/sagemaker.ts'
import { ACCOUNT, REGION, startServer } from '../../support/server.ts'

const server = await startServer(withMock)
const { sagemaker } = server.clients
before(() => sagemaker.send(new CreateModelCommand({ ModelName: 'm', PrimaryContainer: { Image: TOY } })))
after(() => server.stop())

const variant = { VariantName: 'v', ModelName: 'm', InitialInstanceCount: 1, InstanceType: 'ml.m4.xlarge' as const }
const create = (change: Partial<CreateEndpointConfigCommandInput> = {}) =>
  sagemaker.send(new CreateEndpointConfigCommand({ EndpointConfigName: 'Config', ProductionVariants: [variant], ...change }))

test('what is not there or not supported is refused by name', async () => {
  const cases: [Partial<CreateEndpointConfigCommandInput>, string | RegExp][] = [
    [{ ProductionVariants: [{ ...variant, ModelName: 'no' }] }, `Could not find model "arn:aws:sagemaker:${REGION}:${ACCOUNT}:model/no".`],
    [{ ProductionVariants: [variant, variant] }, /Variant names must be unique/],
    [{ ProductionVariants: [{ VariantName: 'v', ModelName: 'm', ServerlessConfig: { MemorySizeInMB: 1024, MaxConcurrency: 1 } }] }, /serverless inference/],
    [
      { DataCaptureConfig: { EnableCapture: true, InitialSamplingPercentage: 100, DestinationS3Uri: 's3://b/c', CaptureOptions: [{ CaptureMode: 'Input' }] } },
      /data capture/,
    ],
    [{ AsyncInferenceConfig: { OutputConfig: { S3OutputPath: 's3://b/c' } } }, /asynchronous inference/],
  ]
  for (const [change, message] of cases) await assert.rejects(create(change), { name: 'ValidationException', message })
})

test('answers the ARN; a second one of the name is refused', async () => {
  const arn = `arn:aws:sagemaker:${REGION}:${ACCOUNT}:endpoint-config/config`
  assert.equal((await create()).EndpointConfigArn, arn)
  await assert.rejects(create(), { name: 'ValidationException', message: `Cannot create already existing endpoint configuration "${arn}".` })
})
