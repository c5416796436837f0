import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GetSearchSuggestionsCommand } from '@aws-sdk/client-sagemaker'
import { prepareAccount, trainingJob, withMock } from '../../support/sagemaker.ts'
import { startServer } from '../../support/server.ts'

test('GetSearchSuggestions names properties, tags and hyperparameters that are there', async (t) => {
  const server = await startServer(withMock)
  t.after(() => server.stop())
  await prepareAccount(server.clients)
  await server.clients.sagemaker.send(trainingJob('j', { HyperParameters: { max_depth: '5' }, Tags: [{ Key: 'team', Value: 'x' }] }))
  const suggested = async (PropertyNameHint: string, Resource: 'TrainingJob' | 'Model' | 'Project' = 'TrainingJob') => {
    const asked = new GetSearchSuggestionsCommand({ Resource, SuggestionQuery: { PropertyNameQuery: { PropertyNameHint } } })
    return ((await server.clients.sagemaker.send(asked)).PropertyNameSuggestions ?? []).map(({ PropertyName }) => PropertyName)
  }
  assert.deepEqual(await suggested('TrainingJobS'), ['TrainingJobStatus'])
  assert.deepEqual(await suggested('hyper'), ['HyperParameters.max_depth'])
  assert.ok((await suggested('tea')).includes('Tags.team'))
  assert.deepEqual(await suggested('OutputDataConfig.S3'), ['OutputDataConfig.S3OutputPath'])
  assert.ok((await suggested('Name', 'Model')).includes('ModelName'))
  assert.deepEqual(await suggested('Name', 'Project'), [])
})
