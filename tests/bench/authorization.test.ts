/** What asking IAM costs: a decision from nothing with five policies, one that is remembered, and the whole question that InvokeEndpoint puts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAuthorizer } from '../../packages/server/src/app/authorize.ts'
import type { Context, Principal } from '../../packages/server/src/operation.ts'
import { evaluate } from '../../packages/server/src/services/iam/evaluate/evaluate.ts'
import { compilePolicy } from '../../packages/server/src/services/iam/evaluate/policy.ts'
import { managedDocument } from '../../packages/server/src/services/iam/managed/managed-policies.ts'
import { attach, putInline } from '../../packages/server/src/services/iam/principal/principal-policies.store.ts'
import * as users from '../../packages/server/src/services/iam/user/user.store.ts'
import { ACCOUNT, REGION, startServer } from '../support/server.ts'
import { median, printTable } from './measure.ts'

const LIMIT_US = 20
const NAMES = ['AmazonSageMakerFullAccess', 'AmazonS3ReadOnlyAccess', 'CloudWatchLogsFullAccess', 'ReadOnlyAccess', 'IAMFullAccess']
const arnOf = (name: string) => `arn:aws:iam::aws:policy/${name}`
const documents = NAMES.map((name) => managedDocument(arnOf(name))?.document as string)
const asker = { kind: 'user', account: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:user/alice` } as const

const QUESTIONS = [
  ['sagemaker:InvokeEndpoint', `arn:aws:sagemaker:${REGION}:${ACCOUNT}:endpoint/e`],
  ['sagemaker:CreateTrainingJob', `arn:aws:sagemaker:${REGION}:${ACCOUNT}:training-job/j`],
  ['s3:PutObject', 'arn:aws:s3:::a-bucket/some/key/of/usual/length.csv'],
  ['s3:GetObject', 'arn:aws:s3:::sagemaker-bucket/data/train.csv'],
  ['iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/service-role/AmazonSageMaker-ExecutionRole`],
  ['kms:Decrypt', `arn:aws:kms:${REGION}:${ACCOUNT}:key/x`],
] as const

/** Microseconds for one of `work`, the median of several rounds. */
function cost(work: (round: number) => void, times = 20_000, rounds = 7): number {
  for (let at = 0; at < times; at++) work(at)
  return median(
    Array.from({ length: rounds }, () => {
      const begun = performance.now()
      for (let at = 0; at < times; at++) work(at)
      return ((performance.now() - begun) * 1000) / times
    }),
  )
}

test('a decision with five policies', async (t) => {
  const policies = { identity: documents.map((text, index) => ({ id: NAMES[index] as string, policy: compilePolicy(text, 'identity') })) }
  const keys = new Map([['aws:username', ['alice']]])
  const rows: [string, string][] = []
  let worst = 0
  for (const [action, resource] of QUESTIONS) {
    const us = cost((round) => void evaluate({ action, resource: `${resource}${round % 7}`, asker, keys }, policies))
    worst = Math.max(worst, us)
    rows.push([`evaluate ${action}, nothing remembered of the call`, `${us.toFixed(2)} µs`])
  }
  const cold = cost(
    (round) => {
      const text = documents[round % documents.length] as string
      void compilePolicy(text, 'identity')
    },
    50,
    5,
  )
  rows.push(['reading one of the five policies, once for every change', `${cold.toFixed(0)} µs`])

  const server = await startServer()
  t.after(() => server.stop())
  const { db } = server.app.store
  users.insert(db, ACCOUNT, { name: 'alice', path: '/', arn: asker.arn, id: 'AIDABENCHBENCHBENCH1', createdAt: new Date(0), boundaryArn: undefined })
  for (const name of NAMES) attach(db, { account: ACCOUNT, kind: 'user', name: 'alice' }, arnOf(name))
  const authorizer = createAuthorizer(server.app.store)
  const principal: Principal = { ...asker, userId: 'AIDABENCHBENCHBENCH1' }
  const reads: string[] = []
  const watched = {
    ...db,
    prepare: (sql: string) => {
      reads.push(sql)
      return db.prepare(sql)
    },
  }
  const call = { id: 'x', principal, accessKeyId: 'AKIA', sourceIp: '127.0.0.1', userAgent: 'bench', origin: 'http://127.0.0.1' }
  const context = { account: ACCOUNT, region: REGION, db: watched, now: new Date(0), call, tags: { of: () => [] } } as unknown as Context
  const request = { service: 'sagemaker-runtime', operation: 'InvokeEndpoint', input: { EndpointName: 'My-Endpoint' }, call, region: REGION } as const
  authorizer.authorize(request, context, {})
  assert.ok(reads.length > 0, 'the policies are read once')
  reads.length = 0
  const whole = cost(() => authorizer.authorize(request, context, {}))
  assert.deepEqual(reads, [], 'InvokeEndpoint never touches the database')
  rows.push(['the whole question of InvokeEndpoint, decided before', `${whole.toFixed(2)} µs`])
  putInline(db, { account: ACCOUNT, kind: 'user', name: 'alice' }, { name: 'changed', document: documents[1] as string })
  authorizer.authorize(request, context, {})
  assert.ok(reads.length > 0, 'a change is seen by the next call')

  printTable(t, 'Authorization', ['what', 'median'], rows)
  assert.ok(worst < LIMIT_US, `${worst} µs`)
  assert.ok(whole < LIMIT_US, `${whole} µs`)
})
