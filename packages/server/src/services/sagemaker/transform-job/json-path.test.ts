import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BadJsonPath, parseJsonPath, select } from './json-path.ts'

const chosen = (path: string, value: unknown) => select(value, parseJsonPath(path, 'text/csv'))

test('elements of a row: one, several, from the end, a range', () => {
  const row = ['a', 'b', 'c', 'd']
  assert.deepEqual(chosen('$', row), row)
  assert.equal(chosen('$[1]', row), 'b')
  assert.equal(chosen('$[-1]', row), 'd')
  assert.deepEqual(chosen('$[0,-1]', row), ['a', 'd'])
  assert.deepEqual(chosen('$[1:]', row), ['b', 'c', 'd'])
  assert.deepEqual(chosen('$[:-1]', row), ['a', 'b', 'c'])
  assert.deepEqual(chosen('$[*]', row), row)
})

test('members of an object: by dot, by name, several, all', () => {
  const record = { id: 7, features: [1, 2], SageMakerOutput: { score: 0.5 } }
  assert.deepEqual(chosen('$.features', record), [1, 2])
  assert.equal(chosen('$.SageMakerOutput.score', record), 0.5)
  assert.equal(chosen("$['id']", record), 7)
  assert.deepEqual(chosen("$['id', 'SageMakerOutput']", record), { id: 7, SageMakerOutput: { score: 0.5 } })
  assert.deepEqual(chosen('$.*', { a: 1, b: 2 }), [1, 2])
  assert.equal(chosen('$.features[0]', record), 1)
})

test('what cannot be read is refused in AWS’s words', () => {
  assert.throws(
    () => parseJsonPath("$['account_id','SageMakerOutput']", 'application/jsonlines'),
    new BadJsonPath(`Unexpected "_" in JsonPath. Supported operators for "application/jsonlines" are ['$', '[', ']', '*', '.', ' ', ',', ':', '-', ''']`),
  )
  assert.throws(
    () => parseJsonPath('$[0:2,246:]', 'text/csv'),
    new BadJsonPath('Invalid JsonPath: $[0:2,246:]: only single range filters of format (eg: [1:5]) are supported. Format [0:2,246:] is not supported'),
  )
  for (const path of ['', 'a', '$[', '$[]', '$.', '$a', '$[1', "$['a',1]", '$[1:2:3]']) assert.throws(() => parseJsonPath(path, 'text/csv'), BadJsonPath, path)
})

test('what is not there is an error, not nothing', () => {
  assert.throws(() => chosen('$[4]', ['a']), /index 4, but the record has 1 elements/)
  assert.throws(() => chosen('$.b', { a: 1 }), /names "b"/)
  assert.throws(() => chosen('$.__proto__', {}), BadJsonPath)
  assert.throws(() => chosen('$.constructor', {}), /names "constructor"/)
  assert.throws(() => chosen('$[0]', { a: 1 }), /needs a list/)
})
