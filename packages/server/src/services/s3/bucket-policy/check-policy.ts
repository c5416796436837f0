/** A bucket's policy as S3 checks it before it keeps it, in S3's words; and what makes it public. */
import { asList, isNarrowRange, opensToEveryone, statementsOf } from '../../../lib/public-policy.ts'
import type { Context, ServiceError } from '../../../operation.ts'
import { malformedPolicy } from '../errors.ts'
import { MAX_BUCKET_POLICY_BYTES } from '../limits.ts'
import { bucketArn } from '../names.ts'

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

function parse(document: string): Json {
  if (Buffer.byteLength(document) > MAX_BUCKET_POLICY_BYTES) throw malformedPolicy('Policy exceeds the maximum allowed document size.')
  try {
    const parsed: unknown = JSON.parse(document)
    if (isObject(parsed)) return parsed
  } catch {
    // Said below.
  }
  throw malformedPolicy("Policies must be valid JSON and the first byte must be '{'")
}

/** Whether a resource of the policy can lie in the bucket. */
function concerns(resource: unknown, bucket: string): boolean {
  if (typeof resource !== 'string') return false
  if (resource === '*') return true
  const prefix = bucketArn('')
  if (!resource.startsWith(prefix)) return false
  const name = resource.slice(prefix.length).split('/')[0] as string
  const wildcard = name.search(/[*?]|\$\{/)
  return wildcard < 0 ? name === bucket : bucket.startsWith(name.slice(0, wildcard))
}

function checkStatement(statement: Json, bucket: string): ServiceError | undefined {
  if (statement.Principal === undefined && statement.NotPrincipal === undefined) return malformedPolicy('Missing required field Principal')
  const actions = asList(statement.Action ?? statement.NotAction)
  if (actions.length === 0) return malformedPolicy('Missing required field Action')
  if (actions.some((action) => typeof action !== 'string' || (action !== '*' && !/^s3:./i.test(action)))) return malformedPolicy('Policy has invalid action')
  const resources = asList(statement.Resource ?? statement.NotResource)
  if (resources.length === 0) return malformedPolicy('Missing required field Resource')
  return resources.every((resource) => concerns(resource, bucket)) ? undefined : malformedPolicy('Policy has invalid resource')
}

/** Throws MalformedPolicy. Answers whether the policy is public. */
export function checkBucketPolicy(ctx: Context, bucket: string, document: string): { isPublic: boolean } {
  const policy = parse(document)
  const statements = statementsOf(policy)
  if (statements.length === 0) throw malformedPolicy('Could not parse the policy: Statement is empty!')
  for (const statement of statements) {
    const error = checkStatement(statement, bucket)
    if (error) throw error
  }
  const wrong = ctx.iam.checkPolicy(document)
  if (wrong !== undefined) throw malformedPolicy(wrong)
  return { isPublic: statements.some((statement) => opensToEveryone(statement, closes)) }
}

/** Conditions on one of these keys with fixed values keep a policy from being public (S3 user guide, "The meaning of public"). */
const CLOSING_KEYS = new Set([
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceip',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:userid',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
])

const closes = (key: string, value: unknown): boolean =>
  CLOSING_KEYS.has(key) && (key === 'aws:sourceip' ? isNarrowRange(String(value)) : !/[*?]|\$\{/.test(String(value)))
