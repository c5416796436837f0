import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type Asker, evaluate, type NamedPolicy, type Policies } from './evaluate.ts'
import { compilePolicy, MalformedPolicy, type PolicyKind } from './policy.ts'

const ACCOUNT = '123456789012'
const user: Asker = { kind: 'user', account: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:user/alice` }
const root: Asker = { kind: 'root', account: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root` }
const roleArn = `arn:aws:iam::${ACCOUNT}:role/worker`
const session: Asker = { kind: 'assumed-role', account: ACCOUNT, arn: `arn:aws:sts::${ACCOUNT}:assumed-role/worker/s`, roleArn }
const service: Asker = { kind: 'service', account: ACCOUNT, arn: 'sagemaker.amazonaws.com' }

type Json = Record<string, unknown>

const policy = (statement: Json | Json[], kind: PolicyKind = 'identity', id: string = kind): NamedPolicy => ({
  id,
  policy: compilePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statement }), kind),
})
const allow = (more: Json) => ({ Effect: 'Allow', Action: '*', Resource: '*', ...more })
const deny = (more: Json) => ({ Effect: 'Deny', Action: '*', Resource: '*', ...more })
const trust = (principal: unknown, more: Json = {}) => policy({ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', ...more }, 'trust')

function ask(policies: Partial<Policies>, question: { action?: string; resource?: string; asker?: Asker; keys?: Record<string, string | string[]> } = {}) {
  const keys = new Map(Object.entries(question.keys ?? {}).map(([name, value]) => [name.toLowerCase(), typeof value === 'string' ? [value] : value]))
  const { action = 's3:GetObject', resource = 'arn:aws:s3:::b/k', asker = user } = question
  return evaluate({ action, resource, asker, keys }, { identity: [], ...policies }).decision
}

describe('identity policies', () => {
  const rows: [string, Json | Json[], string | undefined, string | undefined, string][] = [
    ['nothing said is a refusal', [allow({ Action: 's3:PutObject' })], undefined, undefined, 'implicitDeny'],
    ['everything', allow({}), undefined, undefined, 'allowed'],
    ['actions know no case', allow({ Action: 'S3:getobject' }), undefined, undefined, 'allowed'],
    ['wildcards in actions', allow({ Action: 's3:Get*' }), undefined, undefined, 'allowed'],
    ['a question mark is one character', allow({ Action: 's3:GetObjec?' }), undefined, undefined, 'allowed'],
    ['a question mark is not none', allow({ Action: 's3:GetObject?' }), undefined, undefined, 'implicitDeny'],
    ['an explicit Deny wins', [allow({}), deny({ Action: 's3:GetObject' })], undefined, undefined, 'explicitDeny'],
    ['NotAction is all but that', allow({ NotAction: 'iam:*', Action: undefined }), undefined, undefined, 'allowed'],
    ['NotAction leaves that out', allow({ NotAction: 's3:*', Action: undefined }), undefined, undefined, 'implicitDeny'],
    ['NotResource is all but that', allow({ NotResource: 'arn:aws:s3:::other/*', Resource: undefined }), undefined, undefined, 'allowed'],
    ['NotResource leaves that out', allow({ NotResource: 'arn:aws:s3:::b/*', Resource: undefined }), undefined, undefined, 'implicitDeny'],
    ['resources know case', allow({ Resource: 'arn:aws:s3:::B/*' }), undefined, undefined, 'implicitDeny'],
    ['a star in the resource spans slashes', allow({ Resource: 'arn:aws:s3:::*' }), undefined, 'arn:aws:s3:::b/some/deep/key', 'allowed'],
    ['a star stays in its part of the ARN', allow({ Resource: 'arn:aws:*:role/x' }), 'iam:GetRole', `arn:aws:iam::${ACCOUNT}:role/x`, 'implicitDeny'],
    ['a star at the end goes beyond it', allow({ Resource: 'arn:aws:iam:*' }), 'iam:GetRole', `arn:aws:iam::${ACCOUNT}:role/x`, 'allowed'],
    [
      'colons in the resource part',
      allow({ Resource: 'arn:aws:logs:*:*:log-group:/aws/*:*' }),
      'logs:X',
      `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aws/a:b`,
      'allowed',
    ],
    [
      'SageMaker in any key, as AmazonSageMakerFullAccess says',
      allow({ Resource: 'arn:aws:s3:::*sagemaker*' }),
      undefined,
      'arn:aws:s3:::b/sagemaker/x',
      'allowed',
    ],
  ]
  for (const [name, statement, action, resource, expected] of rows) {
    test(name, () => {
      const clean = (Array.isArray(statement) ? statement : [statement]).map((one) => JSON.parse(JSON.stringify(one)) as Json)
      assert.equal(ask({ identity: [policy(clean)] }, { ...(action && { action }), ...(resource && { resource }) }), expected)
    })
  }

  test('root needs no policy', () => assert.equal(ask({}, { asker: root }), 'allowed'))

  test('the statement that decided is named', () => {
    const named = policy([allow({ Sid: 'First', Action: 'iam:*' }), allow({ Sid: 'Second', Action: 's3:*' })], 'identity', 'mine')
    const { matches } = evaluate({ action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', asker: user, keys: new Map() }, { identity: [named] })
    assert.deepEqual(
      matches.map(({ policyId, statement }) => [policyId, statement.sid, statement.index]),
      [['mine', 'Second', 1]],
    )
  })
})

describe('conditions', () => {
  const rows: [string, Json, Record<string, string | string[]>, boolean][] = [
    ['StringEquals', { StringEquals: { 'aws:a': ['x', 'y'] } }, { 'aws:a': 'y' }, true],
    ['StringEquals knows case', { StringEquals: { 'aws:a': 'x' } }, { 'aws:a': 'X' }, false],
    ['StringEquals takes stars literally', { StringEquals: { 'aws:a': 'x*' } }, { 'aws:a': 'xy' }, false],
    ['key names know no case', { StringEquals: { 'AWS:A': 'x' } }, { 'aws:a': 'x' }, true],
    ['a missing key', { StringEquals: { 'aws:a': 'x' } }, {}, false],
    ['IfExists without the key', { StringEqualsIfExists: { 'aws:a': 'x' } }, {}, true],
    ['IfExists with it', { StringEqualsIfExists: { 'aws:a': 'x' } }, { 'aws:a': 'z' }, false],
    ['StringNotEquals is NOR', { StringNotEquals: { 'aws:a': ['x', 'y'] } }, { 'aws:a': 'y' }, false],
    ['StringNotEquals without the key', { StringNotEquals: { 'aws:a': 'x' } }, {}, true],
    ['StringEqualsIgnoreCase', { StringEqualsIgnoreCase: { 'aws:a': 'TRUE' } }, { 'aws:a': 'true' }, true],
    ['StringLike', { StringLike: { 'aws:a': 'a*c?' } }, { 'aws:a': 'abbbcd' }, true],
    ['StringNotLike', { StringNotLike: { 'aws:a': 'a*' } }, { 'aws:a': 'abc' }, false],
    ['NumericLessThanEquals', { NumericLessThanEquals: { 'aws:a': '3600' } }, { 'aws:a': '3600' }, true],
    ['NumericLessThan with a text', { NumericLessThan: { 'aws:a': '5' } }, { 'aws:a': 'four' }, false],
    ['NumericGreaterThan', { NumericGreaterThan: { 'aws:a': 5 } }, { 'aws:a': '5.5' }, true],
    ['DateGreaterThan, ISO', { DateGreaterThan: { 'aws:a': '2026-01-01T00:00:00Z' } }, { 'aws:a': '2026-11-25T00:00:00Z' }, true],
    ['DateLessThan, epoch seconds', { DateLessThan: { 'aws:a': '1767225600' } }, { 'aws:a': '2026-11-25T00:00:00Z' }, false],
    ['Bool', { Bool: { 'aws:a': false } }, { 'aws:a': 'false' }, true],
    ['BinaryEquals', { BinaryEquals: { 'aws:a': 'QmluYXJ5' } }, { 'aws:a': 'QmluYXJ5' }, true],
    ['IpAddress v4', { IpAddress: { 'aws:a': ['10.0.0.0/8', '192.0.2.1'] } }, { 'aws:a': '192.0.2.1' }, true],
    ['IpAddress outside', { IpAddress: { 'aws:a': '10.0.0.0/8' } }, { 'aws:a': '11.0.0.1' }, false],
    ['IpAddress v6', { IpAddress: { 'aws:a': '2001:db8::/32' } }, { 'aws:a': '2001:db8:1::5' }, true],
    ['IpAddress of another family', { IpAddress: { 'aws:a': '::/0' } }, { 'aws:a': '10.0.0.1' }, false],
    ['NotIpAddress', { NotIpAddress: { 'aws:a': '10.0.0.0/8' } }, { 'aws:a': '10.1.2.3' }, false],
    ['ArnLike part by part', { ArnLike: { 'aws:a': 'arn:aws:iam::*:role/*' } }, { 'aws:a': roleArn }, true],
    ['ArnEquals takes wildcards too', { ArnEquals: { 'aws:a': 'arn:aws:s3:::b*' } }, { 'aws:a': 'arn:aws:s3:::bucket' }, true],
    ['ArnNotEquals', { ArnNotEquals: { 'aws:a': roleArn } }, { 'aws:a': roleArn }, false],
    ['Null true means absent', { Null: { 'aws:a': 'true' } }, {}, true],
    ['Null false means present', { Null: { 'aws:a': 'false' } }, {}, false],
    ['ForAllValues', { 'ForAllValues:StringEquals': { 'aws:a': ['x', 'y'] } }, { 'aws:a': ['x', 'y', 'x'] }, true],
    ['ForAllValues with one too many', { 'ForAllValues:StringEquals': { 'aws:a': ['x', 'y'] } }, { 'aws:a': ['x', 'z'] }, false],
    ['ForAllValues without the key', { 'ForAllValues:StringEquals': { 'aws:a': 'x' } }, {}, true],
    ['ForAnyValue', { 'ForAnyValue:StringLike': { 'aws:a': 'x*' } }, { 'aws:a': ['q', 'xx'] }, true],
    ['ForAnyValue without the key', { 'ForAnyValue:StringEquals': { 'aws:a': 'x' } }, {}, false],
    ['ForAnyValue, negated: one value that is none of them', { 'ForAnyValue:StringNotEquals': { 'aws:a': ['x'] } }, { 'aws:a': ['x', 'y'] }, true],
    ['ForAllValues, negated', { 'ForAllValues:StringNotEquals': { 'aws:a': ['x'] } }, { 'aws:a': ['x', 'y'] }, false],
    [
      'keys and operators are all needed',
      { StringEquals: { 'aws:a': 'x', 'aws:b': 'y' }, Bool: { 'aws:c': 'true' } },
      { 'aws:a': 'x', 'aws:b': 'y', 'aws:c': 'false' },
      false,
    ],
    ['a variable', { StringEquals: { 'aws:a': '$' + '{aws:username}' } }, { 'aws:a': 'alice', 'aws:username': 'alice' }, true],
    ['a variable without a value', { StringEquals: { 'aws:a': '$' + '{aws:username}' } }, { 'aws:a': 'alice' }, false],
    ["a variable's default", { StringEquals: { 'aws:a': '$' + "{aws:username, 'nobody'}" } }, { 'aws:a': 'nobody' }, true],
    ["a variable's value has no wildcards", { StringLike: { 'aws:a': '$' + '{aws:username}' } }, { 'aws:a': 'bob', 'aws:username': '*' }, false],
    ['the star itself', { StringLike: { 'aws:a': 'a$' + '{*}' } }, { 'aws:a': 'a*' }, true],
    ['the star itself and nothing else', { StringLike: { 'aws:a': 'a$' + '{*}' } }, { 'aws:a': 'ab' }, false],
  ]
  for (const [name, condition, keys, holds] of rows) {
    test(name, () => assert.equal(ask({ identity: [policy(allow({ Condition: condition }))] }, { keys }), holds ? 'allowed' : 'implicitDeny'))
  }

  test('variables in resources; none in policies of 2008', () => {
    const statement = [allow({ Resource: 'arn:aws:s3:::home/$' + '{aws:username}/*' })]
    const question = { resource: 'arn:aws:s3:::home/alice/x', keys: { 'aws:username': 'alice' } }
    assert.equal(ask({ identity: [policy(statement)] }, question), 'allowed')
    const old = { id: 'old', policy: compilePolicy(JSON.stringify({ Version: '2008-10-17', Statement: statement }), 'identity') }
    assert.equal(ask({ identity: [old] }, question), 'implicitDeny')
  })
})

describe('narrowing', () => {
  const all = policy(allow({}))
  const onlyS3 = policy(allow({ Action: 's3:*' }), 'identity', 'narrow')
  test('a boundary narrows', () => {
    assert.equal(ask({ identity: [all], boundary: onlyS3 }), 'allowed')
    assert.equal(ask({ identity: [all], boundary: onlyS3 }, { action: 'iam:GetRole' }), 'implicitDeny')
  })
  test('a boundary gives nothing', () => assert.equal(ask({ boundary: all }), 'implicitDeny'))
  test('session policies narrow, all of them together', () => {
    assert.equal(ask({ identity: [all], session: [onlyS3] }, { asker: session }), 'allowed')
    assert.equal(ask({ identity: [all], session: [onlyS3] }, { asker: session, action: 'iam:GetRole' }), 'implicitDeny')
    assert.equal(ask({ identity: [all], session: [onlyS3, all] }, { asker: session, action: 'iam:GetRole' }), 'allowed')
    assert.equal(ask({ session: [all] }, { asker: session }), 'implicitDeny')
  })
  test('a Deny counts wherever it stands', () => {
    const no = policy(deny({ Action: 's3:*' }), 'identity', 'no')
    assert.equal(ask({ identity: [all], boundary: no }), 'explicitDeny')
    assert.equal(ask({ identity: [all], session: [no] }), 'explicitDeny')
  })
})

describe('resource policies', () => {
  const OTHER = '210987654321'
  const bucket = (principal: unknown, effect = 'Allow') => policy({ Effect: effect, Principal: principal, Action: 's3:*', Resource: '*' }, 'resource')
  const mine = { identity: [policy(allow({}))] }
  const decide = (policies: Partial<Policies>, asker: Asker, resourceAccount = ACCOUNT) =>
    evaluate({ action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', asker, keys: new Map(), resourceAccount }, { identity: [], ...policies })

  test('within an account, either allows', () => {
    assert.equal(decide({ resource: bucket({ AWS: user.arn }) }, user).decision, 'allowed')
    assert.equal(decide({ ...mine, resource: bucket({ AWS: root.arn }) }, user).decision, 'allowed')
    assert.equal(decide({ resource: bucket({ AWS: root.arn }) }, user).decision, 'implicitDeny')
  })
  test('across accounts, both must', () => {
    assert.equal(decide({ ...mine }, user, OTHER).by, 'resource')
    assert.equal(decide({ resource: bucket({ AWS: user.arn }) }, user, OTHER).by, 'identity')
    assert.equal(decide({ ...mine, resource: bucket({ AWS: user.arn }) }, user, OTHER).decision, 'allowed')
    assert.equal(decide({ ...mine, resource: bucket({ AWS: ACCOUNT }) }, user, OTHER).decision, 'allowed')
    assert.equal(decide({}, root, OTHER).decision, 'implicitDeny')
    assert.equal(decide({ resource: bucket('*') }, root, OTHER).decision, 'allowed')
  })
  test('an Allow for a role is narrowed, one for everyone is not', () => {
    const boundary = policy(allow({ Action: 'iam:*' }))
    assert.equal(decide({ boundary, resource: bucket({ AWS: roleArn }) }, session).by, 'boundary')
    assert.equal(decide({ boundary, resource: bucket('*') }, session).decision, 'allowed')
    assert.equal(decide({ session: [boundary], resource: bucket({ AWS: session.arn }) }, session).decision, 'allowed')
  })
  test('across accounts, a boundary narrows even whom the policy names', () => {
    const boundary = policy(allow({ Action: 'iam:*' }))
    assert.equal(decide({ ...mine, boundary, resource: bucket({ AWS: user.arn }) }, user).decision, 'allowed')
    assert.equal(decide({ ...mine, boundary, resource: bucket({ AWS: user.arn }) }, user, OTHER).by, 'boundary')
  })
  test('a Deny binds root too, and says where it stands', () => {
    assert.equal(decide({ resource: bucket('*', 'Deny') }, root).by, 'resource')
    assert.equal(decide({ ...mine, resource: bucket({ AWS: root.arn }, 'Deny') }, user).decision, 'explicitDeny')
  })
})

describe('trust policies', () => {
  const assume = (resource: NamedPolicy, asker: Asker, more: Partial<Policies> = {}, keys: Record<string, string> = {}) =>
    ask({ resource, resourceMustAllow: true, ...more }, { action: 'sts:AssumeRole', resource: roleArn, asker, keys })
  const mayAssume = { identity: [policy(allow({ Action: 'sts:AssumeRole' }))] }

  test('a service that is named', () => assert.equal(assume(trust({ Service: ['ec2.amazonaws.com', 'sagemaker.amazonaws.com'] }), service), 'allowed'))
  test('a service that is not', () => assert.equal(assume(trust({ Service: 'ec2.amazonaws.com' }), service), 'implicitDeny'))
  test('everyone in the account is not a service', () => assert.equal(assume(trust({ AWS: ACCOUNT }), service), 'implicitDeny'))
  test('a user that is named needs no policy of its own', () => assert.equal(assume(trust({ AWS: user.arn }), user), 'allowed'))
  test('the account delegates: then the policy of the caller decides', () => {
    assert.equal(assume(trust({ AWS: `arn:aws:iam::${ACCOUNT}:root` }), user), 'implicitDeny')
    assert.equal(assume(trust({ AWS: ACCOUNT }), user, mayAssume), 'allowed')
  })
  test('the policy of the caller is not enough', () => assert.equal(assume(trust({ Service: 'x.amazonaws.com' }), user, mayAssume), 'implicitDeny'))
  test('a Deny of the caller forbids it', () => assert.equal(assume(trust({ AWS: user.arn }), user, { identity: [policy(deny({}))] }), 'explicitDeny'))
  test('a role that is named lets its sessions in', () => assert.equal(assume(trust({ AWS: roleArn }), session), 'allowed'))
  test('a session policy narrows that', () => {
    assert.equal(assume(trust({ AWS: roleArn }), session, { session: [policy(allow({ Action: 's3:*' }))] }), 'implicitDeny')
  })
  test('but not when the session itself is named', () => {
    assert.equal(assume(trust({ AWS: session.arn }), session, { session: [policy(allow({ Action: 's3:*' }))] }), 'allowed')
  })
  test('conditions: an external id', () => {
    const guarded = trust({ AWS: user.arn }, { Condition: { StringEquals: { 'sts:ExternalId': 'secret' } } })
    assert.equal(assume(guarded, user, {}, { 'sts:externalid': 'secret' }), 'allowed')
    assert.equal(assume(guarded, user), 'implicitDeny')
  })
  test('NotPrincipal in a Deny spares whom it names', () => {
    const resource = policy(
      [
        { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
        { Effect: 'Deny', NotPrincipal: { AWS: user.arn }, Action: 'sts:AssumeRole' },
      ],
      'trust',
    )
    assert.equal(assume(resource, user), 'allowed')
    assert.equal(assume(resource, session), 'explicitDeny')
  })
})

describe('documents that are no policies', () => {
  const rows: [string, PolicyKind, unknown, string][] = [
    ['no JSON', 'identity', '{', 'Syntax errors in policy.'],
    ['no JSON, trust', 'trust', '{', 'This policy contains invalid Json'],
    ['no object', 'identity', '[]', 'Syntax errors in policy.'],
    ['an unknown element', 'identity', { Version: '2012-10-17', Statement: [], Extra: 1 }, 'Syntax errors in policy.'],
    ['an unknown version', 'identity', { Version: '2020-01-01', Statement: allow({}) }, 'Syntax errors in policy.'],
    ['no statement', 'identity', { Version: '2012-10-17', Statement: [] }, 'Syntax errors in policy.'],
    ['no effect', 'identity', { Statement: { Action: '*', Resource: '*' } }, 'Syntax errors in policy.'],
    ['no action', 'identity', { Statement: { Effect: 'Allow', Resource: '*' } }, 'Policy statement must contain actions.'],
    ['no resource', 'identity', { Statement: { Effect: 'Allow', Action: '*' } }, 'Policy statement must contain resources.'],
    [
      'an action without a service',
      'identity',
      { Statement: allow({ Action: 'GetObject' }) },
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
    ],
    ['a resource that is no ARN', 'identity', { Statement: allow({ Resource: 'bucket' }) }, 'Resource bucket must be in ARN format or "*".'],
    ['a principal in an identity policy', 'identity', { Statement: allow({ Principal: '*' }) }, 'Policy document should not specify a principal.'],
    ['an unknown operator', 'identity', { Statement: allow({ Condition: { StringSame: { a: 'b' } } }) }, 'Syntax errors in policy.'],
    [
      'two statements with one id',
      'identity',
      { Statement: [allow({ Sid: 'a' }), allow({ Sid: 'a' })] },
      'Statement IDs (SID) in a single policy must be unique.',
    ],
    ['a resource in a trust policy', 'trust', { Statement: { ...allow({ Action: 'sts:AssumeRole' }), Principal: '*' } }, 'Has prohibited field Resource'],
    ['no principal in a trust policy', 'trust', { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole' } }, 'Missing required field Principal'],
  ]
  for (const [name, kind, document, message] of rows) {
    test(name, () => {
      const text = typeof document === 'string' ? document : JSON.stringify(document)
      assert.throws(
        () => compilePolicy(text, kind),
        (error) => error instanceof MalformedPolicy && error.message === message,
      )
    })
  }
})

test('no pattern is expensive', () => {
  const pattern = `${'*a'.repeat(400)}b`
  const text = 'a'.repeat(2_000)
  const started = process.cpuUsage().user
  assert.equal(ask({ identity: [policy(allow({ Resource: `arn:aws:s3:::${pattern}` }))] }, { resource: `arn:aws:s3:::${text}` }), 'implicitDeny')
  assert.ok(process.cpuUsage().user - started < 1_000_000, 'over a second of processor time')
})
