/** CBOR: the vectors of RFC 8949 (appendix A) that Smithy's RPC v2 uses, and bytes that no client sends. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientOf, commandOf } from '../testing/clients.ts'
import { seeded } from '../testing/random.ts'
import { request } from '../testing/requests.ts'
import { spoilt } from '../testing/spoil.ts'
import { cborBytes, parseCbor } from './cbor.ts'
import { Malformed } from './errors.ts'
import { findRoute, readInput, WireFault, writeError } from './index.ts'
import * as limits from './limits.ts'

const bytes = (hex: string) => Buffer.from(hex, 'hex')

const vectors: readonly (readonly [hex: string, value: unknown])[] = [
  ['00', 0],
  ['17', 23],
  ['1818', 24],
  ['1903e8', 1000],
  ['1a000f4240', 1_000_000],
  ['1b000000e8d4a51000', 1_000_000_000_000],
  ['1bffffffffffffffff', 18446744073709551615n],
  ['c249010000000000000000', 18446744073709551616n],
  ['c349010000000000000000', -18446744073709551617n],
  ['20', -1],
  ['3863', -100],
  ['3903e7', -1000],
  ['f90000', 0],
  ['f98000', -0],
  ['f93c00', 1],
  ['fb3ff199999999999a', 1.1],
  ['f93e00', 1.5],
  ['f97bff', 65504],
  ['fa47c35000', 100_000],
  ['fa7f7fffff', 3.4028234663852886e38],
  ['fb7e37e43c8800759c', 1e300],
  ['f90001', 2 ** -24],
  ['f90400', 0.00006103515625],
  ['f9c400', -4],
  ['f97c00', Number.POSITIVE_INFINITY],
  ['f97e00', Number.NaN],
  ['f9fc00', Number.NEGATIVE_INFINITY],
  ['f4', false],
  ['f5', true],
  ['f6', null],
  ['f7', null],
  ['c11a514b67b0', new Date(1_363_896_240_000)],
  ['c1fb41d452d9ec200000', new Date(1_363_896_240_500)],
  ['40', new Uint8Array()],
  ['4401020304', new Uint8Array([1, 2, 3, 4])],
  ['60', ''],
  ['6449455446', 'IETF'],
  ['62c3bc', 'ü'],
  ['64f0908591', '𐅑'],
  ['80', []],
  ['83010203', [1, 2, 3]],
  ['8301820203820405', [1, [2, 3], [4, 5]]],
  ['a0', {}],
  ['a26161016162820203', { a: 1, b: [2, 3] }],
  ['5f42010243030405ff', new Uint8Array([1, 2, 3, 4, 5])],
  ['7f657374726561646d696e67ff', 'streaming'],
  ['9fff', []],
  ['9f018202039f0405ffff', [1, [2, 3], [4, 5]]],
  ['bf61610161629f0203ffff', { a: 1, b: [2, 3] }],
  ['a1695f5f70726f746f5f5f01', Object.defineProperty({}, '__proto__', { value: 1, enumerable: true })],
]

test("RFC 8949's vectors", () => {
  for (const [hex, value] of vectors) {
    const read = parseCbor(bytes(hex))
    assert.deepEqual(read instanceof Uint8Array ? new Uint8Array(read) : read, value, hex)
  }
})

test('what is written is read', () => {
  for (const value of [
    0,
    23,
    24,
    255,
    256,
    65_535,
    65_536,
    2 ** 32 - 1,
    2 ** 32,
    Number.MAX_SAFE_INTEGER,
    -1,
    -24,
    -25,
    -(2 ** 40),
    1.5,
    2n ** 63n,
    -(2n ** 63n),
    'x'.repeat(70_000),
    true,
    null,
  ]) {
    assert.deepEqual(parseCbor(cborBytes(value)), value)
  }
  assert.deepEqual(parseCbor(cborBytes(new Map([['a', ['b', new Date(1_500)]]]))), { a: ['b', new Date(1_500)] })
})

test('bytes that are no CBOR of ours', () => {
  const refused = [
    '',
    '18',
    '1c',
    '61',
    '5b7fffffffffffffff',
    '9b7fffffffffffffff',
    'bb7fffffffffffffff',
    '62c328',
    '0000',
    'a10102',
    'ff',
    '9f',
    'bf6161ff',
    '7f4101ff',
    '7f7f6161ffff',
    'c0613a',
    'd8206161',
    'c1f97e00',
    'f0',
    'f800',
    '81'.repeat(100_000),
    `${'81'.repeat(limits.depth + 1)}00`,
    'd8'.repeat(50_000),
    'c1'.repeat(100_000),
  ]
  for (const hex of refused) assert.throws(() => parseCbor(bytes(hex)), Malformed, hex.slice(0, 40))
})

test('spoilt requests are refused or read, never more', async () => {
  const random = seeded(7)
  const Command = commandOf('cloudwatch', 'PutMetricData') as new (input: unknown) => unknown
  let sent = request({})
  const client = clientOf(
    'cloudwatch',
    (made) => {
      sent = made
      return { status: 400, headers: {}, body: '' }
    },
    true,
  )
  await client
    .send(new Command({ Namespace: 'n', MetricData: [{ MetricName: 'm', Timestamp: new Date(), Values: [1, 2.5], Dimensions: [{ Name: 'a', Value: 'b' }] }] }))
    .catch(() => undefined)
  let refused = 0
  for (let number = 0; number < 3_000; number++) {
    const bad = { ...sent, body: spoilt(sent.body, random) }
    try {
      readInput(findRoute('cloudwatch', bad), bad)
    } catch (error) {
      assert.ok(error instanceof WireFault, (error as Error).stack)
      assert.ok(writeError('cloudwatch', 'rpcv2Cbor', error, 'id').status < 500)
      refused++
    }
  }
  assert.ok(refused > 1_000, `${refused} refused`)
})

test('errors come back as the exceptions that the SDK has', async () => {
  const Command = commandOf('cloudwatch', 'GetDashboard') as new (input: unknown) => unknown
  const client = clientOf(
    'cloudwatch',
    () => writeError('cloudwatch', 'rpcv2Cbor', { code: 'DashboardNotFoundError', message: 'gone', httpStatus: 404 }, 'id'),
    true,
  )
  await assert.rejects(client.send(new Command({ DashboardName: 'd' })), (error: Error & { $metadata?: { httpStatusCode?: number; requestId?: string } }) => {
    assert.equal(error.constructor.name, 'ResourceNotFound', 'the code that the query protocol has for it')
    assert.deepEqual([error.message, error.$metadata?.httpStatusCode, error.$metadata?.requestId], ['gone', 404, 'id'])
    return true
  })
})
