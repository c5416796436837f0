/** sts:GetFederationToken: a session for somebody whom a user (or root) vouches for (AWS: "Permissions for GetFederationToken"). */
import type { Sealer } from '../../lib/seal.ts'
import { type FederationRequest, type Principal, ServiceError, type TemporaryCredentials } from '../../operation.ts'
import { checkSessionPolicies, sessionTags } from './assume-role.ts'
import type { Inquiry } from './authority.ts'
import { issueSession } from './sessions.ts'

/** Without session policies the session may nothing but what resource policies give it by name. */
export function federate(
  sealer: Sealer,
  inquiry: Inquiry,
  request: FederationRequest,
): { readonly credentials: TemporaryCredentials; readonly principal: Principal } {
  const { call, now } = inquiry
  const by = call.principal
  if ((by.kind !== 'user' && by.kind !== 'root') || call.accessKeyId.startsWith('ASIA'))
    throw new ServiceError('AccessDenied', 'Cannot call GetFederationToken with session credentials', 403)
  checkSessionPolicies(inquiry, request)
  const { tags } = sessionTags(by, request.tags ?? [], [])
  const principal: Principal = {
    kind: 'federated-user',
    account: by.account,
    arn: `arn:aws:sts::${by.account}:federated-user/${request.name}`,
    userId: `${by.account}:${request.name}`,
    federatedBy: { kind: by.kind, arn: by.arn, userId: by.userId },
    ...(request.policy === undefined ? {} : { sessionPolicies: [request.policy] }),
    ...(request.policyArns?.length ? { sessionPolicyArns: request.policyArns } : {}),
    ...(Object.keys(tags).length > 0 ? { sessionTags: tags } : {}),
  }
  return { credentials: issueSession(sealer, now, { principal, dependsOn: call.accessKeyId, durationSeconds: request.durationSeconds }), principal }
}
