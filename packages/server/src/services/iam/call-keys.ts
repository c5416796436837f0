/** The condition keys of a call, each worked out when a policy first asks for it (AWS: "AWS global condition context keys"). */
import type { Call, Principal, Scope } from '../../operation.ts'
import { PRINCIPAL_TYPES, sessionKeys } from './authority.ts'
import type { Keys } from './evaluate/glob.ts'

/** The values of a key (lower case); undefined: the call has no such key. */
export type KeySource = (key: string) => readonly string[] | undefined

export interface CallFacts extends Scope {
  readonly now: Date
  readonly call: Call
}

const lastPart = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1)

/** A service that works with a role's own credentials is no detour: `aws:ViaAWSService` is about a caller's own request that a service passes on. */
const globals: Readonly<Record<string, (facts: CallFacts) => readonly string[] | undefined>> = {
  'aws:principalarn': ({ call }) => [call.principal.roleArn ?? call.principal.arn],
  'aws:principalaccount': ({ call }) => [call.principal.account],
  'aws:principaltype': ({ call }) => [PRINCIPAL_TYPES[call.principal.kind]],
  'aws:principalisawsservice': () => ['false'],
  'aws:userid': ({ call }) => [call.principal.userId],
  'aws:username': ({ call }) => (call.principal.kind === 'user' ? [lastPart(call.principal.arn)] : undefined),
  'aws:currenttime': ({ now }) => [now.toISOString()],
  'aws:epochtime': ({ now }) => [String(Math.floor(now.getTime() / 1000))],
  // A service calls from an address of its own, which is nobody's business here.
  'aws:sourceip': ({ call }) => (call.invokedBy === undefined && call.calledVia === undefined ? [call.sourceIp] : undefined),
  'aws:useragent': ({ call }) => [call.userAgent],
  // IAM's one region is this one.
  'aws:requestedregion': ({ region }) => [region === 'aws-global' ? 'us-east-1' : region],
  'aws:securetransport': ({ call }) => [String(call.invokedBy !== undefined || call.origin.startsWith('https:'))],
  'aws:viaawsservice': ({ call }) => [String(call.calledVia !== undefined)],
  'aws:calledvia': ({ call }) => call.calledVia,
  'aws:calledviafirst': ({ call }) => call.calledVia?.slice(0, 1),
  'aws:calledvialast': ({ call }) => call.calledVia?.slice(-1),
}

/** Keys whose values change from call to call: a decision that looks at one is not kept. */
const FLEETING = new Set(['aws:currenttime', 'aws:epochtime', 'aws:multifactorauthage'])

export const isFleeting = (keys: readonly string[]): boolean => keys.some((key) => FLEETING.has(key))

const PRINCIPAL_TAG = 'aws:principaltag/'

const ofSession = (principal: Principal, now: Date, key: string) => sessionKeys(principal, now).find(([name]) => name === key)?.[1]

/** `principalTag` looks up a tag of the user or role by its key in lower case; `more` knows the keys of the service and its resource. */
export function callKeys(facts: CallFacts, principalTag: (key: string) => string | undefined, more: KeySource): Keys {
  const known = new Map<string, readonly string[] | undefined>()
  const find = (key: string): readonly string[] | undefined => {
    const global = Object.hasOwn(globals, key) ? globals[key] : undefined
    if (global) return global(facts)
    const session = key.startsWith('aws:') ? ofSession(facts.call.principal, facts.now, key) : undefined
    if (session !== undefined) return [session]
    if (!key.startsWith(PRINCIPAL_TAG)) return more(key)
    const tag = principalTag(key.slice(PRINCIPAL_TAG.length))
    return tag === undefined ? undefined : [tag]
  }
  return {
    get(key) {
      if (known.has(key)) return known.get(key)
      const values = find(key)
      known.set(key, values)
      return values
    },
  }
}
