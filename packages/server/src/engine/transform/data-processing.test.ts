import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DataProcessing } from '@aws-sdk/client-sagemaker'
import { csvRow, csvText } from './csv-row.ts'
import { processingOf } from './data-processing.ts'

const through = (processing: DataProcessing, type: string, record: string, result: string) => {
  const made = processingOf(processing, type)
  if (!made) throw new Error('nothing to do')
  return [String(made.shape(Buffer.from(record))), made.finish(Buffer.from(record), result)]
}

test('AWS’s own examples of CSV', () => {
  assert.deepEqual(through({ JoinSource: 'Input' }, 'text/csv', '1,2,3', '1'), ['1,2,3', '1,2,3,1'])
  assert.deepEqual(through({ JoinSource: 'Input', InputFilter: '$[1:]', OutputFilter: '$[0,-1]' }, 'text/csv', 'id,2,3', '0.9'), ['2,3', 'id,0.9'])
})

test('AWS’s own examples of JSON', () => {
  assert.deepEqual(through({ JoinSource: 'Input' }, 'application/jsonlines', '{"key":1}', '{"label":1}')[1], '{"key":1,"SageMakerOutput":{"label":1}}')
  assert.deepEqual(through({ JoinSource: 'Input' }, 'application/json', '[1,2]', '3')[1], '{"SageMakerInput":[1,2],"SageMakerOutput":3}')
  assert.deepEqual(through({ JoinSource: 'Input' }, 'application/json', '{"SageMakerOutput":0}', '3')[1], '{"SageMakerOutput":3}')
  assert.deepEqual(through({ InputFilter: '$.features' }, 'application/jsonlines', '{"id":1,"features":[1,2]}', '3')[0], '[1,2]')
  assert.deepEqual(through({ OutputFilter: '$.score' }, 'application/json', '{}', '{"score":0.5,"more":1}')[1], '0.5')
})

test('without filters and join there is nothing to do', () => {
  assert.equal(processingOf(undefined, 'text/csv'), undefined)
  assert.equal(processingOf({ InputFilter: '$', OutputFilter: '$', JoinSource: 'None' }, 'text/csv'), undefined)
})

test('what cannot be read', () => {
  assert.throws(
    () => through({ JoinSource: 'Input' }, 'text/csv', '1', 'a"b'),
    /Failed to parse output from the algorithm as CSV: bare " in non quoted field found near/,
  )
  assert.throws(() => through({ InputFilter: '$[0]' }, 'application/jsonlines', '{', '1'), /Failed to parse input as JSON/)
})

test('rows of CSV: quotes in and out', () => {
  const row = ['a', '', 'b,c', 'd"e', ' f ']
  assert.deepEqual(csvRow(csvText(row)), row)
  assert.deepEqual(csvRow('a,,'), ['a', '', ''])
  for (const bad of ['"a', '"a"b,c', 'a"b']) assert.throws(() => csvRow(bad), Error, bad)
})
