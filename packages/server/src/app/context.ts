/** What operations and the engine may ask for, bound to the concrete parts. */

import type { Demand } from '../access.ts'
import type { Dispatcher } from '../dispatcher.ts'
import type { Images } from '../engine/images.ts'
import type { Clock } from '../lib/clock.ts'
import { accountOfAccessKeyId, uuid } from '../lib/ids.ts'
import type { Sealer } from '../lib/seal.ts'
import type { Vault } from '../lib/vault.ts'
import type { ObjectStore } from '../objects/objects.ts'
import { type ActingAs, type Call, type Context, type Ports, type Scope, ServiceError, type Serving } from '../operation.ts'
import { networkOf } from '../services/ec2/network.ts'
import * as accessKeys from '../services/iam/access-key/access-key.store.ts'
import { assumeRole } from '../services/iam/assume-role.ts'
import * as authority from '../services/iam/authority.ts'
import { decodeMessage } from '../services/iam/authorization-message.ts'
import { federate } from '../services/iam/federate.ts'
import { rolePrincipal, sessionOfCaller } from '../services/iam/sessions.ts'
import { controlPoliciesOf } from '../services/organizations/policy/control-policies.ts'
import { findUsableSecret } from '../services/secretsmanager/secret/find-secret.ts'
import type { Store } from '../store/store.ts'
import * as tags from '../store/tags.store.ts'
import type { Authorizer } from './authorize.ts'
import { createKeys } from './keys.ts'
import type { TrailRecorder } from './trail.ts'
import { destinationOf } from './trail-delivery.ts'

/** A service's own way to write what others hand it (log events, metrics), inside the open transaction. */
export interface Sinks {
  logs(ports: Ports): Ports['logs']
  metrics(ports: Ports): Ports['metrics']
}

export interface ContextParts {
  readonly store: Store
  readonly clock: Clock
  readonly objects: ObjectStore
  readonly account: string
  /** Whether an account's root has a password. */
  rootHasPassword(account: string): boolean
  readonly sinks: Sinks
  /** Seals STS's tokens. */
  readonly sessionSealer: Sealer
  /** Seals what refusals do not tell in clear text. */
  readonly messageSealer: Sealer
  /** Wraps the material of KMS's keys. */
  readonly vault: Vault
  readonly authorizer: Authorizer
  readonly trail: TrailRecorder
  readonly images: Pick<Images, 'mustRun'>
  readonly serving: Serving
  /** Limits by AWS's names; `*` in the place of the instance type stands for every other type. */
  readonly quotas: ReadonlyMap<string, number>
  /** Where browsers reach notebooks. */
  readonly notebooks: {
    host(scope: Scope, name: string): string
    url(scope: Scope, name: string, sessionSeconds: number): string
  }
  /** Known once the dispatcher is made. */
  dispatcher(): Dispatcher
  announce(arn: string): void
}

/** Ports for one piece of work. `woken` collects what `wake` is told, to be announced after the commit. */
export function createPorts(parts: ContextParts, scope: Scope, now: Date, woken: Set<string>): Ports {
  const { db } = parts.store
  const ports: Ports = {
    account: scope.account,
    region: scope.region,
    db,
    now,
    objects: parts.objects,
    tags: {
      set: (arn, list) => tags.set(db, arn, list),
      of: (arn) => tags.of(db, arn),
      remove: (arn, keys) => tags.remove(db, arn, keys),
      drop: (arn) => tags.drop(db, arn),
    },
    logs: { put: (group, stream, events) => parts.sinks.logs(ports).put(group, stream, events) },
    metrics: { put: (namespace, data) => parts.sinks.metrics(ports).put(namespace, data) },
    secrets: { has: (arn) => findUsableSecret(ports, arn) !== undefined },
    get network() {
      return networkOf(ports)
    },
    wake: (arn) => woken.add(arn),
  }
  return ports
}

export function createContext(parts: ContextParts, call: Call, region: string, woken: Set<string>): Context {
  const scope = { account: call.principal.account, region }
  const ports = createPorts(parts, scope, parts.clock.now(), woken)
  const context: Context = {
    ...ports,
    call,
    transact(work) {
      const result = parts.store.transact(work)
      for (const arn of woken) parts.announce(arn)
      woken.clear()
      return result
    },
    iam: {
      mustPassRole: (roleArn, service) => parts.authorizer.mustPassRole(context, roleArn, service),
      must: (action, resource, keys) => parts.authorizer.must(context, { action, resource, ...(keys && { keys }) }),
      controls: () => controlPoliciesOf(parts.store.db, scope.account),
      decodeMessage: (encoded) => decodeMessage(parts.messageSealer, ports.now, scope.account, encoded),
      rootHasPassword: () => parts.rootHasPassword(scope.account),
      checkPolicy: parts.authorizer.checkPolicy,
      admits: (document, action, resource) => parts.authorizer.admits(context, document, action, resource),
      as: (roleArn, service) => actingAs(parts, { roleArn, service, region, sessionName: SERVICE_SESSION, origin: call.origin }),
    },
    get keys() {
      return createKeys({ ...parts, contextOf: (inner, where) => createContext(parts, inner, where, woken) }, context)
    },
    vault: parts.vault,
    sessions: {
      assumeRole: (request) => assumeRole(parts.sessionSealer, context, request),
      ofCaller: (durationSeconds, mfa) => sessionOfCaller(parts.sessionSealer, context, durationSeconds, mfa),
      federate: (request) => federate(parts.sessionSealer, context, request),
      accountOfKey: (accessKeyId) => accessKeys.find(parts.store.db, accessKeyId)?.account ?? accountOfAccessKeyId(accessKeyId),
    },
    trail: {
      uses: (principalArn, from, to) => parts.trail.uses(scope.account, principalArn, from, to),
      destination: (trailArn, bucket, prefix) => destinationOf(parts.store, trailArn, bucket, prefix),
    },
    quotas: { limit: (name) => parts.quotas.get(name) ?? parts.quotas.get(name.replace(/^\S+/, '*')) },
    serving: parts.serving,
    images: parts.images,
    notebooks: {
      host: (name) => parts.notebooks.host(scope, name),
      authorizedUrl: (name, sessionSeconds) => parts.notebooks.url(scope, name, sessionSeconds),
    },
  }
  return context
}

/** The session name that SageMaker gives to what it does in a role's name. */
const SERVICE_SESSION = 'SageMaker'
const SERVICE_SESSION_SECONDS = 3_600

export interface RoleUse {
  readonly roleArn: string
  readonly service: string
  readonly region: string
  readonly sessionName: string
  readonly origin: string
}

/** Who calls when a service works in a role's name. Throws ValidationException unless the role exists and trusts the service: it may have gone, or its trust. */
function callAs(parts: ContextParts, use: RoleUse): Call {
  const role = authority.mustTrust({ db: parts.store.db, region: use.region, now: parts.clock.now() }, use.roleArn, use.service)
  return {
    id: uuid(),
    principal: rolePrincipal(role, role.arn.split(':')[4] as string, use.sessionName),
    accessKeyId: use.service,
    sourceIp: use.service,
    userAgent: use.service,
    invokedBy: use.service,
    origin: use.origin,
  }
}

/** Calls in a role's name, through the same dispatch as calls from outside. The role is looked at for each call. */
export function actingAs(parts: ContextParts, use: RoleUse): ActingAs {
  return {
    async call<Output>(service: Parameters<ActingAs['call']>[0], operation: string, input: Record<string, unknown>) {
      const call = callAs(parts, use)
      parts.trail.assumedRole({ service: use.service, principal: call.principal, region: use.region, durationSeconds: SERVICE_SESSION_SECONDS })
      return (await parts.dispatcher().operate({ service, operation, input, call, region: use.region })) as Output
    },
  }
}

/** Whether the role may, in the service's hands. A role that cannot be assumed may nothing. */
export function mayAs(parts: ContextParts, use: RoleUse): (demand: Demand) => boolean {
  let context: Context | undefined
  try {
    context = createContext(parts, callAs(parts, use), use.region, new Set())
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
  }
  return (demand) => {
    const may = context !== undefined && parts.authorizer.may(context, demand)
    if (context && may) parts.trail.used(context.call, demand.action, demand.resource)
    return may
  }
}
