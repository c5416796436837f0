/** Who called, as records write it (AWS: "CloudTrail userIdentity element"). */
import type { Call } from '../../../operation.ts'

export interface UserIdentity {
  readonly type: 'Root' | 'IAMUser' | 'AssumedRole' | 'FederatedUser' | 'AWSService'
  readonly principalId?: string
  readonly arn?: string
  readonly accountId?: string
  readonly accessKeyId?: string
  readonly userName?: string
  readonly sessionContext?: unknown
  readonly invokedBy?: string
}

const lastPart = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1)

/** A service that works in a role's name has no key of its own. */
const isKey = (text: string) => /^A[KS]IA/.test(text)

const attributes = ({ principal: { issuedAtMs, mfaAtMs } }: Call) => ({
  ...(issuedAtMs === undefined ? {} : { creationDate: `${new Date(issuedAtMs).toISOString().slice(0, 19)}Z` }),
  mfaAuthenticated: String(mfaAtMs !== undefined),
})

export function userIdentityOf(call: Call): UserIdentity {
  const { principal, accessKeyId } = call
  // A service that passes the caller's own request on is told like one that works in a role's name.
  const invokedBy = call.calledVia?.at(-1) ?? call.invokedBy
  const { arn, account, userId } = principal
  const base = { principalId: userId, arn, accountId: account, ...(isKey(accessKeyId) ? { accessKeyId } : {}) }
  const invoked = invokedBy === undefined ? {} : { invokedBy }
  const session = accessKeyId.startsWith('ASIA') ? { sessionContext: { attributes: attributes(call) } } : {}
  if (principal.kind === 'root') return { type: 'Root', ...base, ...session, ...invoked }
  if (principal.kind === 'user') return { type: 'IAMUser', ...base, userName: lastPart(arn), ...session, ...invoked }
  if (principal.federatedBy) {
    const by = principal.federatedBy
    const issuer = { type: by.kind === 'root' ? 'Root' : 'IAMUser', principalId: by.userId, arn: by.arn, accountId: account }
    const sessionIssuer = by.kind === 'root' ? issuer : { ...issuer, userName: lastPart(by.arn) }
    return { type: 'FederatedUser', ...base, sessionContext: { sessionIssuer, attributes: attributes(call) }, ...invoked }
  }
  const roleArn = principal.roleArn ?? ''
  const sessionIssuer = {
    type: 'Role',
    principalId: userId.split(':')[0],
    arn: roleArn,
    accountId: roleArn.split(':')[4] ?? account,
    userName: lastPart(roleArn),
  }
  return { type: 'AssumedRole', ...base, sessionContext: { sessionIssuer, attributes: attributes(call) }, ...invoked }
}

/** What LookupEvents calls Username: the user's name, the role *session's*, or `root`; a service's host name when it called by itself. */
export function usernameOf({ principal }: Call): string {
  return principal.kind === 'root' ? 'root' : lastPart(principal.arn)
}
