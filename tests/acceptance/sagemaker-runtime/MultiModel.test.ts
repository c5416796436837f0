/** Several models behind one endpoint: loaded when they are asked for, unloaded when the memory is needed. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DeleteObjectCommand } from '@aws-sdk/client-s3'
import { CreateEndpointCommand, CreateModelCommand, type CreateModelCommandInput, DescribeModelCommand } from '@aws-sdk/client-sagemaker'
import {
  BUCKET,
  createConfig,
  deploy,
  endpointSettled,
  invoke,
  prepareAccount,
  put,
  putModelArtifact,
  ROLE,
  TOY,
  withProcesses,
} from '../../support/sagemaker.ts'
import { REGION, startServer } from '../../support/server.ts'

const server = await startServer(withProcesses)
const { clients } = server
const { sagemaker } = clients
after(() => server.stop())

const create = (ModelName: string, change: Partial<CreateModelCommandInput> = {}, Environment: Record<string, string> = {}) =>
  sagemaker.send(
    new CreateModelCommand({
      ModelName,
      ExecutionRoleArn: ROLE,
      PrimaryContainer: { Image: TOY, Mode: 'MultiModel', ModelDataUrl: `s3://${BUCKET}/models/`, Environment },
      ...change,
    }),
  )

async function serve(name: string, Environment: Record<string, string>, instances = 1, cache?: 'Enabled' | 'Disabled'): Promise<void> {
  const container = { Image: TOY, Mode: 'MultiModel', ModelDataUrl: `s3://${BUCKET}/models/`, Environment } as const
  await create(name, { PrimaryContainer: { ...container, ...(cache ? { MultiModelConfig: { ModelCacheSetting: cache } } : {}) } })
  await createConfig(clients, name, instances)
  await sagemaker.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name }))
  assert.equal((await endpointSettled(sagemaker, name)).EndpointStatus, 'InService')
}

const ask = async (endpoint: string, model: string, body = 'x') => {
  const { text } = await invoke(clients, endpoint, body, { TargetModel: `${model}/model.tar.gz` })
  const [name = '', , held = ''] = text.split('|')
  const [count = '', , pid = ''] = held.split(' ')
  return { name, count: Number(count), pid }
}

before(async () => {
  await prepareAccount(clients)
  for (const name of ['a', 'b', 'c', 'slow']) await putModelArtifact(clients.s3, name, name)
  await serve('many', { MODELS_AT_MOST: '2' })
})

test('a model is loaded by its first request and stays until the memory is needed for others', async () => {
  assert.deepEqual([(await ask('many', 'a')).count, (await ask('many', 'b')).count], [1, 2])
  const { count, name } = await ask('many', 'c')
  assert.deepEqual([name, count], ['c', 2], 'the least recently used one has gone')
  await clients.s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'models/b/model.tar.gz' }))
  assert.equal((await ask('many', 'b')).name, 'b', 'what is loaded does not need its object any more')
  assert.equal((await ask('many', 'a')).name, 'a')
  await putModelArtifact(clients.s3, 'b', 'b')
})

test('requests that come at the same time load a model once', async () => {
  const answers = await Promise.all(['slow', 'slow', 'slow'].map((name) => ask('many', name)))
  assert.deepEqual(
    answers.map(({ name }) => name),
    ['slow', 'slow', 'slow'],
  )
})

test('a model that its process has lost is loaded again', async () => {
  await ask('many', 'a')
  assert.equal((await ask('many', 'a', 'forget')).name, 'a')
})

test('without a cache a model stays only as long as requests for it run', async () => {
  await serve('uncached', {}, 1, 'Disabled')
  assert.equal((await ask('uncached', 'a')).count, 1)
  for (let tries = 0; ; tries++) {
    const { count } = await ask('uncached', 'b')
    if (count === 1) break
    assert.ok(tries < 100, 'the other model never went')
  }
})

test('each instance has models of its own, and a model is asked for where it is', async () => {
  await serve('wide', {}, 2)
  const first = await ask('wide', 'a')
  const again = await Promise.all(Array.from({ length: 8 }, () => ask('wide', 'a')))
  assert.deepEqual([...new Set(again.map(({ pid }) => pid))], [first.pid])
  const other = await ask('wide', 'b')
  assert.notEqual(other.pid, first.pid, 'the instance with fewer models takes the next one')
  assert.deepEqual([first.count, other.count], [1, 1])
})

test("what goes wrong, in AWS's words", async () => {
  await deploy(clients, 'single', 's')
  const refused = (endpoint: string, TargetModel: string | undefined, message: RegExp | string, name = 'ValidationError') =>
    assert.rejects(invoke(clients, endpoint, 'x', TargetModel === undefined ? {} : { TargetModel }), { name, message })
  await refused('single', 'a/model.tar.gz', 'Endpoint single is not a multi-model endpoint and does not support target model header.')
  await refused('many', undefined, /^Request [0-9a-f-]{36} is missing a target model header\.$/)
  await refused('many', 'nothing.tar.gz', /^Failed to download model data\(bucket: sagemaker-tests, key: models\/nothing\.tar\.gz\)\. Please ensure/)
  await assert.rejects(invoke(clients, 'single', 'x', { TargetContainerHostname: 'second' }), { name: 'ValidationError', message: /has one container/ })
  await put(clients.s3, 'models/bad.tar.gz', 'not an archive')
  await refused('many', 'bad.tar.gz', /^Failed to extract model data archive\(bucket: sagemaker-tests, key: models\/bad\.tar\.gz\)/)
  await serve('full', { MODELS_AT_MOST: '0' })
  await refused('full', 'a/model.tar.gz', /^Received server error \(507\) from primary with message "no memory left"/, 'ModelError')
})

test('models are checked when they are created, and described as they were asked for', async () => {
  const { PrimaryContainer } = await sagemaker.send(new DescribeModelCommand({ ModelName: 'uncached' }))
  assert.deepEqual([PrimaryContainer?.Mode, PrimaryContainer?.MultiModelConfig], ['MultiModel', { ModelCacheSetting: 'Disabled' }])
  const container = { Image: TOY, Mode: 'MultiModel', ModelDataUrl: 's3://b/p/' } as const
  const old = `811284229777.dkr.ecr.${REGION}.amazonaws.com/xgboost:latest`
  const cases: [Partial<CreateModelCommandInput>, RegExp][] = [
    [{ PrimaryContainer: { ...container, ModelDataUrl: undefined } }, /ModelDataUrl is required/],
    [{ PrimaryContainer: { ...container, Mode: 'SingleModel', MultiModelConfig: { ModelCacheSetting: 'Enabled' } } }, /MultiModelConfig is for/],
    [{ PrimaryContainer: { ...container, Image: old } }, /does not contain required com\.amazonaws\.sagemaker\.capabilities\.multi-models=true Docker label/],
    [{ ExecutionRoleArn: undefined }, /ExecutionRoleArn is required/],
    [{ InferenceExecutionConfig: { Mode: 'Direct' } }, /Mode Direct/],
    [{ PrimaryContainer: undefined, Containers: [container, container] }, /inference pipelines/],
  ]
  for (const [change, message] of cases) await assert.rejects(create('refused', change), { name: 'ValidationException', message })
})
