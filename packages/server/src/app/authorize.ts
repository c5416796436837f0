/** IAM on every call: the dispatcher asks here before each operation, inside its transaction; operations and the engine ask for what only they know. */
import type { ServiceId } from '#wire'
import type { Asked, Demand } from '../access.ts'
import type { Request } from '../dispatcher.ts'
import type { Call, Context, OperationFile, ServiceError } from '../operation.ts'
import type { Refused } from '../services/iam/authorization-message.ts'
import { callKeys } from '../services/iam/call-keys.ts'
import { compiled } from '../services/iam/compiled.ts'
import { type AccessQuestion, createDecider } from '../services/iam/decide.ts'
import { type Decision, evaluate } from '../services/iam/evaluate/evaluate.ts'
import { MalformedPolicy } from '../services/iam/evaluate/policy.ts'
import { accessDenied, refusal } from '../services/iam/refusal.ts'
import { organizationIdOf } from '../services/organizations/organization/organization-of.ts'
import { controlPoliciesOf } from '../services/organizations/policy/control-policies.ts'
import type { Store } from '../store/store.ts'
import { watchTables } from '../store/watch-tables.ts'
import { demandsOf } from './authorize/demands.ts'
import { rooms } from './authorize/rooms.ts'
import { factsOf } from './authorize/table.ts'
import { createTagCache, tagKey } from './authorize/tag-keys.ts'

export interface Authorizer {
  /** Throws AccessDenied in the service's words unless the caller may. */
  authorize(request: Request, context: Context, file: OperationFile): void
  /** Throws AccessDenied in the words of the action's service unless the caller may. */
  must(context: Context, demand: Demand): void
  may(context: Context, demand: Demand): boolean
  /** Whether an allowed call, made again, is allowed for as long as `version` stays the same: neither the time nor the operation itself has a say. */
  isSteady(request: Request, context: Context, file: OperationFile): boolean
  /** Another number after every change that a decision can depend on. */
  version(): number
  /** See `Context.iam`. */
  mustPassRole(context: Context, roleArn: string, service: string): void
  /** See `Context.iam`. */
  checkPolicy(document: string): string | undefined
  /** See `Context.iam`. */
  admits(context: Context, document: string, action: string, resource: string): boolean
}

/** All that a decision can depend on, but for keys: those only say who calls. */
const bearsOnDecisions = (table: string) =>
  /^(iam_(?!access_key|role_last_used)|kms_|organizations_|s3_bucket|s3_public_access|secretsmanager_secret$|tag$)/.test(table)

const accountOf = (arn: string): string | undefined => /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(arn)?.[1]

interface Asking {
  readonly question: AccessQuestion
  readonly foreign: boolean
}

/** Without it, refusals of EC2 have no encoded message. */
export type Encode = (refused: Refused, now: Date) => string

/** As EC2 ends its refusals. */
const withMessage = (reason: string, encoded: string): string => `${reason}. Encoded authorization failure message: ${encoded}`

interface Judged {
  readonly decision: Decision
  readonly foreign: boolean
}

function refusalOf(service: ServiceId, wanted: Demand, { call, now }: Context, { decision, foreign }: Judged, encode: Encode | undefined): ServiceError {
  // To another account's callers S3 gives no reasons.
  if (service === 's3' && foreign) return accessDenied(service, 'Access Denied')
  const reason = refusal(call.principal, wanted.action, wanted.resource, decision)
  if (service !== 'ec2' || !encode) return accessDenied(service, reason)
  return accessDenied(service, withMessage(reason, encode({ principal: call.principal, keys: {}, ...wanted, decision }, now)))
}

/** AWS: federated users call no operation of IAM, and of STS only GetCallerIdentity. */
function refuseToFederated(ctx: Context, service: ServiceId, operation: string): void {
  if (service !== 'iam' && (service !== 'sts' || operation === 'GetCallerIdentity')) return
  throw accessDenied(service, refusal(ctx.call.principal, `${service}:${operation}`, '*', { decision: 'implicitDeny', by: 'identity' }))
}

/** What is wrong with a resource's policy, in IAM's words. */
function problemOf(document: string): string | undefined {
  try {
    compiled(document, 'resource')
    return undefined
  } catch (error) {
    if (error instanceof MalformedPolicy) return error.message
    throw error
  }
}

/** Hears of every permission that was asked for and given, for the record of what principals use. */
export type Allowed = (call: Call, action: string, resource: string, passedTo?: string) => void

export function createAuthorizer({ db }: Store, allowed: Allowed = () => undefined, encode?: Encode): Authorizer {
  const policies = watchTables(db, 'policies', bearsOnDecisions)
  const tagWatch = watchTables(db, 'tags', (table) => table === 'tag')
  const tags = createTagCache(tagWatch.version)
  const decider = createDecider(policies.version, controlPoliciesOf)

  /** Undefined: there is no such resource, which is for the operation to say. */
  const questionOf = (service: ServiceId, demand: Demand, asked: Asked): Asking | undefined => {
    const { action, resource } = demand
    const { ctx } = asked
    const access = rooms[service] ?? {}
    const guard = access.guard?.(resource, asked)
    if (guard === 'missing') return undefined
    const account = guard?.account ?? accountOf(resource) ?? ctx.account
    const foreign = account !== ctx.account
    const own = Object.entries(demand.keys ?? {})
    const facts = factsOf(action)
    const keys = (key: string): readonly string[] | undefined => {
      const told = own.find(([name]) => name.toLowerCase() === key)?.[1]
      if (told !== undefined) return typeof told === 'string' ? [told] : told
      if (key === 'aws:resourceaccount') return [account]
      if (key === 'aws:principalorgid') return organizationIdOf(ctx.db, ctx.call.principal.account)
      if (key === 'aws:resourceorgid') return organizationIdOf(ctx.db, account)
      if (facts && !facts.hasKey(key)) return undefined
      return access.key?.(key, asked, resource) ?? tagKey(key, asked, resource, access, tags)
    }
    const { policy, policyMustAllow, ownAccountOnly } = guard ?? {}
    return { question: { action, resource, account, policy, policyMustAllow, ownAccountOnly, keys }, foreign }
  }

  const judge = (service: ServiceId, demand: Demand, asked: Asked): Judged | undefined => {
    const asking = questionOf(service, demand, asked)
    return asking && { decision: decider.decide(asked.ctx, asking.question), foreign: asking.foreign }
  }

  const demand = (service: ServiceId, wanted: Demand, asked: Asked): void => {
    const judged = judge(service, wanted, asked)
    if (!judged) return
    if (judged.decision.decision === 'allowed') {
      allowed(asked.ctx.call, wanted.action, wanted.resource)
      return
    }
    throw refusalOf(service, wanted, asked.ctx, judged, encode)
  }

  /** A trust policy lets in whom an organization may hold back. */
  const mustBeWithinLimits = (ctx: Context, action: string, resource: string): void => {
    const decision = decider.limits(ctx, action, resource)
    if (decision) throw accessDenied('sts', refusal(ctx.call.principal, action, resource, decision))
  }

  const serviceOf = (action: string) => action.slice(0, action.indexOf(':')) as ServiceId
  const inside = (ctx: Context): Asked => ({ operation: '', input: {}, ctx })

  return {
    authorize({ service, operation, input }, ctx, file) {
      const asked: Asked = { operation, input, ctx }
      for (const wanted of demandsOf(service, asked, file)) demand(service, wanted, asked)
      if (ctx.call.principal.kind === 'federated-user') refuseToFederated(ctx, service, operation)
      if (service === 'sts' && operation === 'AssumeRole') mustBeWithinLimits(ctx, 'sts:AssumeRole', String(input.RoleArn))
    },
    must: (ctx, wanted) => demand(serviceOf(wanted.action), wanted, inside(ctx)),
    may: (ctx, wanted) => judge(serviceOf(wanted.action), wanted, inside(ctx))?.decision.decision === 'allowed',
    isSteady({ service, operation, input }, ctx, file) {
      const asked: Asked = { operation, input, ctx }
      for (const wanted of demandsOf(service, asked, file)) {
        const asking = questionOf(service, wanted, asked)
        if (!asking || !decider.isSteady(ctx, asking.question)) return false
      }
      return true
    },
    version: () => policies.version() + tagWatch.version(),
    mustPassRole(ctx, roleArn, service) {
      decider.mustPassRole(ctx, roleArn, service)
      allowed(ctx.call, 'iam:PassRole', roleArn, service)
    },
    checkPolicy: problemOf,
    admits(ctx, document, action, resource) {
      const { principal } = ctx.call
      const asked = inside(ctx)
      const keys = callKeys(
        ctx,
        () => undefined,
        (key) => rooms[serviceOf(action)]?.key?.(key, asked, resource),
      )
      const question = { action, resource, resourceAccount: principal.account, asker: principal, keys }
      const policy = { id: 'resource-policy', policy: compiled(document, 'resource') }
      // Where the policy leaves it to the account, what lacks an Allow is the account's own policies: none are asked here.
      return evaluate(question, { identity: [], resource: policy, resourceMustAllow: true }).by !== 'resource'
    },
  }
}
