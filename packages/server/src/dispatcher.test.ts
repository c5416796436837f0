import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDispatcher, type Request } from './dispatcher.ts'
import { type Context, ServiceError } from './operation.ts'

const request = (operation: string): Request => ({ service: 'sagemaker', operation, input: { a: 1 }, call: {} as never, region: 'us-east-1' })

function setUp(files: Record<string, object>, authorize: () => void = () => {}, { isSteady = true, record = false } = {}) {
  const events: string[] = []
  const dispatcher = createDispatcher({
    store: {
      transact(work) {
        events.push('begin')
        try {
          const result = work()
          events.push('commit')
          return result
        } catch (error) {
          events.push('rollback')
          throw error
        }
      },
    },
    services: { sagemaker: async () => files },
    authorize,
    isSteady: () => isSteady,
    version: () => 0,
    ...(record && { record: (made, outcome) => events.push(`record ${JSON.stringify(made.input)} ${'error' in outcome ? outcome.error.code : 'done'}`) }),
    contextOf: (_call, _region, woken) => ({ wake: (arn: string) => woken.add(arn) }) as unknown as Context,
    announce: (arn) => events.push(`announce ${arn}`),
    logFailure: (_request, error) => events.push(`logged ${(error as Error).message}`),
  })
  return { dispatcher, events }
}

test('a handler runs in one transaction; what it woke is told after the commit', async () => {
  const { dispatcher, events } = setUp({
    CreateModel: {
      createModel(input: object, ctx: Context) {
        ctx.wake('arn')
        events.push('handler')
        return { ...input, made: true }
      },
    },
  })
  assert.deepEqual(await dispatcher.operate(request('CreateModel')), { a: 1, made: true })
  assert.deepEqual(events, ['begin', 'handler', 'commit', 'announce arn'])
})

test('an AWS error undoes the transaction and wakes nobody', async () => {
  const { dispatcher, events } = setUp({
    CreateModel: {
      createModel(_input: object, ctx: Context) {
        ctx.wake('arn')
        throw new ServiceError('ValidationException', 'no')
      },
    },
  })
  await assert.rejects(dispatcher.operate(request('CreateModel')), { code: 'ValidationException', message: 'no' })
  assert.deepEqual(events, ['begin', 'rollback'])
})

test('a bug becomes InternalFailure and stands in the log, not in the answer', async () => {
  const { dispatcher, events } = setUp({
    CreateModel: {
      createModel() {
        throw new TypeError('secret detail')
      },
    },
  })
  await assert.rejects(dispatcher.operate(request('CreateModel')), (error: ServiceError) => {
    assert.deepEqual([error.code, error.httpStatus], ['InternalFailure', 500])
    assert.doesNotMatch(error.message, /secret/)
    return true
  })
  assert.deepEqual(events, ['begin', 'rollback', 'logged secret detail'])
})

test('who may not, does nothing', async () => {
  const { dispatcher, events } = setUp({ CreateModel: { createModel: () => events.push('handler') } }, () => {
    throw new ServiceError('AccessDeniedException', 'no')
  })
  await assert.rejects(dispatcher.operate(request('CreateModel')), { code: 'AccessDeniedException' })
  assert.deepEqual(events, ['begin', 'rollback'])
})

test('an operation on byte streams has its own transactions', async () => {
  const { dispatcher, events } = setUp({ PutObject: { ownTransactions: true, putObject: async () => ({ done: true }) } })
  assert.deepEqual(await dispatcher.operate(request('PutObject')), { done: true })
  assert.deepEqual(events, [])
})

test('what has no handler is answered 501 with its name', async () => {
  const { dispatcher } = setUp({})
  for (const operation of ['CreateDomain', 'constructor', '__proto__']) {
    assert.equal(await dispatcher.knows('sagemaker', operation), false)
    await assert.rejects(dispatcher.operate(request(operation)), (error: ServiceError) => error.httpStatus === 501 && error.message.includes(operation))
  }
  assert.equal(await dispatcher.knows('ecr', 'DescribeRepositories'), false)
})

test('passing answers at once, and nothing rather than an error', async () => {
  const passing = { arn: 'arn', until: 'settled' }
  const { dispatcher } = setUp({
    DescribeA: { describeA: () => ({}), passing: () => passing },
    DescribeB: {
      describeB: () => ({}),
      passing() {
        throw new ServiceError('ValidationException', 'not there')
      },
    },
    DescribeC: { describeC: () => ({}) },
  })
  await dispatcher.knows('sagemaker', 'DescribeA')
  assert.deepEqual(dispatcher.passing(request('DescribeA')), passing)
  assert.equal(dispatcher.passing(request('DescribeB')), undefined)
  assert.equal(dispatcher.passing(request('DescribeC')), undefined)
})

test('a call made again is not judged again, is on record, and differs in its body alone', async () => {
  let judged = 0
  const { dispatcher, events } = setUp(
    {
      InvokeA: {
        repeats: 'Body',
        ownTransactions: true,
        invokeA: async (input: object, ctx: Context) => {
          if ((input as { Body?: string }).Body === undefined) return 'first'
          const text = Buffer.from((input as unknown as { Body: Uint8Array }).Body).toString()
          if (text === 'no') throw new ServiceError('ModelError', 'no', 424)
          return `${ctx.call.id} ${text}`
        },
      },
      DescribeA: { describeA: () => ({}) },
    },
    () => void judged++,
    { record: true },
  )
  assert.equal(await dispatcher.operate(request('InvokeA')), 'first')
  const again = dispatcher.again(request('InvokeA'))
  assert.equal(await again?.(Buffer.from('second'), 'id-2'), 'id-2 second')
  await assert.rejects(again?.(Buffer.from('no'), 'id-3') ?? Promise.resolve(), { code: 'ModelError' })
  assert.equal(judged, 1)
  assert.deepEqual(
    events.map((event) => event.replace(/,"Body".*\}/, '}')),
    ['record {"a":1} done', 'record {"a":1} done', 'record {"a":1} ModelError'],
  )
  assert.equal(dispatcher.again(request('DescribeA')), undefined)
})

test('a call that must be judged each time is not made again', async () => {
  const { dispatcher } = setUp({ InvokeA: { repeats: 'Body', ownTransactions: true, invokeA: async () => 'first' } }, undefined, { isSteady: false })
  await dispatcher.operate(request('InvokeA'))
  assert.equal(dispatcher.again(request('InvokeA')), undefined)
})
