/** Abuse case 19: policies that are made to be expensive. Whatever they hold, reading one and deciding by it take less than 5 ms, and what is no policy is refused in AWS's words. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AttachUserPolicyCommand, CreatePolicyCommand, PutRolePolicyCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam'
import { CreateBucketCommand, ListObjectsV2Command, PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import { checkDocument, checkManagedDocument } from '../../../packages/server/src/services/iam/documents.ts'
import { evaluate } from '../../../packages/server/src/services/iam/evaluate/evaluate.ts'
import { compilePolicy, MalformedPolicy } from '../../../packages/server/src/services/iam/evaluate/policy.ts'
import { makeRole, makeUser } from '../../support/identities.ts'
import { allow, trust } from '../../support/policies.ts'
import { startServer } from '../../support/server.ts'

const LIMIT_MS = 5
const document = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements })
const statement = (more: object = {}) => ({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...more })
const stars = (count: number) => '*a'.repeat(count)

/** The best of several, so that a machine that is busy elsewhere does not count. */
function bestMs(work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 7; round++) {
    const begun = performance.now()
    work()
    best = Math.min(best, performance.now() - begun)
  }
  return best
}

const RESOURCE = `arn:aws:s3:::bucket/${'a'.repeat(1_000)}b`
const asker = { kind: 'user', account: '123456789012', arn: 'arn:aws:iam::123456789012:user/u' } as const
const keys = new Map([
  ['aws:username', ['${aws:username}${aws:username}'.repeat(20)]],
  ['aws:useragent', ['a'.repeat(8_000)]],
])

const EXPENSIVE: Readonly<Record<string, string>> = {
  '10,000 stars in a resource': document(statement({ Resource: `arn:aws:s3:::${stars(5_000)}c` })),
  '10,000 stars in a condition': document(statement({ Condition: { StringLike: { 'aws:UserAgent': `${stars(5_000)}b` } } })),
  'stars and question marks in turn': document(statement({ Resource: `arn:aws:s3:::bucket/${'*?'.repeat(3_000)}c` })),
  'variables in variables': document(
    statement({ Resource: `arn:aws:s3:::${'${aws:username}'.repeat(300)}`, Condition: { StringLike: { 'aws:UserAgent': '${aws:username}*' } } }),
  ),
  'a variable that is never closed': document(statement({ Resource: `arn:aws:s3:::${'${'.repeat(2_900)}` })),
  'many actions with stars': document(statement({ Action: Array.from({ length: 250 }, (_, number) => `s3:*${number}*a*b*c*d`) })),
  'many resources with stars': document(statement({ Resource: Array.from({ length: 150 }, (_, number) => `arn:aws:s3:::*a*a*a*a*${number}*b`) })),
  'many statements': document(...Array.from({ length: 60 }, () => statement({ Resource: `arn:aws:s3:::${stars(20)}` }))),
}

for (const [what, text] of Object.entries(EXPENSIVE)) {
  test(`read and asked: ${what}`, () => {
    const ms = bestMs(() => {
      const policy = compilePolicy(text, 'identity')
      evaluate({ action: 's3:GetObject', resource: RESOURCE, asker, keys }, { identity: [{ id: 'p', policy }] })
    })
    assert.ok(ms < LIMIT_MS, `${ms.toFixed(2)} ms`)
  })
}

test('the longest document that the model lets in: read in proportion to its length', () => {
  const size = 131_072
  const documents = [
    document(statement({ Resource: `arn:aws:s3:::${'${'.repeat(size / 2 - 100)}` })),
    document(statement({ Action: Array.from({ length: size / 14 }, (_, number) => `s3:*${number}*a`) })),
    document(statement({ Resource: `arn:aws:s3:::${stars(size / 2 - 100)}` })),
  ]
  for (const text of documents) {
    const ms = bestMs(() => compilePolicy(text, 'identity'))
    assert.ok(ms < 40, `${ms.toFixed(1)} ms`)
    // Where policies are kept, it is refused by its length before anybody reads it.
    const refused = bestMs(() => assert.throws(() => checkManagedDocument(text), { code: 'LimitExceeded' }))
    assert.ok(refused < LIMIT_MS, `${refused.toFixed(2)} ms`)
  }
})

test('ten policies of 6 KB at once', () => {
  const texts = Array.from({ length: 10 }, (_, number) =>
    document(
      statement({ Resource: Array.from({ length: 100 }, (_, at) => `arn:aws:s3:::*${number}*${at}*a*a*a*b`), Action: ['s3:Get*', 's3:*Object*'] }),
    ).slice(0, 6_144),
  ).map((text) => (text.endsWith('}') ? text : document(statement({ Resource: `arn:aws:s3:::${stars(2_990)}b` }))))
  const ms = bestMs(() => {
    const identity = texts.map((text, index) => ({ id: String(index), policy: compilePolicy(text, 'identity') }))
    evaluate({ action: 's3:GetObject', resource: RESOURCE, asker, keys }, { identity })
  })
  assert.ok(ms < LIMIT_MS, `${ms.toFixed(2)} ms`)
})

const MALFORMED: Readonly<Record<string, string>> = {
  'deep JSON': `{"Version":"2012-10-17","Statement":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
  'deep objects as condition': document(statement({ Condition: JSON.parse(`${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`) as object })),
  'no JSON': `{"Version":"2012-10-17","Statement":${'{"a":'.repeat(5_000)}`,
  'a statement too many thousand times': document(...Array.from({ length: 2_000 }, () => statement())),
  'an element twice, the second one another': '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Effect":"Allow","Action":"*","Resource":"*"}]}',
  'Statement twice': '{"Version":"2012-10-17","Statement":[],"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
  'a condition twice':
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"},"Bool":{}}}}',
  'a prototype': '{"Version":"2012-10-17","Statement":[{"__proto__":{"Effect":"Allow"},"Action":"*","Resource":"*"}]}',
}

for (const [what, text] of Object.entries(MALFORMED)) {
  test(`refused as malformed: ${what}`, () => {
    const ms = bestMs(() => assert.throws(() => compilePolicy(text, 'identity'), MalformedPolicy))
    assert.ok(ms < LIMIT_MS, `${ms.toFixed(2)} ms`)
    assert.throws(() => checkDocument(text, 'identity'), { code: 'MalformedPolicyDocument' })
  })
}

test('through the API: MalformedPolicyDocument and LimitExceeded, and calls by hostile policies are answered', async () => {
  const server = await startServer()
  try {
    const { iam, s3 } = server.clients
    await s3.send(new CreateBucketCommand({ Bucket: 'asked-for' }))
    const user = await makeUser(iam, 'hostile')
    await makeRole(iam, 'hostile', trust())
    const put = (PolicyDocument: string) => iam.send(new PutUserPolicyCommand({ UserName: 'hostile', PolicyName: 'p', PolicyDocument }))
    for (const [what, text] of Object.entries(MALFORMED)) {
      const name = text.length > 2_048 ? 'LimitExceededException' : 'MalformedPolicyDocumentException'
      await assert.rejects(put(text), { name }, what)
    }
    await assert.rejects(put(document(statement({ Resource: `arn:aws:s3:::${stars(1_200)}` }))), { name: 'LimitExceededException' })
    const long = (characters: number) => document(statement({ Resource: `arn:aws:s3:::${'x'.repeat(characters)}` }))
    await assert.rejects(iam.send(new CreatePolicyCommand({ PolicyName: 'long', PolicyDocument: long(6_200) })), { name: 'LimitExceededException' })
    await assert.rejects(iam.send(new PutRolePolicyCommand({ RoleName: 'hostile', PolicyName: 'p', PolicyDocument: long(10_300) })), {
      name: 'LimitExceededException',
    })
    await assert.rejects(s3.send(new PutBucketPolicyCommand({ Bucket: 'asked-for', Policy: long(21_000) })), {
      name: /MalformedPolicy|InvalidRequest|PolicyTooLarge/,
    })

    for (let number = 0; number < 10; number++) {
      const { Policy } = await iam.send(
        new CreatePolicyCommand({ PolicyName: `p${number}`, PolicyDocument: document(statement({ Resource: `arn:aws:s3:::${number}${stars(2_980)}b` })) }),
      )
      await iam.send(new AttachUserPolicyCommand({ UserName: 'hostile', PolicyArn: Policy?.Arn as string }))
    }
    const list = () => server.clientsAs(user).s3.send(new ListObjectsV2Command({ Bucket: 'asked-for' }))
    await assert.rejects(list(), { name: 'AccessDenied' })
    await put(allow('s3:ListBucket'))
    await list()
  } finally {
    await server.stop()
  }
})
