import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorCodeOf, requestOf } from './lookup.ts'

const now = new Date(3_600_000)

test('requests', () => {
  assert.deepEqual(requestOf({ attribute: 'any', value: 'x', minutes: undefined }, now), {})
  assert.deepEqual(requestOf({ attribute: 'EventName', value: '', minutes: undefined }, now), {})
  assert.deepEqual(requestOf({ attribute: 'writes', value: '', minutes: 60 }, now), {
    StartTime: new Date(0),
    LookupAttributes: [{ AttributeKey: 'ReadOnly', AttributeValue: 'false' }],
  })
  assert.deepEqual(requestOf({ attribute: 'Username', value: 'alice', minutes: undefined }, now), {
    LookupAttributes: [{ AttributeKey: 'Username', AttributeValue: 'alice' }],
  })
})

test('records', () => {
  assert.equal(errorCodeOf('{"errorCode":"AccessDenied"}'), 'AccessDenied')
  assert.equal(errorCodeOf('{}'), undefined)
  assert.equal(errorCodeOf('no json'), undefined)
})
