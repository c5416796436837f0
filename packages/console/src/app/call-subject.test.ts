import assert from 'node:assert/strict'
import { test } from 'node:test'
import { subjectOf } from './call-subject.ts'

test('calls that set work going have a subject, those that look have none', () => {
  assert.deepEqual(subjectOf({ operation: 'CreateTrainingJob', input: { TrainingJobName: 'j' } }), { kind: 'trainingJob', name: 'j' })
  assert.deepEqual(subjectOf({ operation: 'InvokeEndpoint', input: { EndpointName: 'e' } }), { kind: 'endpoint', name: 'e' })
  assert.deepEqual(subjectOf({ operation: 'StartNotebookInstance', input: { NotebookInstanceName: 'n' } }), { kind: 'notebook', name: 'n' })
  assert.equal(subjectOf({ operation: 'DescribeEndpoint', input: { EndpointName: 'e' } }), undefined)
  assert.equal(subjectOf({ operation: 'CreateModel', input: { ModelName: 'm' } }), undefined)
})
