import type { ServiceAccess } from '../../access.ts'

/** No policy can forbid to learn one's own name or to take a session of one's own; a role's trust policy says who may assume it, and AssumeRole itself asks it. */
export const access: ServiceAccess = {
  free: ['AssumeRole', 'GetCallerIdentity', 'GetSessionToken'],
  variables: { FederatedUserName: ({ input }) => (typeof input.Name === 'string' ? input.Name : undefined) },
}
