/** The policy of an S3 form: what a signature allows to be posted. Source: "POST policy" in the S3 API reference. */
import { ServiceError } from '../operation.ts'

type Condition =
  | { readonly kind: 'eq' | 'starts-with'; readonly field: string; readonly value: string }
  | { readonly kind: 'length'; readonly least: number; readonly most: number }

export interface PostPolicy {
  readonly expiresAt: Date
  readonly conditions: readonly Condition[]
}

const invalid = (why: string) => new ServiceError('InvalidPolicyDocument', `Invalid Policy: ${why}`, 400)
const refused = (why: string) => new ServiceError('AccessDenied', `Invalid according to Policy: ${why}`, 403)

/** @throws ServiceError InvalidPolicyDocument */
export function parsePolicy(base64: string): PostPolicy {
  let document: unknown
  try {
    document = JSON.parse(Buffer.from(base64, 'base64').toString('utf8'))
  } catch {
    throw invalid('Invalid JSON.')
  }
  const { expiration, conditions } = (document ?? {}) as { expiration?: unknown; conditions?: unknown }
  const expiresAt = typeof expiration === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(expiration) ? new Date(expiration) : undefined
  if (!expiresAt || Number.isNaN(expiresAt.getTime())) throw invalid('Policy missing expiration.')
  if (!Array.isArray(conditions)) throw invalid('Policy missing conditions.')
  return { expiresAt, conditions: conditions.flatMap(parseCondition) }
}

function parseCondition(condition: unknown): Condition[] {
  if (Array.isArray(condition)) {
    const [operator, first, second] = condition as [unknown, unknown, unknown]
    const kind = String(operator).toLowerCase()
    if (kind === 'content-length-range') {
      const [least, most] = [Number(first), Number(second)]
      if (!Number.isSafeInteger(least) || !Number.isSafeInteger(most)) throw invalid('Invalid content-length-range.')
      return [{ kind: 'length', least, most }]
    }
    if ((kind !== 'eq' && kind !== 'starts-with') || typeof first !== 'string' || !first.startsWith('$')) throw invalid('Invalid condition.')
    return [{ kind, field: first.slice(1).toLowerCase(), value: String(second) }]
  }
  if (condition === null || typeof condition !== 'object') throw invalid('Invalid condition.')
  return Object.entries(condition).map(([field, value]) => ({ kind: 'eq', field: field.toLowerCase(), value: String(value) }))
}

/** Fields that need no condition. */
const FREE = new Set(['policy', 'signature', 'x-amz-signature', 'awsaccesskeyid', 'file'])

/**
 * Checks the form's fields (the bucket among them) against the policy.
 * @returns the bounds of the file's length, bytes
 * @throws ServiceError AccessDenied, naming the condition that failed
 */
export function checkPolicy(policy: PostPolicy, fields: ReadonlyMap<string, string>, now: Date): { readonly least: number; readonly most: number } {
  if (policy.expiresAt <= now) throw refused('Policy expired.')
  let least = 0
  let most = Number.POSITIVE_INFINITY
  const covered = new Set<string>()
  for (const condition of policy.conditions) {
    if (condition.kind === 'length') {
      least = Math.max(least, condition.least)
      most = Math.min(most, condition.most)
      continue
    }
    covered.add(condition.field)
    const value = fields.get(condition.field) ?? ''
    const holds = condition.kind === 'eq' ? value === condition.value : value.startsWith(condition.value)
    if (!holds) throw refused(`Policy Condition failed: ${JSON.stringify([condition.kind, `$${condition.field}`, condition.value])}`)
  }
  for (const name of fields.keys()) {
    if (!covered.has(name) && !FREE.has(name) && name !== 'bucket' && !name.startsWith('x-ignore-')) throw refused(`Extra input fields: ${name}`)
  }
  return { least, most }
}
