import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CreateEndpointCommand, paginateSearch, SearchCommand, type SearchCommandInput, type SearchExpression } from '@aws-sdk/client-sagemaker'
import { createConfig, createModel, jobEnded, prepareAccount, trainingJob, withMock } from '../../support/sagemaker.ts'
import { startServer, type TestServer } from '../../support/server.ts'

let server: TestServer
const output = ['[1]#011validation-auc:0.9\n', '[1]#011validation-auc:0.7\n']
before(async () => {
  let number = 0
  server = await startServer({ ...withMock, behaviour: () => ({ output: output[number % 2] as string, exitCode: number++ === 2 ? 1 : 0 }) })
  const { sagemaker } = server.clients
  await prepareAccount(server.clients)
  const make = async (name: string, change: Parameters<typeof trainingJob>[1]) => {
    await sagemaker.send(trainingJob(name, change))
    await jobEnded(sagemaker, name)
  }
  const MetricDefinitions = [{ Name: 'validation:auc', Regex: 'validation-auc:([0-9.]+)' }]
  const AlgorithmSpecification = { ...trainingJob('x').input.AlgorithmSpecification, TrainingInputMode: 'File' as const, MetricDefinitions }
  const [channel] = trainingJob('x').input.InputDataConfig ?? []
  await make('alpha', {
    AlgorithmSpecification,
    HyperParameters: { eta: '0.2', depth: '5', objective: 'binary:logistic' },
    Tags: [{ Key: 'team', Value: 'red' }],
  })
  await make('beta', {
    AlgorithmSpecification,
    HyperParameters: { eta: '0.35', depth: '10' },
    Tags: [{ Key: 'team', Value: 'blue' }],
    ...(channel && { InputDataConfig: [channel, { ...channel, ChannelName: 'validation', ContentType: 'text/csv' }] }),
  })
  await make('gamma', { ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 50 } })
})
after(() => server.stop())

const found = async (SearchExpression?: SearchExpression, more: Partial<SearchCommandInput> = {}) => {
  const { Results } = await server.clients.sagemaker.send(
    new SearchCommand({ Resource: 'TrainingJob', SearchExpression, SortBy: 'TrainingJobName', SortOrder: 'Ascending', ...more }),
  )
  return (Results ?? []).map(({ TrainingJob }) => TrainingJob?.TrainingJobName)
}
const where = (
  Name: string,
  Operator?: 'Equals' | 'NotEquals' | 'GreaterThan' | 'LessThan' | 'LessThanOrEqualTo' | 'Contains' | 'Exists' | 'NotExists' | 'In',
  Value?: string,
) => found({ Filters: [{ Name, ...(Operator && { Operator }), ...(Value !== undefined && { Value }) }] })

test('Search finds jobs by text, number, time, tag, hyperparameter and metric', async () => {
  assert.deepEqual(await where('TrainingJobName', 'Contains', 'et'), ['beta'])
  assert.deepEqual(await where('TrainingJobName', undefined, 'alpha'), ['alpha'])
  assert.deepEqual(await where('TrainingJobName', 'NotEquals', 'alpha'), ['beta', 'gamma'])
  assert.deepEqual(await where('TrainingJobName', 'In', 'gamma, alpha,none'), ['alpha', 'gamma'])
  assert.deepEqual(await where('TrainingJobStatus', 'Equals', 'Failed'), ['gamma'])
  assert.deepEqual(await where('Tags.team', 'Equals', 'red'), ['alpha'])
  assert.deepEqual(await where('Tags.team', 'NotExists'), ['gamma'])
  assert.deepEqual(await where('HyperParameters.eta', 'LessThan', '0.3'), ['alpha'])
  assert.deepEqual(await where('HyperParameters.depth', 'GreaterThan', '5'), ['beta'], 'as numbers, not as texts')
  assert.deepEqual(await where('HyperParameters.objective', 'Contains', 'logistic'), ['alpha'])
  assert.deepEqual(await where('ResourceConfig.VolumeSizeInGB', 'GreaterThan', '30'), ['gamma'])
  assert.deepEqual(await where('InputDataConfig.ChannelName', 'Equals', 'validation'), ['beta'])
  assert.deepEqual(await where('CreationTime', 'LessThan', '2020-01-01T00:00:00'), [])
  assert.deepEqual(await where('CreationTime', 'GreaterThan', '2020-01-01T00:00:00Z'), ['alpha', 'beta', 'gamma'])
  assert.deepEqual(await where('Metrics.validation:auc', 'GreaterThan', '0.8'), ['alpha'])
  assert.deepEqual(await where('Metrics.validation:auc', 'Exists'), ['alpha', 'beta'])
})

test('filters combine, nest and hold sub-expressions', async () => {
  const red = { Name: 'Tags.team', Value: 'red' }
  const failed = { Name: 'TrainingJobStatus', Value: 'Failed' }
  assert.deepEqual(await found({ Filters: [red, failed] }), [])
  assert.deepEqual(await found({ Filters: [red, failed], Operator: 'Or' }), ['alpha', 'gamma'])
  assert.deepEqual(
    await found({
      SubExpressions: [{ Filters: [red, failed], Operator: 'Or' }, { Filters: [{ Name: 'TrainingJobName', Operator: 'Contains', Value: 'gam' }] }],
    }),
    ['gamma'],
  )
  const oneChannel = (ContentType: string) => ({
    NestedFilters: [
      {
        NestedPropertyName: 'InputDataConfig',
        Filters: [
          { Name: 'InputDataConfig.ChannelName', Value: 'validation' },
          { Name: 'InputDataConfig.ContentType', Value: ContentType },
        ],
      },
    ],
  })
  assert.deepEqual(await found(oneChannel('text/csv')), ['beta'])
  assert.deepEqual(await found(oneChannel('csv')), [], 'both must be true of the same channel')
})

test('results are sorted, counted and given in pages', async () => {
  assert.deepEqual(await found(undefined, { SortBy: 'HyperParameters.eta', SortOrder: 'Descending' }), ['beta', 'alpha', 'gamma'], 'without the property last')
  assert.deepEqual(await found(undefined, { SortBy: undefined, SortOrder: undefined }), ['gamma', 'beta', 'alpha'], 'by default what changed last comes first')
  const names: unknown[] = []
  for await (const { Results, TotalHits } of paginateSearch(
    { client: server.clients.sagemaker, pageSize: 2 },
    { Resource: 'TrainingJob', SortBy: 'TrainingJobName', SortOrder: 'Ascending' },
  )) {
    assert.deepEqual(TotalHits, { Value: 3, Relation: 'EqualTo' })
    names.push(Results?.map(({ TrainingJob }) => TrainingJob?.TrainingJobName))
  }
  assert.deepEqual(names, [['alpha', 'beta'], ['gamma']])
  const { NextToken } = await server.clients.sagemaker.send(new SearchCommand({ Resource: 'TrainingJob', MaxResults: 1 }))
  await assert.rejects(found(undefined, { NextToken, SortBy: 'CreationTime' }), { name: 'ValidationException' })
})

test('a record is what Describe says, and the tags', async () => {
  const { Results } = await server.clients.sagemaker.send(
    new SearchCommand({ Resource: 'TrainingJob', SearchExpression: { Filters: [{ Name: 'TrainingJobName', Value: 'alpha' }] } }),
  )
  const job = Results?.[0]?.TrainingJob
  assert.equal(job?.TrainingJobStatus, 'Completed')
  assert.deepEqual(job?.Tags, [{ Key: 'team', Value: 'red' }])
  assert.ok(job?.CreationTime instanceof Date)
  assert.equal(job?.FinalMetricDataList?.[0]?.MetricName, 'validation:auc')
})

test('models and the endpoints that host them; kinds that do not exist here', async () => {
  const { sagemaker } = server.clients
  await createModel(server.clients, 'searched', 'm')
  await createConfig(server.clients, 'searched')
  await sagemaker.send(new CreateEndpointCommand({ EndpointName: 'searched', EndpointConfigName: 'searched', Tags: [{ Key: 'a', Value: 'b' }] }))
  const models = await sagemaker.send(new SearchCommand({ Resource: 'Model', SearchExpression: { Filters: [{ Name: 'ModelName', Value: 'searched' }] } }))
  assert.deepEqual(
    models.Results?.map(({ Model }) => [Model?.Model?.ModelName, Model?.Endpoints?.map(({ EndpointName }) => EndpointName)]),
    [['searched', ['searched']]],
  )
  const endpoints = await sagemaker.send(new SearchCommand({ Resource: 'Endpoint', SearchExpression: { Filters: [{ Name: 'Tags.a', Value: 'b' }] } }))
  assert.deepEqual(
    endpoints.Results?.map(({ Endpoint }) => Endpoint?.EndpointName),
    ['searched'],
  )
  assert.deepEqual((await sagemaker.send(new SearchCommand({ Resource: 'FeatureGroup' }))).Results, [])
})

test('what cannot be asked is refused', async () => {
  const refused = async (asked: Promise<unknown>, message: RegExp) =>
    assert.rejects(asked, (error: Error) => error.name === 'ValidationException' && message.test(error.message))
  await refused(where('NoSuchProperty', 'Equals', 'x'), /^Unknown property name: NoSuchProperty$/)
  await refused(where('__proto__.x', 'Equals', 'x'), /Unknown property name/)
  await refused(where('TrainingJobName', 'GreaterThan', 'x'), /asks for a number or a time/)
  await refused(where('CreationTime', 'LessThan', 'yesterday'), /is not a time/)
  await refused(where('ResourceConfig.InstanceCount', 'LessThan', 'two'), /is not a number/)
  await refused(where('ResourceConfig.InstanceCount', 'Contains', '1'), /asks for text/)
  await refused(where('TrainingJobName', 'Equals'), /needs a value/)
  await refused(where('TrainingJobName', 'Exists', 'x'), /takes no value/)
  await refused(found({}), /at least one/)
  await refused(found(undefined, { SortBy: 'Nope' }), /Unknown property name: Nope/)
})
