/** Random questions with random policies: small vocabularies, so that matching and not matching are both common. */
import type { Keys } from '../../../packages/server/src/services/iam/evaluate/glob.ts'

type Json = Record<string, unknown>

export interface RandomCase {
  readonly principal: string
  readonly action: string
  readonly resource: string
  readonly resourceAccount: string
  readonly context: Record<string, string | string[]>
  readonly identity: readonly Json[]
  readonly boundary: Json | undefined
  readonly session: Json | undefined
  readonly resourcePolicy: Json | undefined
}

export const ACCOUNT = '123456789012'
export const OTHER = '210987654321'
export const USER = `arn:aws:iam::${ACCOUNT}:user/alice`
export const ROLE = `arn:aws:iam::${ACCOUNT}:role/worker`
export const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/worker/session-1`

/** Mulberry32: the same cases every time. */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Topic {
  readonly actions: readonly string[]
  readonly resources: readonly string[]
  readonly patterns: readonly string[]
  readonly keys: Readonly<Record<string, KeyKind>>
}

type KeyKind = 'string' | 'strings' | 'number' | 'bool' | 'date' | 'ip' | 'arn'

/** A policy variable. */
const v = (name: string) => ['$', '{', name, '}'].join('')

const S3_OBJECTS: Topic = {
  actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
  resources: ['arn:aws:s3:::alpha/data/a.csv', 'arn:aws:s3:::alpha/home/alice/x', 'arn:aws:s3:::beta-1/data/b', 'arn:aws:s3:::beta-2/a:b/$c'],
  patterns: [
    'arn:aws:s3:::alpha/*',
    'arn:aws:s3:::alpha/data/*.csv',
    'arn:aws:s3:::beta-?/*',
    `arn:aws:s3:::alpha/home/${v('aws:username')}/*`,
    'arn:aws:s3:::*',
    'arn:aws:s3:::beta-2/a:b/*',
    'arn:aws:s3:::alpha',
    'arn:aws:s3:*:*:alpha/*',
    `arn:aws:s3:::alpha/home/${v("aws:nothing, 'alice'")}/x`,
    `arn:aws:s3:::beta-2/a:b/${v('$')}c`,
  ],
  keys: { 's3:ExistingObjectTag/env': 'string', 's3:ResourceAccount': 'string', 's3:x-amz-storage-class': 'string' },
}
const S3_BUCKETS: Topic = {
  actions: ['s3:ListBucket', 's3:GetBucketLocation'],
  resources: ['arn:aws:s3:::alpha', 'arn:aws:s3:::beta-1'],
  patterns: ['arn:aws:s3:::alpha', 'arn:aws:s3:::*', 'arn:aws:s3:::beta-?', 'arn:aws:s3:::alpha/*', 'arn:aws:s3:::a*a'],
  keys: { 's3:prefix': 'string', 's3:max-keys': 'number', 's3:delimiter': 'string' },
}
const JOB = `arn:aws:sagemaker:us-east-1:${ACCOUNT}:training-job/job-1`
const SAGEMAKER: Topic = {
  actions: ['sagemaker:CreateTrainingJob', 'sagemaker:DescribeTrainingJob', 'sagemaker:StopTrainingJob'],
  resources: [JOB, JOB.replace('us-east-1', 'eu-west-1'), JOB.replace('job-1', 'other')],
  patterns: [JOB, 'arn:aws:sagemaker:*:*:training-job/*', 'arn:aws:sagemaker:us-*:*:training-job/job-?', 'arn:aws:sagemaker:*', `arn:aws:*:*:${ACCOUNT}:*`],
  keys: {
    'sagemaker:InstanceTypes': 'strings',
    'sagemaker:NetworkIsolation': 'bool',
    'sagemaker:MaxRuntimeInSeconds': 'number',
    'aws:TagKeys': 'strings',
    'aws:RequestTag/env': 'string',
  },
}
const ROLES: Topic = {
  actions: ['iam:PassRole', 'iam:GetRole'],
  resources: [ROLE, ROLE.replace('worker', 'service-role/AmazonSageMaker-1')],
  patterns: [ROLE, 'arn:aws:iam::*:role/*', `arn:aws:iam::${ACCOUNT}:role/service-role/AmazonSageMaker-*`, 'arn:aws:iam::*:role/w*r'],
  keys: { 'iam:PassedToService': 'string' },
}
const ANYWHERE: Topic = {
  actions: ['sagemaker:ListModels', 's3:ListAllMyBuckets', 'iam:ListRoles'],
  resources: ['*'],
  patterns: ['*', 'arn:aws:s3:::*'],
  keys: {},
}
const TOPICS = [S3_OBJECTS, S3_OBJECTS, S3_BUCKETS, SAGEMAKER, SAGEMAKER, ROLES, ANYWHERE]

const GLOBAL_KEYS: Readonly<Record<string, KeyKind>> = {
  'aws:username': 'string',
  'aws:SourceIp': 'ip',
  'aws:CurrentTime': 'date',
  'aws:SecureTransport': 'bool',
  'aws:RequestedRegion': 'string',
  'aws:PrincipalTag/team': 'string',
  'aws:SourceArn': 'arn',
}

/** Every call may have these. */
export const globalKeys: ReadonlySet<string> = new Set(Object.keys(GLOBAL_KEYS))

const ACTION_PATTERNS = [
  '*',
  's3:*',
  's3:Get*',
  's3:*Object',
  'S3:getobject',
  's3:?etObject',
  'sagemaker:*',
  'sagemaker:*TrainingJob',
  'iam:PassRole',
  'iam:*',
  's3:List*',
]

const VALUES: Readonly<Record<KeyKind, readonly string[]>> = {
  string: ['alice', 'bob', 'data/', 'STANDARD', 'us-east-1', 'sagemaker.amazonaws.com', ACCOUNT, 'Alice', ''],
  strings: ['ml.m4.xlarge', 'ml.t3.medium', 'env', 'cost'],
  number: ['1', '10', '3600', '10.0', '-1'],
  bool: ['true', 'false'],
  date: ['2026-11-25T00:00:00Z', '2020-01-01T00:00:00Z', '2026-11-25T12:30:00Z'],
  ip: ['10.1.2.3', '192.0.2.7', '2001:db8::1'],
  arn: [USER, ROLE, 'arn:aws:s3:::alpha'],
}
const EXPECTED: Readonly<Record<KeyKind, readonly string[]>> = {
  string: [...VALUES.string, 'a*', '*', 'data/*', '?lice', v('aws:username'), v("aws:PrincipalTag/team, 'bob'"), v('aws:nothing'), `a${v('*')}`],
  strings: [...VALUES.strings, 'ml.*', 'ml.m?.*', 'c*'],
  number: ['1', '10', '3600', '5', '10.00', '0'],
  bool: ['true', 'false', 'True'],
  date: [...VALUES.date, '2026-11-25T00:00:01Z', '1577836800'],
  ip: ['10.0.0.0/8', '10.1.2.3', '192.0.2.0/24', '2001:db8::/32', '0.0.0.0/0', '::/0', '10.1.2.3/32'],
  arn: [USER, ROLE, 'arn:aws:iam::*:user/*', 'arn:aws:s3:::*', 'arn:aws:iam::*:role/w?rker', 'arn:aws:*:*:*:alpha'],
}
const OPERATORS: Readonly<Record<KeyKind, readonly string[]>> = {
  string: ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase'],
  strings: ['StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase'],
  number: ['NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals', 'NumericGreaterThan', 'NumericGreaterThanEquals'],
  bool: ['Bool'],
  date: ['DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals', 'DateGreaterThan', 'DateGreaterThanEquals'],
  ip: ['IpAddress', 'NotIpAddress'],
  arn: ['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike'],
}

export function randomCase(random: () => number): RandomCase {
  const chance = (probability: number) => random() < probability
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  const some = <T>(items: readonly T[], most: number): T[] => Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(items))
  const oneOrMore = <T>(items: readonly T[], most: number): T | T[] => (chance(0.5) ? pick(items) : some(items, most))
  const topic = pick(TOPICS)
  const kinds = { ...GLOBAL_KEYS, ...topic.keys }
  const names = Object.keys(kinds)
  const action = pick(topic.actions)

  const condition = (): [string, Json] => {
    const key = pick(chance(0.6) && Object.keys(topic.keys).length > 0 ? Object.keys(topic.keys) : names)
    const kind = kinds[key] as KeyKind
    if (chance(0.1)) return ['Null', { [key]: pick(['true', 'false']) }]
    const many = kind === 'strings'
    const prefix = many ? pick(['ForAllValues:', 'ForAnyValue:']) : ''
    return [`${prefix}${pick(OPERATORS[kind])}${chance(0.2) ? 'IfExists' : ''}`, { [key]: oneOrMore(EXPECTED[kind], 3) }]
  }
  const statement = (more: Json, about: readonly string[]): Json => {
    const conditions = chance(0.45) ? Object.fromEntries(Array.from({ length: 1 + Math.floor(random() * 2) }, condition)) : undefined
    return {
      Effect: chance(0.8) ? 'Allow' : 'Deny',
      ...more,
      [chance(0.9) ? 'Action' : 'NotAction']: oneOrMore(chance(0.5) ? ACTION_PATTERNS : topic.actions, 3),
      [chance(0.9) ? 'Resource' : 'NotResource']: oneOrMore(about, 3),
      ...(conditions && { Condition: conditions }),
    }
  }
  const patterns = [...topic.patterns, ...topic.resources.filter((resource) => !/[*?]/.test(resource)), '*']
  const policy = (more: () => Json = () => ({}), about = patterns): Json => ({
    Version: chance(0.9) ? '2012-10-17' : '2008-10-17',
    Statement: Array.from({ length: 1 + Math.floor(random() * 3) }, () => statement(more(), about)),
  })
  const asUser = chance(0.6)
  const isS3 = topic === S3_OBJECTS || topic === S3_BUCKETS
  const principals = [
    '*',
    { AWS: '*' },
    { AWS: USER },
    { AWS: [SESSION] },
    { AWS: ROLE },
    { AWS: ACCOUNT },
    { AWS: `arn:aws:iam::${ACCOUNT}:root` },
    { AWS: OTHER },
  ]
  const context: Record<string, string | string[]> = {}
  for (const name of names) {
    if (name === 'aws:username' ? !asUser : chance(0.35)) continue
    const kind = kinds[name] as KeyKind
    context[name] = kind === 'strings' ? some(VALUES.strings, 3) : name === 'aws:username' ? 'alice' : pick(VALUES[kind])
  }
  return {
    principal: asUser ? USER : SESSION,
    action,
    resource: pick(topic.resources),
    resourceAccount: isS3 && chance(0.3) ? OTHER : ACCOUNT,
    context,
    identity: Array.from({ length: chance(0.1) ? 0 : 1 + Math.floor(random() * 3) }, () => policy()),
    boundary: chance(0.2) ? policy() : undefined,
    session: !asUser && chance(0.4) ? policy() : undefined,
    resourcePolicy:
      isS3 && chance(0.5)
        ? policy(
            () => ({ Principal: pick(principals) }),
            patterns.filter((pattern) => pattern !== '*'),
          )
        : undefined,
  }
}

export const keysOf = (context: RandomCase['context']): Keys =>
  new Map(Object.entries(context).map(([name, value]) => [name.toLowerCase(), typeof value === 'string' ? [value] : value]))
