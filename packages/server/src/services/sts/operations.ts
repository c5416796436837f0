/** The operations STS answers here. What the service's model has and this list lacks is answered 501, with its name. */
export * as AssumeRole from './assume-role.ts'
export * as DecodeAuthorizationMessage from './decode-authorization-message.ts'
export * as GetAccessKeyInfo from './get-access-key-info.ts'
export * as GetCallerIdentity from './get-caller-identity.ts'
export * as GetFederationToken from './get-federation-token.ts'
export * as GetSessionToken from './get-session-token.ts'
