import assert from 'node:assert/strict'
import { test } from 'node:test'
import { meaningOf, unlessNotFound } from './error-meaning.ts'

const error = (name: string, message = '') => Object.assign(new Error(message), { name })

test('codes have meanings; an unknown one has none', () => {
  assert.equal(meaningOf(error('AccessDeniedException')), 'accessDenied')
  assert.equal(meaningOf(error('ResourceLimitExceeded')), 'limit')
  assert.equal(meaningOf(error('NoSuchBucket')), 'notFound')
  assert.equal(meaningOf(error('BucketAlreadyOwnedByYou')), 'exists')
  assert.equal(meaningOf(error('TypeError', 'Failed to fetch')), 'network')
  assert.equal(meaningOf(error('SomethingElse')), undefined)
})

test("SageMaker's one code for many things is told apart by its message", () => {
  assert.equal(meaningOf(error('ValidationException', 'Could not find model "m".')), 'notFound')
  assert.equal(meaningOf(error('ValidationException', 'Cannot create already existing model "m".')), 'exists')
  assert.equal(meaningOf(error('ValidationException', "Value 'x' at 'status' failed to satisfy constraint: …")), 'validation')
  assert.equal(meaningOf(error('ValidationException', 'Status (InService) not in ([Stopped, Failed]).')), 'inUse')
})

test('what is not there is nothing; every other error stays one', () => {
  assert.equal(unlessNotFound(error('NoSuchEntityException')), undefined)
  assert.throws(() => unlessNotFound(error('AccessDenied')), { name: 'AccessDenied' })
})
