import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mlInstances } from './ml-instances.ts'
import { usdText } from './price-text.ts'
import { hourlyPrice, hourOf, instanceNamed, storagePrice, weaker } from './prices.ts'

test('the table is whole: sizes, uses and prices are numbers, every name stands once', () => {
  assert.equal(new Set(mlInstances.map(({ name }) => name)).size, mlInstances.length)
  assert.ok(mlInstances.length > 300, String(mlInstances.length))
  for (const { name, uses, usEast1, tokyoUsd } of mlInstances) {
    assert.match(name, /^ml\.[a-z0-9-]+\.[a-z0-9]+$/)
    assert.ok(uses.length > 0, name)
    if (usEast1) assert.ok(usEast1.usd > 0 && usEast1.usd < 300, name)
    if (tokyoUsd !== undefined) assert.ok(usEast1 && tokyoUsd > usEast1.usd, name)
  }
  assert.ok(mlInstances.filter(({ usEast1 }) => usEast1).length > 130)
})

test('an hour, and how far the price can be trusted', () => {
  assert.deepEqual(hourlyPrice('ml.t3.medium', 'us-east-1'), { usd: 0.05, trust: 'listed' })
  assert.deepEqual(hourlyPrice('ml.p3.2xlarge', 'us-east-1'), { usd: 3.825, trust: 'undated' })
  assert.deepEqual(hourlyPrice('ml.m5.xlarge', 'ap-northeast-1'), { usd: 0.298, trust: 'estimate' })
  assert.deepEqual(hourlyPrice('ml.m5.xlarge', 'sa-east-1'), { usd: 0.23, trust: 'estimate' })
  assert.deepEqual(hourlyPrice('ml.m4.10xlarge', 'us-east-1'), { usd: 2.4, trust: 'estimate' })
  assert.equal(hourlyPrice('ml.c6g.large', 'us-east-1'), undefined)
  assert.equal(hourlyPrice('t3.medium', 'us-east-1'), undefined)
})

test('several types together: the least certain price marks the sum, and one that is not known leaves none', () => {
  const hour = (...types: string[]) =>
    hourOf(
      types.map((type) => ({ type, count: 2 })),
      'us-east-1',
    )
  assert.deepEqual(hour('ml.p3.2xlarge', 'ml.m4.10xlarge'), { usd: 12.45, trust: 'estimate' })
  assert.deepEqual(hour('ml.t3.medium', 'ml.p3.2xlarge'), { usd: 7.75, trust: 'undated' })
  assert.deepEqual([hour('ml.t3.medium', 'ml.c6g.large'), hour()], [undefined, undefined])
})

test('types by name, storage by Region, the weaker mark', () => {
  assert.deepEqual(instanceNamed('ml.g4dn.12xlarge')?.gpu, '4x T4 16GB')
  assert.ok(!instanceNamed('ml.m5.large')?.uses.includes('notebook'))
  assert.deepEqual(storagePrice('ml', 'us-east-1'), { usd: 0.14, trust: 'listed' })
  assert.deepEqual(storagePrice('s3', 'us-west-2'), { usd: 0.023, trust: 'estimate' })
  assert.equal(weaker('listed', 'undated'), 'undated')
  assert.equal(weaker('estimate', 'listed'), 'estimate')
})

test('as many digits as a price needs', () => {
  assert.deepEqual([0, 4.8e-9, 0.0464, 0.2, 1.408, 174.9].map(usdText), ['0', '< 0.001', '0.0464', '0.2', '1.41', '175'])
})
