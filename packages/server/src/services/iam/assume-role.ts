/** sts:AssumeRole: who may enter a role, with what rights and under which marks (AWS: "AssumeRole" and "Passing session tags in AWS STS"). */
import type { Sealer } from '../../lib/seal.ts'
import { type AssumeRoleRequest, type Principal, ServiceError, type Tag, type TemporaryCredentials } from '../../operation.ts'
import { contextKeys, type Inquiry } from './authority.ts'
import { compiled } from './compiled.ts'
import { accessDenied, malformedPolicy, validationError } from './errors.ts'
import { evaluate } from './evaluate/evaluate.ts'
import { MalformedPolicy } from './evaluate/policy.ts'
import { limits } from './limits.ts'
import { defaultDocument } from './policy/find-policy.ts'
import { policiesOf } from './principal/policies-of.ts'
import type { TagReader } from './principal/rights.ts'
import * as roles from './role/role.store.ts'
import { parseRoleArn, type RoleRecord } from './role/role.ts'
import { issueSession, mustHoldDevice, rolePrincipal } from './sessions.ts'

export interface AssumingInquiry extends Inquiry {
  readonly tags: TagReader
}

const invalidParameter = (message: string) => new ServiceError('InvalidParameterValue', message, 400)

interface SessionTags {
  readonly tags: Readonly<Record<string, string>>
  /** All that the next session inherits. */
  readonly transitive: readonly string[]
}

/** What the session brings and what it inherits from the caller's. */
export function sessionTags(caller: Principal, tags: readonly Tag[], transitiveKeys: readonly string[]): SessionTags {
  const keys = tags.map(({ Key }) => Key.toLowerCase())
  if (new Set(keys).size < keys.length) throw invalidParameter('Duplicate tag keys found. Please note that Tag keys are case insensitive.')
  if (keys.some((key) => key.startsWith('aws:'))) throw invalidParameter('Caller is an end user and not allowed to mutate system tags')
  const inherited = caller.transitiveTagKeys ?? []
  if (inherited.some((key) => keys.includes(key.toLowerCase())))
    throw invalidParameter("One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.")
  if (transitiveKeys.some((key) => !keys.includes(key.toLowerCase())))
    throw validationError('The specified transitive tag key must be included in the requested tags.')
  const all = [...inherited.map((key) => [key, caller.sessionTags?.[key] ?? ''] as const), ...tags.map(({ Key, Value }) => [Key, Value] as const)]
  if (all.length > limits.tagsPerResource)
    throw new ServiceError('PackedPolicyTooLarge', `Packed size of session tags exceeds the limit of ${limits.tagsPerResource} tags.`)
  return { tags: Object.fromEntries(all), transitive: [...inherited, ...transitiveKeys] }
}

/** Session policies narrow; those of the account or AWS are named, and read when they are asked. */
export function checkSessionPolicies({ db }: Pick<Inquiry, 'db'>, { policy, policyArns = [] }: Pick<AssumeRoleRequest, 'policy' | 'policyArns'>): void {
  if (policyArns.length > limits.sessionPolicyArns) throw validationError(`No more than ${limits.sessionPolicyArns} policy ARNs can be specified.`)
  const texts = policyArns.map((arn) => {
    const document = defaultDocument(db, arn)
    if (document === undefined) throw validationError(`The specified policy ARN ${arn} does not exist.`)
    return document
  })
  if (policy !== undefined && policy.length > limits.sessionPolicyCharacters)
    throw new ServiceError('PackedPolicyTooLarge', `Packed size of session policy exceeds the limit of ${limits.sessionPolicyCharacters} characters.`)
  try {
    for (const text of policy === undefined ? texts : [...texts, policy]) compiled(text, 'identity')
  } catch (error) {
    if (error instanceof MalformedPolicy) throw malformedPolicy(error.message)
    throw error
  }
}

const tagKeys = (prefix: string, tags: readonly (readonly [string, string])[]) => Object.fromEntries(tags.map(([key, value]) => [`${prefix}/${key}`, value]))

/** What trust policies and the caller's own may ask about this call. */
function keysOf(inquiry: AssumingInquiry, role: RoleRecord, request: AssumeRoleRequest, sourceIdentity: string | undefined): Map<string, readonly string[]> {
  const { call, tags } = inquiry
  const { principal } = call
  const pairs = (list: readonly Tag[]) => list.map(({ Key, Value }) => [Key, Value] as const)
  const asked = pairs(request.tags ?? [])
  const session = new Set(Object.keys(principal.sessionTags ?? {}).map((key) => key.toLowerCase()))
  const own = pairs(tags.of(principal.roleArn ?? principal.arn)).filter(([key]) => !session.has(key.toLowerCase()))
  const ofRole = pairs(tags.of(role.arn))
  return contextKeys(inquiry, {
    'sts:RoleSessionName': request.sessionName,
    ...(request.externalId === undefined ? {} : { 'sts:ExternalId': request.externalId }),
    ...(sourceIdentity === undefined ? {} : { 'sts:SourceIdentity': sourceIdentity }),
    ...(asked.length > 0 ? { 'aws:TagKeys': asked.map(([key]) => key) } : {}),
    ...(request.transitiveTagKeys?.length ? { 'sts:TransitiveTagKeys': request.transitiveTagKeys } : {}),
    ...(request.mfa ? { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '0' } : {}),
    ...tagKeys('aws:PrincipalTag', own),
    ...tagKeys('aws:RequestTag', asked),
    ...tagKeys('aws:ResourceTag', ofRole),
    ...tagKeys('iam:ResourceTag', ofRole),
  })
}

/** The role's trust policy must let the caller in; where that only names the account, the caller's own policies must allow it too. */
function mustBeLetIn(inquiry: AssumingInquiry, role: RoleRecord, actions: readonly string[], keys: Map<string, readonly string[]>): void {
  const { call, db } = inquiry
  const trust = { id: 'trust-policy', policy: compiled(role.trustPolicy, 'trust') }
  const policies = { ...policiesOf(db, call.principal), resource: trust, resourceMustAllow: true }
  const resourceAccount = role.arn.split(':')[4] as string
  for (const action of actions) {
    const { decision } = evaluate({ action, resource: role.arn, resourceAccount, asker: call.principal, keys }, policies)
    if (decision !== 'allowed') throw notAuthorized(call.principal, action, role.arn)
  }
}

const notAuthorized = (principal: Principal, action: string, roleArn: string) =>
  accessDenied(`User: ${principal.arn} is not authorized to perform: ${action} on resource: ${roleArn}`)

/** A role that assumes a role (role chaining) gets an hour at most. */
const LONGEST_CHAINED_SECONDS = 3600

function checkDuration(caller: Principal, role: RoleRecord, seconds: number): void {
  if (caller.kind === 'assumed-role' && seconds > LONGEST_CHAINED_SECONDS)
    throw validationError('The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining')
  if (seconds > role.maxSessionSeconds) throw validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.')
}

export function assumeRole(
  sealer: Sealer,
  inquiry: AssumingInquiry,
  request: AssumeRoleRequest,
): { readonly credentials: TemporaryCredentials; readonly principal: Principal } {
  const { call, db, now } = inquiry
  const caller = call.principal
  if (caller.kind === 'federated-user') throw notAuthorized(caller, 'sts:AssumeRole', request.roleArn)
  if (caller.kind === 'root') throw accessDenied('Roles may not be assumed by root accounts.')
  const named = parseRoleArn(request.roleArn)
  const role = named && roles.find(db, named.account, named.name)
  // Whether the role exists is none of a stranger's business.
  if (!role || role.arn !== request.roleArn) throw notAuthorized(caller, 'sts:AssumeRole', request.roleArn)
  const { tags, transitive } = sessionTags(caller, request.tags ?? [], request.transitiveTagKeys ?? [])
  const sourceIdentity = caller.sourceIdentity ?? request.sourceIdentity
  if (request.sourceIdentity !== undefined && request.sourceIdentity !== sourceIdentity) throw notAuthorized(caller, 'sts:SetSourceIdentity', role.arn)
  if (request.mfa) mustHoldDevice(inquiry, request.mfa)
  const hasTags = Object.keys(tags).length > 0
  const actions = ['sts:AssumeRole', ...(hasTags ? ['sts:TagSession'] : []), ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity'])]
  mustBeLetIn(inquiry, role, actions, keysOf(inquiry, role, request, sourceIdentity))
  checkDuration(caller, role, request.durationSeconds)
  checkSessionPolicies(inquiry, request)
  const principal: Principal = {
    ...rolePrincipal(role, named.account, request.sessionName),
    ...(request.policy === undefined ? {} : { sessionPolicies: [request.policy] }),
    ...(request.policyArns?.length ? { sessionPolicyArns: request.policyArns } : {}),
    ...(hasTags ? { sessionTags: tags } : {}),
    ...(transitive.length > 0 ? { transitiveTagKeys: transitive } : {}),
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
    // Whoever signs out leaves the roles that they switched to.
    ...(caller.signInId === undefined ? {} : { signInId: caller.signInId }),
  }
  const facts = request.mfa ? { mfaAtMs: now.getTime() } : {}
  return { credentials: issueSession(sealer, now, { principal, dependsOn: role.id, durationSeconds: request.durationSeconds, facts }), principal }
}
