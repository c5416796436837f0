import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bucketCost, endpointCost, jobCost, notebookCost } from './cost-of.ts'
import { type Cost, idOf, inOrder, type Kind, type Resource, totalOf, withUsers } from './resource.ts'

const FREE: Cost = { reason: 'configFree', billed: false }
const resource = (kind: Kind, name: string, usedBy: readonly string[] = [], cost: Cost = FREE): Resource => ({ kind, name, cost, usedBy })

test('in the order of deletion, what uses something before it', () => {
  const all = [
    resource('role', 'r', ['notebook n']),
    resource('model', 'm', ['endpointConfig c']),
    resource('endpointConfig', 'c', ['endpoint e']),
    resource('bucket', 'b'),
    resource('notebook', 'n'),
    resource('endpoint', 'e'),
  ]
  assert.deepEqual(inOrder(all).map(idOf), ['endpoint e', 'endpointConfig c', 'model m', 'notebook n', 'bucket b', 'role r'])
  assert.deepEqual(withUsers([all[1] as Resource], all).map(idOf), ['endpoint e', 'endpointConfig c', 'model m'])
  assert.deepEqual(withUsers([all[3] as Resource], all).map(idOf), ['bucket b'])
  // A user that is gone already is no reason.
  assert.deepEqual(withUsers([resource('model', 'x', ['endpointConfig gone'])], all).map(idOf), ['model x'])
})

test('what is billed in which state', () => {
  const two = [{ type: 'ml.m5.xlarge', count: 2 }]
  assert.deepEqual(endpointCost('InService', two, 'us-east-1'), { reason: 'endpointUp', billed: true, hour: { usd: 0.46, trust: 'listed' } })
  assert.deepEqual(endpointCost('Failed', two, 'us-east-1'), { reason: 'endpointDown', billed: false })
  assert.deepEqual(endpointCost('InService', [{ type: 'ml.c6g.large', count: 1 }], 'us-east-1'), { reason: 'endpointUp', billed: true })
  assert.equal(jobCost('Completed', two, 'us-east-1').billed, false)
  assert.equal(jobCost('InProgress', two, 'us-east-1').hour?.usd, 0.46)
  const running = notebookCost('InService', 'ml.t2.medium', 5, 'us-east-1')
  assert.deepEqual(
    [running.reason, running.hour, Number(running.month?.usd.toFixed(6))],
    ['notebookRuns', { usd: 0.0464, trust: 'listed' }, 0.7],
    'the volume of 5 GB is billed by the month as well',
  )
  const stopped = notebookCost('Stopped', 'ml.t2.medium', 5, 'us-east-1')
  assert.deepEqual([stopped.billed, stopped.hour], [true, undefined])
  assert.equal(bucketCost(0, 'us-east-1').billed, false)
  assert.equal(bucketCost(1024 ** 3, 'us-east-1').month?.usd, 0.023)
})

test('the total: sums, the weakest mark, and how many prices are missing', () => {
  const total = totalOf([
    resource('endpoint', 'e', [], { reason: 'endpointUp', billed: true, hour: { usd: 0.24, trust: 'estimate' } }),
    resource('notebook', 'n', [], { reason: 'notebookRuns', billed: true, hour: { usd: 0.05, trust: 'listed' }, month: { usd: 0.7, trust: 'listed' } }),
    resource('endpoint', 'x', [], { reason: 'endpointUp', billed: true }),
    resource('model', 'm', [], { reason: 'modelFree', billed: false }),
  ])
  assert.equal(Number(total.hour.usd.toFixed(6)), 0.29)
  assert.deepEqual([total.hour.trust, total.month, total.unknown], ['estimate', { usd: 0.7, trust: 'listed' }, 1])
})
