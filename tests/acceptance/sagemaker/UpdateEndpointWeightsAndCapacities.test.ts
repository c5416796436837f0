import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CreateEndpointCommand, CreateEndpointConfigCommand, UpdateEndpointWeightsAndCapacitiesCommand } from '@aws-sdk/client-sagemaker'
import { createModel, endpointSettled, invoke, prepareAccount, withProcesses } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

const server = await startServer(withProcesses)
const { clients } = server
const { sagemaker } = clients
before(() => prepareAccount(clients))
after(() => server.stop())

const update = (VariantName: string, change: { DesiredWeight?: number; DesiredInstanceCount?: number }) =>
  sagemaker.send(new UpdateEndpointWeightsAndCapacitiesCommand({ EndpointName: 'e', DesiredWeightsAndCapacities: [{ VariantName, ...change }] }))

test('weights and counts become what is desired', async () => {
  const instance = { InitialInstanceCount: 1, InstanceType: 'ml.m4.xlarge' as const }
  for (const name of ['one', 'two']) await createModel(clients, name, name)
  const ProductionVariants = ['one', 'two'].map((name) => ({ VariantName: name, ModelName: name, ...instance }))
  await sagemaker.send(new CreateEndpointConfigCommand({ EndpointConfigName: 'e', ProductionVariants }))
  await sagemaker.send(new CreateEndpointCommand({ EndpointName: 'e', EndpointConfigName: 'e' }))
  assert.equal((await endpointSettled(sagemaker, 'e')).EndpointStatus, 'InService')
  await update('one', { DesiredWeight: 0 })
  await endpointSettled(sagemaker, 'e')
  for (let i = 0; i < 10; i++) assert.equal((await invoke(clients, 'e', 'x')).InvokedProductionVariant, 'two')
  assert.equal((await invoke(clients, 'e', 'x', { TargetVariant: 'one' })).InvokedProductionVariant, 'one')
  await update('two', { DesiredInstanceCount: 2 })
  const more = await endpointSettled(sagemaker, 'e')
  assert.deepEqual(
    more.ProductionVariants?.map(({ CurrentWeight, CurrentInstanceCount }) => [CurrentWeight, CurrentInstanceCount]),
    [
      [0, 1],
      [1, 2],
    ],
  )
  await update('two', { DesiredInstanceCount: 1 })
  assert.equal((await endpointSettled(sagemaker, 'e')).ProductionVariants?.[1]?.CurrentInstanceCount, 1)
  await invoke(clients, 'e', 'x')
  await assert.rejects(update('three', { DesiredWeight: 1 }), { name: 'ValidationException', message: /"three"/ })
})
